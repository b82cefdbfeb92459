"""What this room brings into the search box, a file for each field of work."""
