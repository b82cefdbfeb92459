"""Users, roles, grants and the tree of areas.

Owns: areas (nation → … → community → grid), users, grants, API tokens, sign-in.
Publishes: `User.has_permission`, `User.scope`, area selectors.
Imports: core.
"""
