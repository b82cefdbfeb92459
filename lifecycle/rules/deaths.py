"""What a death sets going beside the base itself: heads, benefits, insurance, funerals, services (appendix E D03, D07–D11, D15, D16)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from core import clock
from core.parameters import ParameterBook
from lifecycle.engine.declaration import Batch, Happened, Planned, rule
from lifecycle.selectors.paid import benefits_paid_by_list
from residents.selectors.benefits import BY_HOUSEHOLD, FAMILY_PLANNING, WITH_LIFE, BenefitLine
from residents.selectors.bereavement import Bereaved, Death, bereaved_by

_ADULT = 18
_INSURED = 16  # 社会保险法 第十条, 劳动法 第十五条: nobody younger pays into a pension
_SUPPORT_AGE, _RELIEF = "CN_TF_MOTHER_AGE", "GZ_FUNERAL_WAIVE_POOR"


def left_behind(batch: Batch) -> Iterator[tuple[Happened, Bereaved]]:
    """Each death of the batch with those whom it left behind."""
    found = batch.once(_bereaved)
    for event in batch:
        if event.subject.person in found:
            yield event, found[event.subject.person]


def _bereaved(events: tuple[Happened, ...]) -> dict[int, Bereaved]:
    return bereaved_by(
        Death(event.subject.person, event.occurred_on, tuple(event.payload.get("households", ()))) for event in events
    )


def _policies(_events: tuple[Happened, ...]) -> ParameterBook:
    return ParameterBook({_SUPPORT_AGE, _RELIEF})


def learned_on(event: Happened) -> dt.date:
    """The day on which the base learned of it: limits count from then, for nobody could act before."""
    return event.recorded_at.astimezone(clock.SHANGHAI).date()


def task(
    event: Happened, kind: str, *, person: int, area: str, title: str, why: str, words: str, key: str = "", role: str = "subject",
    others: tuple[tuple[int, str], ...] = (), household: int | None = None, due_on: dt.date | None = None,
) -> Planned:  # fmt: skip
    """A planned task about a person, counted from the day on which the base learned of the event."""
    data: dict[str, Any] = {
        "kind": kind,
        "title": title,
        "why": why,
        "persons": [[person, role], *map(list, others)],
        "starts_on": learned_on(event).isoformat(),
    }
    if household:
        data["household"] = household
    if due_on:
        data["due_on"] = due_on.isoformat()
    return Planned(event, "task", key or f"{person}:{event.subject.person}", words, person, area, data)


@rule(key="death.new-head", on="person.died", duty="户籍", title="确认新户主", step="D03", order=10,
      clause="户口登记条例 第五条")  # fmt: skip
def new_head(batch: Batch) -> Iterator[Planned]:
    for event in batch:
        for household in set(event.payload.get("head_of", ())) - set(event.payload.get("closed", ())):
            dead = event.subject
            yield task(
                event,
                "confirm-head",
                person=dead.person,
                role="former-head",
                area=dead.area,
                key=f"{household}:{dead.person}",
                title="确认新户主",
                why=f"户主 {event.occurred_on} 去世。系统按配偶、成年子女、其他成年亲属的次序给建议，由这一户的人商定。",
                words="等确认新户主",
                household=household,
            )


@rule(key="death.aid", on="person.died", duty="救助", title="核查停发、重算救助金", step="D07", order=20,
      clause="社会救助法 第四十六至四十八条")  # fmt: skip
def aid(batch: Batch) -> Iterator[Planned]:
    """Never stopped by the machine: the family is heard first (PIPL 第二十四条, SEC24)."""
    for event, left in left_behind(batch):
        lines = [line for line in left.hard_pressed if line.kind in BY_HOUSEHOLD]
        if not lines:
            continue
        own = [line for line in lines if line.person_id == left.dead.id]
        receiver = (own or lines)[0]
        said = "、".join(dict.fromkeys(line.words for line in lines))
        after = _next_month(event.occurred_on)
        yield task(
            event,
            "aid-recount",
            person=receiver.person_id,
            area=left.dead.area,
            title="核查停发、重算救助金",
            why=f"这一家在领{said}，{event.occurred_on} 有人去世。次月（{after:%Y-%m}）起按现在的人口重算；调减前先听取意见。",
            words=f"{said}：{after:%Y-%m} 起停该成员、重算，等核查",
            household=receiver.household_id,
            due_on=_month_end(learned_on(event)),
        )


@rule(
    key="death.stop-benefits",
    on="person.died",
    duty="老龄、残联",
    title="长寿保健金、残疾人补贴次月停发",
    step="D08 D09",
    order=21,
)
def stop_benefits(batch: Batch) -> Iterator[Planned]:
    """Where frozen payment lists tell what was paid, they are compared (lifecycle/paying): nothing is guessed beside them."""
    listed = batch.once(_listed)
    for event, left in left_behind(batch):
        for line in left.received(left.dead.id):
            if line.kind in WITH_LIFE:
                yield from _stop(event, left, line, guess=line.kind not in listed.get(left.dead.id, ()))


def _listed(events: tuple[Happened, ...]) -> dict[int, set[str]]:
    return benefits_paid_by_list([event.subject.person for event in events])


def _stop(event: Happened, left: Bereaved, line: BenefitLine, *, guess: bool) -> Iterator[Planned]:
    after = _next_month(event.occurred_on)
    yield Planned(
        event,
        "stop-benefit",
        f"{line.id}:{after}",
        f"{line.words}自 {after:%Y-%m} 起停发",
        left.dead.id,
        left.dead.area,
        {"benefit": line.id, "on": after.isoformat()},
    )
    late = _months_between(after, learned_on(event))
    if guess and late > 0:
        money = f"，合计 {line.monthly * late:,.2f} 元" if line.monthly else ""
        yield task(
            event,
            "recover-overpaid",
            person=left.dead.id,
            area=left.dead.area,
            key=f"overpaid:{line.id}:{after}",
            title=f"追回多发的{line.words}",
            why=f"{event.occurred_on} 去世，{learned_on(event)} 底册才知道：{after:%Y-%m} 起可能多发了 {late} 个月{money}。",
            words=f"可能多发 {late} 个月{line.words}，等核对",
        )


@rule(key="death.family-planning", on="person.died", duty="计生", title="计生待遇退出", step="D10", order=22)
def family_planning(batch: Batch) -> Iterator[Planned]:
    for event, left in left_behind(batch):
        lines = [line for line in left.received(left.dead.id) if line.kind in FAMILY_PLANNING]
        if lines:
            said = "、".join(line.words for line in lines)
            yield task(
                event,
                "family-planning-exit",
                person=left.dead.id,
                area=left.dead.area,
                title="核对计生待遇退出",
                why=f"逝者在领{said}。",
                words=f"{said}：等办退出",
            )


@rule(key="death.only-child", on="person.died", duty="计生", title="独生子女去世，告知特别扶助", step="D10", order=23,
      clause="计划生育家庭特别扶助制度")  # fmt: skip
def only_child(batch: Batch) -> Iterator[Planned]:
    """The mother, else the father, of an only child; her age decides whether the claim exists now (parameter)."""
    policies = batch.once(_policies)
    for event, left in left_behind(batch):
        living = [one for one in left.parents if one.living]
        if not living or left.siblings_of_dead:
            continue
        mother = next((one for one in living if one.sex == "2"), living[0])
        least = policies.read(_SUPPORT_AGE, on=event.occurred_on, area=mother.area).value
        age = mother.age(event.occurred_on)
        if least is None or mother.sex != "2" or age is None:
            said = "资格要看女方年龄，请核对"
        else:
            said = "女方已到年龄" if age >= least else f"女方现在 {age} 周岁，满 {least} 周岁后可以申请"
        yield task(
            event,
            "special-support",
            person=mother.id,
            role="parent",
            area=mother.area,
            title="看望失独父母",
            why=f"底册里只有这一个孩子，{event.occurred_on} 去世。{said}。",
            words="失独父母：等上门",
            others=tuple((one.id, "parent") for one in living if one.id != mother.id),
        )


@rule(key="death.insurance", on="person.died", duty="社保", title="报送死亡信息，提示遗属待遇", step="D11", order=30,
      clause="人社部发〔2021〕18 号")  # fmt: skip
def insurance(batch: Batch) -> Iterator[Planned]:
    for event, left in left_behind(batch):
        age = left.dead.age(event.occurred_on)
        insured = age is None or age >= _INSURED
        said = "养老、医保待遇要停，家属可以申领丧葬补助金和抚恤金" if insured else "医保待遇要停"
        yield task(
            event,
            "tell-insurance",
            person=left.dead.id,
            area=left.dead.area,
            title="报送死亡信息，提示遗属待遇" if insured else "报送死亡信息",
            why=f"{event.occurred_on} 去世。{said}。",
            words="等报送社保、医保",
        )


@rule(key="death.funeral", on="person.died", duty="殡葬", title="告知惠民殡葬减免", step="D15", order=31,
      clause="广州市惠民殡葬政策")  # fmt: skip
def funeral(batch: Batch) -> Iterator[Planned]:
    policies = batch.once(_policies)
    for event, left in left_behind(batch):
        if not left.hard_pressed:
            continue
        most = policies.read(_RELIEF, on=event.occurred_on, area=left.dead.area)
        said = f"困难群众最高减免 {most.value} 元" if most.value is not None else "困难群众的减免额度待确认"
        next_of_kin = next(iter([left.spouse] if left.spouse and left.spouse.living else left.household), None)
        yield task(
            event,
            "funeral-relief",
            person=next_of_kin.id if next_of_kin else left.dead.id,
            role="survivor" if next_of_kin else "subject",
            area=left.dead.area,
            title="告知惠民殡葬减免",
            why=f"这一家在领{left.hard_pressed[0].words}。{said}。",
            words="殡葬减免：等告知家属",
        )


@rule(
    key="death.end-services",
    on="person.died",
    duty="各服务",
    title="终止志愿者、家医签约",
    step="D16",
    order=32,
)
def end_services(batch: Batch) -> Iterator[Planned]:
    for event, left in left_behind(batch):
        age = left.dead.age(event.occurred_on)
        if age is None or age >= _ADULT:
            yield task(
                event,
                "end-services",
                person=left.dead.id,
                area=left.dead.area,
                title="终止逝者的各项服务",
                why=f"{event.occurred_on} 去世。家庭医生、志愿者等服务要停。",
                words="各项服务：等终止",
            )


def _next_month(day: dt.date) -> dt.date:
    """The first day of the month after: benefits end with the month of death."""
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def _month_end(day: dt.date) -> dt.date:
    return _next_month(day) - dt.timedelta(days=1)


def _months_between(first: dt.date, until: dt.date) -> int:
    """Months paid from `first` on, the month of `until` included; not positive when none was."""
    return (until.year - first.year) * 12 + until.month - first.month + 1
