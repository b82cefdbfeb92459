"""Numbers that other rooms show, a file for each field of work."""
