"""Event kinds, a file for each field of work."""
