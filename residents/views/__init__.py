"""Pages of the residents; thin: they read selectors, call services and choose templates."""
