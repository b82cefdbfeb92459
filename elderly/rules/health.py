"""At 65 a person may have a check-up every year for nothing (国家基本公共卫生服务规范 2017): the cascade says so, the list of
who is due does the rest. No task for each birthday: the yearly round works from one list."""

from __future__ import annotations

from collections.abc import Iterator

from lifecycle.engine.declaration import Batch, Planned, rule

_COMMUNITY = 12  # digits of a community's code: nobody answers for places outside the tree


@rule(key="checkup.entitled", on="person.turned_65", duty="老龄", title="满 65 岁，每年一次免费体检", order=49,
      clause="国家基本公共卫生服务规范（第三版，2017）老年人健康管理")  # fmt: skip
def entitled(batch: Batch) -> Iterator[Planned]:
    for event in batch:
        who = event.subject
        if len(who.area) >= _COMMUNITY:
            words = "每年可以免费体检一次，没有体检的列在待体检名单里"
            yield Planned(event, "note", key=str(who.person), words=words, person=who.person, area=who.area)
