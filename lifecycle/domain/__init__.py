"""The rules of the spine: pure Python, no Django."""
