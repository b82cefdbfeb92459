"""Histories that have a page, a file for each field of work."""
