"""Telling: what happened to people is said once, at the desk or by a program, and the base and every duty follow."""
