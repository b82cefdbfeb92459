"""How what a rule plans is carried out and taken back, a file for each field of work."""
