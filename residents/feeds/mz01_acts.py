"""An act beside what the base knows of the marriages of the two: said before, at odds with another, or new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.crypto import digest
from core.imports.feed import Check, Row
from residents.domain.marriages import HUSBAND, SIDES, WIFE
from residents.domain.sources import by_list
from residents.feeds.matching import Known, elsewhere
from residents.feeds.mz01_columns import DIVORCED, MARRIED, TITLES
from residents.models import Kinship, MarriageRecord
from residents.models.kinship import KinshipKind
from residents.models.marriage import MarriageAct
from residents.services.marriages import CERTIFICATE
from residents.services.register import DOCUMENT


@dataclass
class Acts:
    """Standing spouses {person: link}, records by person and by certificate."""

    spouses: dict[int, Kinship] = field(default_factory=dict)
    records: dict[int, list[MarriageRecord]] = field(default_factory=dict)
    certificates: dict[bytes, list[MarriageRecord]] = field(default_factory=dict)


def load_acts(rows: Iterable[Row], people: set[int]) -> Acts:
    """Three statements for a chunk."""
    found = Acts()
    links = Kinship.objects.filter(person_id__in=people, kind=KinshipKind.SPOUSE, during__upper_inf=True)
    found.spouses = {link.person_id: link for link in links.select_related("relative")}
    for record in MarriageRecord.objects.filter(person_id__in=people).order_by("on", "pk"):
        found.records.setdefault(record.person_id, []).append(record)
    numbers = {row.values["certificate"] for row in rows if row.values["certificate"]}
    digests = [digest(number, CERTIFICATE) for number in numbers]
    for record in MarriageRecord.objects.filter(certificate_digest__in=digests):
        found.certificates.setdefault(bytes(record.certificate_digest or b""), []).append(record)
    return found


@dataclass(frozen=True)
class _Two:
    """The two of a row: ids where known, digests of their numbers, the act and its day."""

    row: Row
    husband: Known | None
    wife: Known | None

    @property
    def ids(self) -> set[int]:
        return {one.id for one in (self.husband, self.wife) if one}

    def sides(self) -> list[tuple[str, Known, Known | None, str]]:
        """(role, party, the other if known, the other's number) of those whom the base holds."""
        v = self.row.values
        both = (
            (HUSBAND, self.husband, self.wife, v["wife_number"]),
            (WIFE, self.wife, self.husband, v["husband_number"]),
        )
        return [(role, party, other, number or "") for role, party, other, number in both if party]

    def is_with(self, record: MarriageRecord, other: Known | None, number: str) -> bool:
        """Does the record name this other party?"""
        if other is not None and record.spouse_id == other.id:
            return True
        return bool(number) and bytes(record.spouse_digest or b"") == digest(number, DOCUMENT)


def judge_act(row: Row, husband: Known | None, wife: Known | None, acts: Acts, check: Check) -> None:
    """Verdict `unchanged`, questions, or a note of what entering does."""
    two = _Two(row, husband, wife)
    if _said_before(two, acts) or _twice_in_file(two, check):
        return
    for role, party, other, number in two.sides():
        if row.values["act"] == MARRIED:
            _free_to_marry(two, role, party, other, number, acts, check)
        else:
            _was_married_to(two, role, party, other, acts, check)
    _remember(two, check)
    _say(two)


def _said_before(two: _Two, acts: Acts) -> bool:
    """The same certificate, or the same act of the same two on the same day."""
    row = two.row
    v = row.values
    held = acts.certificates.get(digest(v["certificate"], CERTIFICATE), []) if v["certificate"] else []
    same = [
        record for record in held if (_kind(record), record.on) == (v["act"], v["on"]) and record.person_id in two.ids
    ]
    if held and not same:
        row.question(
            "证件号码",
            "certificate_twice",
            f"这个字号底册里已登记给 {held[0].on} 的另一次婚姻登记",
            "请核对字号和双方的证号",
        )
        return False
    for _, party, other, number in two.sides():
        mine = [
            record for record in acts.records.get(party.id, ()) if (_kind(record), record.on) == (v["act"], v["on"])
        ]
        if not any(two.is_with(record, other, number) for record in mine):
            return False
    row.verdict, row.note = "unchanged", "底册已有这次登记，内容相同"
    return True


def _kind(record: MarriageRecord) -> str:
    return MARRIED if record.act == MarriageAct.MARRIED else DIVORCED


def _twice_in_file(two: _Two, check: Check) -> bool:
    v, memory = two.row.values, check.memory.setdefault("acts", {})
    if not v["certificate"]:
        return False
    numbers = (v["act"], v["on"], v["husband_number"], v["wife_number"])
    line, before = memory.setdefault(v["certificate"], (two.row.line, numbers))
    if line == two.row.line:
        return False
    if before == numbers:
        two.row.verdict, two.row.note = "unchanged", f"与本表第 {line} 行重复"
        return True
    two.row.question("证件号码", "certificate_twice", f"与第 {line} 行是同一个字号，双方或日期不同", "请核对字号")
    return False


def _free_to_marry(
    two: _Two, role: str, party: Known, other: Known | None, number: str, acts: Acts, check: Check
) -> None:
    """民法典 第一千零四十二条: nobody marries twice at a time."""
    row, on, side = two.row, two.row.values["on"], SIDES[role]
    in_file: dict[int, tuple[dt.date, str]] = check.memory.setdefault("in_file", {}).get(party.id, {})
    link = acts.spouses.get(party.id)
    if link is not None and (other is None or link.relative_id != other.id) and not _ended_in_file(in_file, on):
        dated = not by_list(link.source) and link.during.lower is not None
        if dated and link.during.lower >= on:
            row.hold(
                "登记日期",
                "later_marriage",
                f"底册里{side}在 {link.during.lower} 已登记另一段婚姻，晚于这一次",
                "请先核对哪一段已经结束",
            )
        else:
            _already(row, side, _named(link.relative.name, party, check), link.during.lower if dated else None)
        return
    last = next(iter(reversed(acts.records.get(party.id, ()))), None)
    # Married to somebody from outside the base, and nothing has told of an end.
    outside = link is None and last is not None and last.act == MarriageAct.MARRIED and last.spouse_id is None
    if outside and last.on < on and not two.is_with(last, other, number) and not _ended_in_file(in_file, on):
        _already(row, side, _named(last.spouse_name, party, check), last.on)
    if married := [day for day, act in in_file.values() if act == MARRIED]:
        row.question(
            f"{side}身份证号", "married_in_file", f"本表里{side}在 {max(married)} 还有一次结婚登记", "请核对两行"
        )


def _ended_in_file(in_file: dict[int, tuple[dt.date, str]], on: dt.date) -> bool:
    return any(act == DIVORCED and day <= on for day, act in in_file.values())


def _already(row: Row, side: str, spouse: str, since: dt.date | None) -> None:
    when = f"（{since} 起）" if since else ""
    row.question(
        f"{side}身份证号",
        "already_married",
        f"底册里{side}已婚，配偶是{spouse}{when}",
        "请先登记离婚或核对证号；核对后入库的，原来的婚姻到这次登记日为止",
    )


def _named(name: str, party: Known, check: Check) -> str:
    """A party from elsewhere: whom they are married to is not the importer's business."""
    return "另一个人" if elsewhere(party, check) or not name else name


def _was_married_to(two: _Two, role: str, party: Known, other: Known | None, acts: Acts, check: Check) -> None:
    row, on, side = two.row, two.row.values["on"], SIDES[role]
    link = acts.spouses.get(party.id)
    if link is None:
        return
    if other is None or link.relative_id != other.id:
        row.question(
            f"{side}身份证号",
            "not_spouse",
            f"底册里{side}的配偶是{_named(link.relative.name, party, check)}，不是表里的这个人",
            "请核对证号；入库后只改婚姻状况，底册里的配偶关系另行核对",
        )
    elif not by_list(link.source) and link.during.lower and link.during.lower > on:
        row.question(
            "登记日期", "before_marriage", f"离婚登记早于底册里的结婚日期 {link.during.lower}", "请核对两个日期"
        )


def _remember(two: _Two, check: Check) -> None:
    """What this file has told of a person so far, for the rows behind it."""
    memory = check.memory.setdefault("in_file", {})
    for person in two.ids:
        memory.setdefault(person, {})[two.row.line] = (two.row.values["on"], two.row.values["act"])


def _say(two: _Two) -> None:
    row = two.row
    outside = [SIDES[role] for role, one in ((HUSBAND, two.husband), (WIFE, two.wife)) if one is None]
    row.note = "；".join(
        [f"{TITLES[row.values['act']]}，{row.values['on']}", *(f"{side}不在底册，只记在这次登记里" for side in outside)]
    )
