"""What every screen shares: navigation, shell context, form rendering, words for values, and computed drawings.

Owns: `templates/base`, `templates/components`, the stylesheet, the scripts and the icon sprite in `core/static/core`.
Publishes: `{% load ui %}` (`core/templatetags/ui.py`), `core.ui.navigation.NavItem`, `core.ui.forms.DayField`,
`core.ui.strip`, `core.ui.family_graph`. Imports: nothing above core. How to use it: `docs/how-to/build-a-screen.md`.
"""
