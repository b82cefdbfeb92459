"""Entries of the side bar, a file for each field of work."""
