"""How effects of this room's rules are carried out and taken back, a file for each field of work."""
