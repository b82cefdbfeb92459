"""Text messages to the old, where an office has switched them on."""

from __future__ import annotations

from collections.abc import Iterator

from core.parameters import ParameterBook
from elderly.parameters.notices import LONGEVITY_SMS
from elderly.sms_texts.longevity import LONGEVITY_NOTICE
from lifecycle.engine.declaration import Batch, Planned, rule
from residents.selectors.people_briefly import briefly

_CITY = "4401"
_LONG_AGO = 31  # days: an event told late congratulates nobody


@rule(key="notice.longevity", on="person.turned_70", duty="短信", title="长寿保健金短信告知", order=54)
def longevity(batch: Batch) -> Iterator[Planned]:
    """On the 70th birthday, to somebody of the city; silence and hours are the messages' own business."""
    book = ParameterBook([LONGEVITY_SMS.key])
    people = briefly(batch.subjects)
    for event in batch:
        who = event.subject
        wanted = book.read(LONGEVITY_SMS.key, on=event.occurred_on, area=who.area).value
        fresh = (batch.today - event.occurred_on).days <= _LONG_AGO
        if wanted and int(wanted) == 1 and fresh and who.person in people and who.area.startswith(_CITY):
            data = {"template": LONGEVITY_NOTICE.key, "params": {"name": people[who.person].name}}
            yield Planned(event, "sms", str(who.person), "短信告知长寿保健金", who.person, who.area, data)
