"""The law, pure Python."""
