"""The rules of text messages, in plain Python."""
