"""What follows when offices change hands, a file for each field of work."""
