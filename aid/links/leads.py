"""A lead goes with whoever turns out to be the person; two leads of one home stay two until somebody closes one."""

from __future__ import annotations

from residents.linking import OnMerge, PersonLink, Privacy, Retention, person_links

for _table, _title in (("Lead.person", "困难线索"), ("LeadReason.person", "线索起因")):
    person_links.register(
        PersonLink(f"aid.{_table}", _title, OnMerge.MOVE, Retention.WITH_PERSON, Privacy.ERASE, measure="条")
    )
