"""待核实死亡: what a source says of a death waits until it is certain (handbook E, D01), and is then registered, or dismissed.

Police cancellation, or two sources that do not rest on each other, make it certain; where they name different days a person
decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from core import clock
from core.audit import acting
from core.errors import Conflict, NotFound, UserError
from core.event_views import Wanted, close_events, events_page
from core.outbox import NewEvent, Subject, emit
from core.scope import EVERYWHERE
from residents.domain.deaths import Word, death_sources, source_name, weigh, weightiest
from residents.models import DeathReport, Person
from residents.services.access import desk, locked_person
from residents.services.deaths import Death, record_deaths
from residents.services.deaths_telling import answering

State = DeathReport.State
REPORTED = "person.death_reported"
SHORTEST = 4


@dataclass(frozen=True)
class Outcome:
    """`event`: id of person.died once the death is registered; None while it waits, and `words` says for what."""

    words: str
    event: int | None = None


def report_death(
    *,
    person_uid: UUID,
    died_on: dt.date,
    word: str,
    by: Any,
    certificate: str = "",
    declared: bool = False,
    note: str = "",
    source: str = "",
) -> Outcome:
    """A source (key of codes/death_sources.csv) says that the person died. Registers the death when that makes it certain.

    UserError: unknown source, impossible day. Conflict: dead already on another day. Emits person.death_reported, or what
    record_deaths() emits.
    """
    source = source or desk(by)
    with acting(by=by.username, why=note[:120] or "报告死亡", source=source):
        person = locked_person(person_uid, by=by)
        _day_fits(person, died_on)
        if word not in death_sources():
            raise UserError("请选是哪里说的。", field="word")
        if person.status == Person.Status.DECEASED:
            return _said_again(person, Death(person.pk, died_on, source, word, certificate, declared=declared), by)
        report = _write(person, died_on, word, certificate, declared, note, by, source)
        standing = _open(person)
        verdict = weigh(Word(row.word, row.died_on) for row in standing)
        if verdict == "certain":
            return _register(person, died_on, standing, by, source)
        _tell(person, report, by)
        if verdict == "differs":
            return Outcome("几个来源说的日期不同，请在「待核实死亡」里定是哪一天。")
        return Outcome("只有一个来源，先记为待核实。公安注销，或者另一个来源说法一致，才登记死亡。")


def settle_day(*, person_uid: UUID, died_on: dt.date, reason: str, by: Any) -> Outcome:
    """Sources agree that the person died and differ on the day: somebody has looked and says which day it was.

    Conflict unless the sources would be enough, had they agreed; UserError for a day that none of them names.
    """
    with acting(by=by.username, why=reason[:120], source=desk(by)):
        person = locked_person(person_uid, by=by)
        standing = _open(person)
        if not standing:
            raise Conflict(f"{person.name}没有待核实的死亡信息。", remedy="请刷新后再看。")
        if died_on not in {row.died_on for row in standing}:
            raise UserError("请在几个来源说的日期里选一个。", field="died_on")
        _reason(reason, "例如：看过死亡医学证明原件，是 9 月 3 日。")
        if weigh(Word(row.word, died_on) for row in standing) != "certain":
            raise Conflict("只有一个来源，还不能登记死亡。", remedy="请补上另一个来源，或等公安注销。")
        return _register(person, died_on, standing, by, desk(by))


def dismiss_report(*, report_uid: UUID, reason: str, by: Any) -> DeathReport:
    """The word was wrong (误报): it stays written, with who found out and how. What it had set off is taken back."""
    with acting(by=by.username, why=reason[:120], source=desk(by)):
        found = DeathReport.objects.filter(uid=report_uid).select_related("person").first()
        if found is None:
            raise NotFound("没有这一条，或者不在你的范围里。")
        person = locked_person(found.person.uid, by=by)
        report: DeathReport = DeathReport.objects.select_for_update().get(pk=found.pk)
        if report.state != State.OPEN:
            raise Conflict(f"{person.name}的这条死亡信息已经{report.get_state_display()}。", remedy="请刷新后再看。")
        _reason(reason, "例如：上门见到本人；同名的另一个人。")
        report.state, report.reason = State.DISMISSED, reason[:200]
        report.decided_by, report.decided_at = by.username, clock.now()
        report.save(update_fields=["state", "reason", "decided_by", "decided_at"])
        close_events(_told_of(report), reason=reason[:200])
        report.person = person
    return report


def revoke_reports(person: Person, *, reason: str, by: Any) -> None:
    """The death that they made certain was none: neither the reports nor what they had set off stand any longer."""
    confirmed = list(DeathReport.objects.select_for_update().filter(person=person, state=State.CONFIRMED))
    DeathReport.objects.filter(pk__in=[row.pk for row in confirmed]).update(
        state=State.REVOKED, decided_at=clock.now(), decided_by=by.username, reason=reason[:200]
    )
    close_events([event for row in confirmed for event in _told_of(row)], reason=reason[:200])


def _day_fits(person: Person, died_on: dt.date) -> None:
    if died_on > clock.today():
        raise UserError(f"死亡日期 {died_on} 在今天之后。", field="died_on", remedy="请核对日期。")
    if person.birth_date and died_on < person.birth_date:
        raise UserError(
            f"死亡日期 {died_on} 早于出生日期 {person.birth_date}。", field="died_on", remedy="请核对两个日期。"
        )


def _reason(reason: str, example: str) -> None:
    if len(reason.strip()) < SHORTEST:
        raise UserError("请写是怎么核实的。", field="reason", remedy=example)


def _said_again(person: Person, death: Death, by: Any) -> Outcome:
    if person.died_on != death.died_on:
        said = person.died_on.isoformat() if person.died_on else "日期不详"
        raise Conflict(
            f"{person.name}已登记死亡（{said}）。", field="died_on", remedy="日期有误的，请街道先撤销死亡登记。"
        )
    record_deaths([death], by=by)
    told = events_page(EVERYWHERE, Wanted(kind="person.died", status="registered", person=person.pk))
    own = (one.id for one in told if any(s.person_id == person.pk and s.role == "subject" for s in one.subjects))
    event = next(own, None)
    return Outcome(f"{person.name}已登记死亡，日期相同，补记了一个来源。", event)


def _open(person: Person) -> list[DeathReport]:
    return list(DeathReport.objects.select_for_update().filter(person=person, state=State.OPEN).order_by("pk"))


def _write(
    person: Person, died_on: dt.date, word: str, certificate: str, declared: bool, note: str, by: Any, source: str
) -> DeathReport:
    """A source that says something else than before is believed in its newer word; the history keeps the older one."""
    report = DeathReport.objects.filter(person=person, word=word, state=State.OPEN).first()
    if report is not None and report.died_on == died_on and not certificate:
        raise Conflict(f"{source_name(word)}已经报过 {died_on}，正在核实。", field="word")
    if report is None:
        report = DeathReport(person=person, word=word, uid=uuid4())
    report.died_on, report.declared, report.note = died_on, declared, note[:200]
    report.certificate = certificate or report.certificate
    report.recorded_at, report.recorded_by, report.source, report.why = clock.now(), by.username, source, "报告死亡"
    report.save()
    return report


def _register(person: Person, died_on: dt.date, standing: Sequence[DeathReport], by: Any, source: str) -> Outcome:
    """Both sources are told: the weightiest as its word, the others beside it."""
    main = weightiest(Word(row.word, row.died_on) for row in standing).source
    others = tuple(row.word for row in standing if row.word != main)
    declared = any(row.declared for row in standing)
    death = Death(person.pk, died_on, source, word=main, others=others, declared=declared)
    done = record_deaths([death], by=by, why="、".join(source_name(word) for word in (main, *others))[:120])
    return Outcome(f"{person.name}的死亡已登记，日期 {died_on}。", done.events[person.pk])


def _tell(person: Person, report: DeathReport, by: Any) -> None:
    """Told anew when the source changes its word: what it said before is voided."""
    before = _told_of(report)
    close_events(before, reason="同一来源更正了说法")
    area = answering(person.living_area, person.hukou_area)
    emit(
        NewEvent(
            REPORTED,
            clock.today(),
            (Subject(person.pk, "subject", area),),
            report.source,
            f"{_key(report)}{len(before) + 1}",
            {"report": report.pk, "word": report.word, "died_on": report.died_on.isoformat()},
        ),
        by=by.username,
    )


def _key(report: DeathReport) -> str:
    return f"death-report:{report.pk}:"


def _told_of(report: DeathReport) -> list[int]:
    """The events that told of this report, those voided since among them."""
    told = events_page(EVERYWHERE, Wanted(kind=REPORTED, person=report.person_id))
    return [one.id for one in told if one.source_key.startswith(_key(report))]
