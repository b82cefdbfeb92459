"""Rules about areas and accounts, without Django."""
