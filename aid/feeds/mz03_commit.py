"""Aid of a list enters: certificates and awards of new households at once, changes of known ones, then the members' benefits."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from django.db.backends.postgresql.psycopg_any import DateRange

from aid.domain.law import AID_KINDS
from aid.models import Award, TakenOver, TakenOverMember
from aid.selectors.certificates import Certificate, certificates
from core import clock
from core.audit import acting
from core.imports.feed import Commit, Row
from residents.selectors.at_home import Home, homes_on
from residents.selectors.benefits import BenefitLine, benefits_between
from residents.services.benefits import NewBenefit, end_benefits, record_benefits

WHY = "民政局在册名单"
_FAR = dt.date(9000, 1, 1)
_CLASSES = ("A", "B", "C")


def commit(chunks: Iterator[list[Row]], batch: Commit) -> None:
    """Write the accepted rows of a batch, a chunk at a time. What changes without a month of its own changes from this month on."""
    for rows in chunks:
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            groups[row.values["aid_no"]].append(row)
        standing = certificates(groups)
        heads = {row.values["head"] for row in rows if row.values.get("head")}
        homes = homes_on(heads, batch.today)
        fresh = {number: some for number, some in groups.items() if number not in standing}
        _new_certificates(fresh, homes, batch)
        standing |= certificates(fresh)
        _members(groups, standing, batch)
        for number, some in groups.items():
            one = standing[number]
            if one.award is None:
                _grant(one, some, some[0].values["since"], homes, batch)
            elif number not in fresh:
                _change(one, some, homes, batch)
            _count(one, some, batch)
        _benefits(groups, certificates(groups), batch)


def _said(batch: Commit, row: Row) -> dict[str, object]:
    return {"recorded_at": clock.now(), "recorded_by": batch.by.username, "source": batch.row_source(row), "why": WHY}


def _new_certificates(fresh: Mapping[str, list[Row]], homes: Mapping[int, Home], batch: Commit) -> None:
    with acting(by=batch.by.username, why=WHY, source=batch.source):
        TakenOver.objects.bulk_create(
            TakenOver(
                aid_no=number,
                area_code=rows[0].values["committee"] or rows[0].area,
                head_id=rows[0].values.get("head"),
                class_words=rows[0].values["class_words"] or "",
                cause=rows[0].values["cause"] or "",
                bank=rows[0].values["bank"] or "",
                account=rows[0].values["account"] or "",
                **_said(batch, rows[0]),
            )
            for number, rows in fresh.items()
        )
        Award.objects.bulk_create(
            _award(number, rows, rows[0].values["since"], rows[0].values["until"], homes, batch)
            for number, rows in fresh.items()
        )


def _award(
    number: str,
    rows: Sequence[Row],
    since: dt.date,
    until: dt.date | None,
    homes: Mapping[int, Home],
    batch: Commit,
    people: int | None = None,
) -> Award:
    v = rows[0].values
    home = homes.get(v.get("head") or 0)
    letter = (v["class_words"] or "")[:1].upper()
    return Award(
        kind=v["kind"],
        household_id=home.household_id if home else None,
        area_code=v["committee"] or rows[0].area,
        monthly=v["monthly"] or None,
        people=people or max(sum(bool(row.values["covered"]) for row in rows), 1),
        review_class=letter if letter in _CLASSES else "",
        document=number,
        during=DateRange(since, until),
        end_reason=(v["stop_reason"] or "停发") if until else "",
        **_said(batch, rows[0]),
    )


def _grant(one: Certificate, rows: Sequence[Row], since: dt.date, homes: Mapping[int, Home], batch: Commit) -> None:
    """A certificate whose awards were all taken back begins anew."""
    with acting(by=batch.by.username, why=WHY, source=batch.row_source(rows[0])):
        _award(one.aid_no, rows, since, rows[0].values["until"], homes, batch).save()


def _change(one: Certificate, rows: Sequence[Row], homes: Mapping[int, Home], batch: Commit) -> None:
    """Another amount or kind begins a new award this month; a stop ends the award; what stands about the household is renewed."""
    v, month = rows[0].values, batch.today.replace(day=1)
    with acting(by=batch.by.username, why=WHY, source=batch.row_source(rows[0])):
        told = {
            name: v[name]
            for name in ("class_words", "cause", "bank", "account")
            if v[name] and v[name] != getattr(one, name)
        }
        if told or (v.get("head") and v["head"] != one.head_id):
            row = TakenOver.objects.get(pk=one.id)
            for name, value in told.items():
                setattr(row, name, value)
            row.head_id = v.get("head") or row.head_id
            row.save()
        award = Award.objects.select_for_update().get(pk=one.award)
        again = one.until is not None and v["until"] is None
        differs = v["kind"] != one.kind or (v["monthly"] is not None and v["monthly"] != (one.monthly or 0))
        if again or (differs and one.standing and award.during.lower < month):
            if not again:
                _end(award, month, "名单改了金额或类别")
            _award(one.aid_no, rows, max(month, one.until or month), v["until"], homes, batch, _covered(one)).save()
        elif differs and one.standing:
            award.kind, award.monthly = v["kind"], v["monthly"] or None
            award.save(update_fields=["kind", "monthly"])
        if v["until"] and v["until"] != one.until:
            last = Award.objects.filter(case=None, document=one.aid_no).order_by("-during").first()
            if last:
                _end(last, v["until"], v["stop_reason"] or "停发")


def _end(award: Award, on: dt.date, why: str) -> None:
    award.during, award.end_reason = DateRange(award.during.lower, max(on, award.during.lower)), why[:120]
    if award.during.lower >= on:
        award.delete()
    else:
        award.save(update_fields=["during", "end_reason"])


def _members(groups: Mapping[str, list[Row]], standing: Mapping[str, Certificate], batch: Commit) -> None:
    new = []
    for number, rows in groups.items():
        one = standing[number]
        for row in rows:
            person, covered = row.person_id or 0, bool(row.values["covered"])
            if person not in one.members:
                one.members[person] = covered
                new.append(
                    TakenOverMember(
                        certificate_id=one.id,
                        person_id=person,
                        relation=row.values["relation"] or "",
                        covered=covered,
                        **_said(batch, row),
                    )
                )
            elif one.members[person] != covered:
                with acting(by=batch.by.username, why=WHY, source=batch.row_source(row)):
                    TakenOverMember.objects.filter(certificate_id=one.id, person_id=person).update(covered=covered)
                one.members[person] = covered
    TakenOverMember.objects.bulk_create(new)


def _covered(one: Certificate) -> int:
    return max(sum(one.members.values()), 1)


def _count(one: Certificate, rows: Sequence[Row], batch: Commit) -> None:
    """How many the last award covers."""
    covered = _covered(one)
    last = Award.objects.filter(case=None, document=one.aid_no).order_by("-during").first()
    if last and last.people != covered:
        with acting(by=batch.by.username, why=WHY, source=batch.row_source(rows[0])):
            last.people = covered
            last.save(update_fields=["people"])


def _benefits(groups: Mapping[str, list[Row]], now: Mapping[str, Certificate], batch: Commit) -> None:
    """Covered members receive the kind while the award lasts; who is covered no longer, or whose award ended, receives it no more."""
    people = {person for one in now.values() for person in one.members}
    received = benefits_between(people, dt.date(1990, 1, 1), _FAR)
    month = batch.today.replace(day=1)
    starts: list[NewBenefit] = []
    ends: dict[int, dt.date] = {}
    for number, rows in groups.items():
        one = now[number]
        kind = AID_KINDS[one.kind].benefit
        mine = [line for person in one.members for line in received.get(person, []) if line.document == number]
        for line in mine:
            day = one.until if line.kind == kind and one.members[line.person_id] else month
            if day and (line.until is None or line.until > day):
                ends[line.id] = max(day, line.since)
        for row in rows:
            person = row.person_id or 0
            if one.members.get(person) and not _has(received.get(person, []), kind, one, month):
                starts += _begin(row, kind, one, month, batch)
    with acting(by=batch.by.username, why=WHY, source=batch.source):
        end_benefits(ends, by=batch.by.username, why=WHY, source=batch.source)
    record_benefits(starts, by=batch.by.username, why=WHY)


def _begin(row: Row, kind: str, one: Certificate, month: dt.date, batch: Commit) -> list[NewBenefit]:
    """From the first month of a certificate that this file brought; somebody who joins a known one, from this month."""
    brought = one.source.startswith(f"{batch.source}:")
    since = max(filter(None, (one.since if brought else month, row.values["birth_date"])), default=month)
    if one.until and since >= one.until:
        return []
    return [NewBenefit(row.person_id or 0, kind, since, batch.row_source(row), one.until, document=one.aid_no)]


def _has(lines: Sequence[BenefitLine], kind: str, one: Certificate, month: dt.date) -> bool:
    """Is the kind known of the person for the time of the award? Told by another way, it is the same fact."""
    until = one.until or _FAR
    return any(
        line.kind == kind and line.since < until and (line.until is None or line.until >= min(until, month))
        for line in lines
    )
