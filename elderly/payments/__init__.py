"""Payment schemes, a file for each field of work."""
