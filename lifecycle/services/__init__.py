"""Writes of the spine."""
