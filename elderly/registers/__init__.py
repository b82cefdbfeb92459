"""Registers, a file for each field of work."""
