"""Old people: records, health, abilities, who is alone and who looks in on them, the alarm, the longevity allowance.

Owns: elder records and green cards, check-ups, assessments, special categories and visit plans, alarm devices and calls.
Publishes: rosters of the old, visit rhythms, payment scheme 长寿保健金, the API of the alarm centre.
Imports: lifecycle, residents, facilities, messaging, accounts, core.
"""
