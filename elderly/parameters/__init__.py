"""Policy parameters, a file for each field of work."""
