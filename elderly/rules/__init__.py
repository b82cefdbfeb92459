"""What a duty does about events, a file for each field of work."""
