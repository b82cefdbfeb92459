"""What /upkeep/ warns of, a file for each field of work."""
