"""Columns that follow facts, a file for each field of work."""
