"""The lists of the resident base: people and households, buildings and dwellings."""
