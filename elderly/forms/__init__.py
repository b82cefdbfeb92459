"""Forms of the desk: they read what is typed; services decide."""
