"""What sets a family falling opens a lead before anybody asks (handbook §7.4; appendix E D14). Nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterator

from aid.domain.leads import Reason
from aid.events.misfortunes import disaster_words, tie_words
from aid.services.hardship import ILL, OUT_OF_TOUCH, STRUCK
from lifecycle.engine.declaration import About, Batch, Happened, Planned, rule
from lifecycle.rules.bereavement import family_features, whom_to_visit
from lifecycle.rules.deaths import left_behind
from residents.selectors.disability import disabled_among

_COMMUNITY = 12  # digits of a community's code: nobody answers for places outside the tree
_LAW = "社会救助法 第三十九条"


@rule(key="lead.bereaved", on="person.died", duty="救助", title="丧亲，困难线索", step="D14", order=24, clause=_LAW)
def bereaved(batch: Batch) -> Iterator[Planned]:
    """「家庭特征∈{低保、单亲、残疾、独居、特困}且有亲属死亡」."""
    found = list(left_behind(batch))
    people = {*(one.id for _, left in found for one in left.household), *(left.dead.id for _, left in found)}
    disabled = disabled_among(people, on=batch.today)
    for event, left in found:
        reasons = family_features(left, disabled) if left.household else []
        if reasons:
            host = whom_to_visit(left)
            about = About(left.dead.id, "subject", host.area or left.dead.area)
            yield _lead(event, about, Reason.BEREAVED, f"家人去世，{'，'.join(reasons)}", see=host.id)


@rule(
    key="lead.disabled",
    on="person.disability_certified",
    duty="救助",
    title="新领残疾人证，困难线索",
    order=50,
    clause=_LAW,
)
def disabled_person(batch: Batch) -> Iterator[Planned]:
    for event in batch:
        if not event.payload.get("again"):
            yield from _of_subject(event, Reason.DISABLED, "新领残疾人证")


@rule(key="lead.jobless", on="person.unemployed", duty="救助", title="失业，困难线索", order=51, clause=_LAW)
def jobless(batch: Batch) -> Iterator[Planned]:
    for event in batch:
        yield from _of_subject(event, Reason.JOBLESS, "失业")


@rule(key="lead.dropped-out", on="person.dropped_out", duty="救助", title="辍学，困难线索", order=52,
      clause="社会救助法 第三十八条、第三十九条")  # fmt: skip
def dropped_out(batch: Batch) -> Iterator[Planned]:
    for event in batch:
        yield from _of_subject(event, Reason.DROPPED_OUT, "孩子辍学")


@rule(key="lead.ill", on=ILL, duty="救助", title="大病，困难线索", order=53, clause="社会救助法 第二十二条、第三十九条")
def ill(batch: Batch) -> Iterator[Planned]:
    for event in batch:
        yield from _of_subject(event, Reason.ILL, "患大病")


@rule(
    key="lead.disaster",
    on=STRUCK,
    duty="救助",
    title="受灾，困难线索",
    order=54,
    clause="社会救助法 第十三条、第三十九条",
)
def disaster(batch: Batch) -> Iterator[Planned]:
    for event in batch:
        yield from _of_subject(event, Reason.DISASTER, disaster_words(event.payload.get("disaster", "")))


@rule(key="lead.out-of-touch", on=OUT_OF_TOUCH, duty="救助", title="家人失联，困难线索", order=55,
      clause="社会救助法 第三十九条；粤民规字〔2019〕10 号")  # fmt: skip
def out_of_touch(batch: Batch) -> Iterator[Planned]:
    for event in batch:
        yield from _of_subject(event, Reason.OUT_OF_TOUCH, f"{tie_words(event.payload.get('tie', ''))}失联")


def _of_subject(event: Happened, reason: Reason, words: str) -> Iterator[Planned]:
    if len(event.subject.area) >= _COMMUNITY:
        yield _lead(event, event.subject, reason, words)


def _lead(event: Happened, about: About, reason: Reason, words: str, see: int | None = None) -> Planned:
    data = {"reason": reason.value, "words": words} | ({"see": see} if see else {})
    return Planned(event, "lead", f"{about.person}:{event.id}", f"困难线索：{words}", about.person, about.area, data)
