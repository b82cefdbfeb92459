"""Devices, contacts and calls go with the person; a call names who was helped as long as the file is kept."""

from elderly.selectors.alarm_kept import people_with_alarms
from residents.linking import Keeper, OnMerge, PersonLink, Privacy, Retention, keepers, person_links

for _key, _title, _measure, _once in (
    ("AlarmDevice.person", "平安通设备", "台", ("until",)),
    ("AlarmContact.person", "平安通联系人", "位", ("place", "ended_at")),
    ("AlarmContact.contact", "是谁的平安通联系人", "处", ()),
    ("AlarmCall.person", "平安通呼叫", "次", ()),
):
    person_links.register(
        PersonLink(
            f"elderly.{_key}",
            _title,
            OnMerge.MOVE_UNLESS_REPEATED if _once else OnMerge.MOVE,
            Retention.WITH_PERSON,
            Privacy.KEEP_BY_LAW,
            measure=_measure,
            repeats=_once,
            mirror=_key == "AlarmContact.contact",
        )
    )

keepers.register(Keeper("alarms", people_with_alarms))
