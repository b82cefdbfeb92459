"""Feeds, a file for each field of work."""
