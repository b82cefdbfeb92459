"""Rows whose number leads to nobody: the persons of the base they may mean, in one call for a chunk (handbook §15).

Who is certain is linked and the row says why; who is possible is asked about; somebody whom the importer may not see is asked
about and not told of.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from core.crypto import digest
from core.domain.dates import NOTE_MONTH
from core.imports.feed import Check, Row
from residents.domain.likeness import Claim
from residents.domain.number_likeness import NumberClaim, number_claim
from residents.feeds.matching import Known, by_id
from residents.feeds.sq01_changes import address_of
from residents.models import Person
from residents.selectors.candidates import Candidate, find_candidates
from residents.selectors.claims import doors
from residents.services.register import PHONE

_NAMESAKE = ("name_same", "name_spelling")
# Two sound numbers that differ are two people unless more than name and birthday says otherwise.
_STRONG_ENOUGH = 90


def claim_of(row: Row) -> Claim:
    """What a row says of its person. Uses the fields that feeds have in common; `name_said` and `number_said` hold what could
    not be read as a name or number.
    """
    v = row.values
    number, collected = v.get("number") or "", v.get("collected_in") or ""
    address = address_of(v)
    hukou, living = v.get("hukou") or v.get("committee") or "", v.get("living") or ""
    return Claim(
        name=v.get("name") or v.get("name_said") or "",
        number=_number(number, v),
        sex=v.get("sex") or "0",
        birth_date=v.get("birth_date"),
        by_month=bool(v.get("by_month")),
        hukou_area=hukou,
        living_area=living,
        addresses=doors((collected, address.words if address else "")),
        phone=digest(v["phone"], PHONE) if v.get("phone") else b"",
        households=frozenset({(collected, v["household"])} if collected and v.get("household") else ()),
        mother=v.get("mother_pk") or 0,
        father=v.get("father_pk") or 0,
    )


def _number(number: str, v: dict[str, object]) -> NumberClaim:
    if number:
        return NumberClaim(number, number_claim(v.get("number_raw") or number).proven)
    return number_claim(v.get("number_said") or "")


def keep_as_written(row: Row, *, number: object = "") -> None:
    """Remember, sealed with the row, a number that could not be read, and that a birth date says only the month."""
    if not row.values.get("number") and number:
        row.values["number_said"] = str(number)[:40]
    row.values["by_month"] = any(fix.column == "出生日期" and fix.reason == NOTE_MONTH for fix in row.fixes)


def match_likely(rows: Iterable[Row], check: Check, *, column: str = "证件号码") -> dict[int, Known]:
    """{line: person} of the rows that are certainly, or by the reviewer's word, a person of the base; the others are questioned."""
    rows = [row for row in rows if row.values.get("name") or row.values.get("name_said")]
    found = find_candidates([claim_of(row) for row in rows])
    chosen = {row.line: pick for row, some in zip(rows, found, strict=True) if (pick := _pick(row, some, check))}
    people = by_id(candidate.person_id for candidate in chosen.values())
    linked = {}
    for row, candidates in zip(rows, found, strict=True):
        pick = chosen.get(row.line)
        if pick is not None:
            linked[row.line] = people[pick.person_id]
            row.values["linked"] = "经人核对" if row.decided == "same" else pick.judgement.words
            # A number that cannot be read is refused; whose it may be helps to mend it.
            for finding in (finding for finding in row.findings if finding.column == column):
                finding.remedy += f"；可能是底册里的{pick.claim.name}：{pick.judgement.words}"
        elif candidates:
            _ask(row, candidates, check, column)
        if row.decided == "accept" and not row.values.get("name"):
            row.hold("姓名", "nameless", "姓名不全，不能登记为新的人", "请先补上正确的姓名")
    return linked


def _pick(row: Row, candidates: list[Candidate], check: Check) -> Candidate | None:
    """Whom the row is: the reviewer's choice, else the one who is certain and in sight."""
    if row.decided == "same":
        return _chosen(row.chosen, [c for c in candidates if _seen(c, check)])
    if row.decided == "accept" or not candidates or candidates[0].judgement.verdict != "certain":
        return None
    return candidates[0] if _seen(candidates[0], check) else None


def _chosen(uid: str, candidates: list[Candidate]) -> Candidate | None:
    if not uid:
        return candidates[0] if candidates else None
    person = Person.objects.filter(uid=UUID(uid)).values_list("pk", flat=True).first()
    return next((c for c in candidates if c.person_id == person), None)


def _seen(candidate: Candidate, check: Check) -> bool:
    return any(check.scope.holds(area) for area in (candidate.claim.hukou_area, candidate.claim.living_area))


def _ask(row: Row, candidates: list[Candidate], check: Check, column: str) -> None:
    best = candidates[0]
    judgement, numbered = best.judgement, bool(row.values.get("number"))
    if judgement.has("number_differs") and judgement.score < _STRONG_ENOUGH:
        return
    namesake = judgement.has(*_NAMESAKE) and judgement.has("birth_same")
    who = "同名同生日的人" if namesake else "相像的人"
    where = "底册里" if _seen(best, check) else "底册里别的社区"
    told = f"：{judgement.words}" if _seen(best, check) else ""
    more = f"，共 {len(candidates)} 人" if len(candidates) > 1 else ""
    reason = f"{'' if numbered else '没有证号，'}{where}有{who}{more}{told}"
    row.question(column, "likely", reason, "请核对是不是同一个人；不是的话补上证号再登记")
