"""Users, roles, grants and the tree of areas.

Owns: areas (nation → … → community → grid), users, grants, API tokens, sign-in, second factors, sessions, hand-overs.
Publishes: `User.has_permission`, `User.scope`, area selectors, `handover_parts`.
Imports: core.
"""
