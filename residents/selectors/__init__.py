"""Reading the resident base: what other rooms may ask of it."""
