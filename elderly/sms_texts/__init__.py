"""Texts of messages about the old, a file for each field of work."""
