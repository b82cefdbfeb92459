"""What each duty does when something happens: one file a duty.

A rule reads and plans; the engine carries out (docs/how-to/add-a-rule.md).
"""
