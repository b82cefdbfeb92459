"""What the office tells people, and whom it must not tell anything.

Owns: the silence list (不发短信); notifications, SMS and letters come here.
Publishes: `silence`, `lift`, `must_be_silent`.
Imports: accounts, core.
"""
