"""One file per roster (docs/how-to/add-a-roster.md)."""
