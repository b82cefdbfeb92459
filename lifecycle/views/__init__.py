"""The screens of the spine. Thin: they ask the roster engine and lay its answers out."""
