"""The resident base: every person once, with what is true of them when. The reference app that others copy.

Owns: person, identity document, former names, household, membership, building, dwelling, residence, kinship.
Publishes: services to register, correct, move, change household and kinship; search; person and household pages.
Imports: accounts, core.
"""
