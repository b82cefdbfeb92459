"""Pages, thin."""
