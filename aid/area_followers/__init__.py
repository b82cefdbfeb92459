"""What follows when areas change, a file for each field of work."""
