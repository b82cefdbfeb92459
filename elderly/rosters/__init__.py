"""Rosters, a file for each field of work."""
