"""What this room adds to the demo population, a file for each field of work."""
