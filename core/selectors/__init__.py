"""What the pages of the mechanisms show."""
