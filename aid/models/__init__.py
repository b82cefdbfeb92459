"""Tables of social assistance, one module per noun."""
