"""Panels of the person page, a file for each field of work."""
