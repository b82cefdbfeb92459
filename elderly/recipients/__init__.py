"""Whom a notice may go to, a file for each field of work."""
