"""Permissions without which nothing is told of a thing (handbook §4 隐私, SEC06); accounts/roles.py says who holds them."""

DIVORCE, DISABILITY, PREGNANCY = "person.divorce", "person.disability", "person.pregnancy"
