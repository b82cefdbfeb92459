"""What this room brings to the door, a file for each field of work."""
