"""What births, marriages, arrivals, disabilities and lost work set going (handbook §4, §5.4, §7.4)."""

from __future__ import annotations

from collections.abc import Iterator

from lifecycle.engine.declaration import About, Batch, Happened, Planned, rule
from lifecycle.rules.deaths import task

_COMMUNITY = 12  # digits of a community's code: nobody answers for places outside the tree


@rule(key="birth.hints", on="person.born", duty="计生", title="新生儿家庭告知", order=40,
      clause="户口登记条例 第七条；国家育儿补贴制度")  # fmt: skip
def newborn(batch: Batch) -> Iterator[Planned]:
    for event in batch:
        child = event.subject
        parents = tuple((one.person, one.role) for one in event.people if one.role in ("mother", "father"))
        yield task(
            event,
            "newborn-hints",
            person=child.person,
            area=child.area or _area_of(event.people),
            key=str(child.person),
            title="新生儿家庭：告知该办的事",
            why=f"{event.occurred_on} 出生。",
            words="育儿补贴、生育登记：等告知家里",
            others=parents,
        )


@rule(key="marriage.fertility-card", on="person.married", duty="计生", title="新婚，核对育龄卡", order=41,
      clause="广东省人口与计划生育条例")  # fmt: skip
def newly_wed(batch: Batch) -> Iterator[Planned]:
    yield from _cards(batch, "wife", "新婚", "育龄卡：等核对")


@rule(key="divorce.fertility-card", on="person.divorced", duty="计生", title="婚姻变动，核对育龄卡", order=42)
def divorced(batch: Batch) -> Iterator[Planned]:
    yield from _cards(batch, "wife", "婚姻状况有变动", "育龄卡：等核对")


@rule(
    key="pregnancy.fertility-card",
    on="person.pregnancy_registered",
    duty="计生",
    title="怀孕登记，核对育龄卡",
    order=43,
)
def pregnant(batch: Batch) -> Iterator[Planned]:
    yield from _cards(batch, "subject", "登记了怀孕", "育龄卡：等核对")


def _cards(batch: Batch, role: str, why: str, words: str) -> Iterator[Planned]:
    for event in batch:
        for woman in event.role(role):
            if len(woman.area) >= _COMMUNITY:
                yield task(
                    event,
                    "fertility-card",
                    person=woman.person,
                    area=woman.area,
                    key=f"{woman.person}:{event.occurred_on}",
                    title="育龄卡核对",
                    why=f"{event.occurred_on} {why}。",
                    words=words,
                )


@rule(key="arrival.welcome", on="person.moved_in", duty="人口", title="新迁入，上门核实", order=44)
def arrived(batch: Batch) -> Iterator[Planned]:
    for event in batch:
        newcomer = event.subject
        if len(newcomer.area) >= _COMMUNITY:
            yield task(
                event,
                "welcome-visit",
                person=newcomer.person,
                area=newcomer.area,
                key=f"{newcomer.person}:{event.occurred_on}",
                title="新迁入居民上门核实",
                why=f"{event.occurred_on} 住到这里。",
                words="新迁入：等上门核实",
            )


@rule(key="disability.benefits", on="person.disability_certified", duty="残联", title="告知残疾人两项补贴", order=45)
def disabled(batch: Batch) -> Iterator[Planned]:
    for event in batch:
        holder = event.subject
        if len(holder.area) >= _COMMUNITY:
            yield task(
                event,
                "disability-benefits",
                person=holder.person,
                area=holder.area,
                key=f"{holder.person}:{event.occurred_on}",
                title="告知残疾人两项补贴",
                why=f"{event.occurred_on} 领了残疾人证。",
                words="两项补贴：等告知",
            )


@rule(key="unemployment.visit", on="person.unemployed", duty="就业", title="失业，走访问困难", order=46,
      clause="社会救助法 第三十九条")  # fmt: skip
def jobless(batch: Batch) -> Iterator[Planned]:
    for event in batch:
        person = event.subject
        if len(person.area) >= _COMMUNITY:
            yield task(
                event,
                "jobless-visit",
                person=person.person,
                area=person.area,
                key=f"{person.person}:{event.occurred_on}",
                title="失业居民走访",
                why=f"{event.occurred_on} 失业。",
                words="失业：等走访",
            )


def _area_of(people: tuple[About, ...]) -> str:
    return next((one.area for one in people if one.area), "")


# ── Birthdays on which a duty begins (lifecycle/milestones.py tells them) ─────────────────────────────────────────────


@rule(key="turned-100.visit", on="person.turned_100", duty="老龄", title="百岁，上门祝寿", order=49)
def hundred(batch: Batch) -> Iterator[Planned]:
    yield from _birthday(batch, "century-visit", "百岁老人祝寿", "满 100 周岁", "百岁：要上门祝寿")


def _birthday(batch: Batch, kind: str, title: str, why: str, words: str) -> Iterator[Planned]:
    for event in batch:
        who = event.subject
        if len(who.area) >= _COMMUNITY:
            yield _on_the_day(event, who, kind, title, why, words)


def _on_the_day(event: Happened, who: About, kind: str, title: str, why: str, words: str) -> Planned:
    return task(
        event,
        kind,
        person=who.person,
        area=who.area,
        key=f"{who.person}:{event.kind}",
        title=title,
        why=f"{event.occurred_on} {why}。",
        words=words,
    )
