"""What the office tells people, and whom it must not tell anything.

Owns: the silence list (不发短信); notifications, SMS and letters come here.
Publishes: `silence`, `lift`, `silenced`, `may_receive`.
Imports: accounts, core.
"""
