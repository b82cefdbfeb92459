"""Tables of the old, one module per noun."""
