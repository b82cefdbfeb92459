"""Places and bodies of a community that are no people and no homes.

Owns: community organisations; community facilities and coverage as they are built.
Publishes: the register 社区社会组织.
Imports: accounts, core.
"""
