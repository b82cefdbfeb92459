"""Kinds of tasks, a file for each field of work."""
