"""The spine: rosters now; event rules, tasks, visits and milestones as they are built.

Owns: rosters (criteria, published versions, differences), the page 今天.
Publishes: the roster registry, `explain`, `publish`, `export`.
Imports: residents, accounts, core.
"""
