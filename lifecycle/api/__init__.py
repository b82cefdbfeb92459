"""The API of the spine."""
