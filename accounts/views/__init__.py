"""Pages of sign-in, areas and users."""
