"""Writes of the mechanisms: parameters, calendar, keys."""
