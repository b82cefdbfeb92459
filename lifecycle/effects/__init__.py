"""Kinds of effect: how what a rule plans is carried out and taken back. One file a kind."""
