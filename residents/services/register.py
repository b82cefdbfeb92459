"""People enter the base: one or a hundred thousand, the same way.

Each draft becomes a person with document and residences, projections in step, and one event. The caller owns the
transaction (`core.audit.acting`) and adds households and kinship (households.py, kinship.py).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction

from core import clock
from core.bulk import day_range, insert_rows, reserve_ids
from core.crypto import keyring
from core.errors import Conflict
from core.outbox import NewEvent, Subject, emit_bulk
from residents.domain.name_readings import name_pinyin
from residents.domain.names import comparison_key, split_name
from residents.models import IdentityDocument, Person, Residence
from residents.models.identity import RESIDENT_ID
from residents.models.residence import ResidenceKind
from residents.services.grounded import current, pieces

DOCUMENT, PHONE = "document", "phone"  # purposes of the keyed digests


@dataclass(slots=True)
class Stay:
    """Where a person is registered or lives, from a day on. `area` may lie outside the tree; `dwelling_id` may be open.

    `floating`: the source itself says 流动, so that it is one even while nobody knows where the person is registered.
    """

    area: str
    since: dt.date
    dwelling_id: int | None = None
    address: str = ""
    floating: bool = False


@dataclass(slots=True)
class PersonDraft:
    """A person to be registered. Codes as in the model; `number` normalised (18 characters) or ""; `source` of every fact.

    `event_kind` and `occurred_on` tell what happened (person.registered, person.born …); `others` are further subjects of
    that event as (person id, role, area).
    """

    name: str
    source: str
    occurred_on: dt.date
    sex: str = "0"
    birth_date: dt.date | None = None
    number: str = ""
    number_type: str = RESIDENT_ID
    number_raw: str = ""
    temporary_name: bool = False
    ethnicity: str = ""
    marital_status: str = ""
    education: str = ""
    political_status: str = ""
    phone: str = ""
    note: str = ""
    hukou: Stay | None = None
    living: Stay | None = None
    event_kind: str = "person.registered"
    others: Sequence[tuple[int, str, str]] = ()
    payload: dict[str, Any] = field(default_factory=dict)
    is_synthetic: bool = False


def number_digest(number: str) -> bytes:
    """The key under which a document number is found."""
    return keyring().digest(number, DOCUMENT)


def phone_digest(phone: str) -> bytes | None:
    return keyring().digest(phone, PHONE) if phone else None


def living_kind(hukou_area: str, living_area: str, *, floating: bool = False) -> str:
    """流动 = registered in another city; 人户分离 inside the city is still 常住 (GB/T 31000: 流动人口 crosses the city)."""
    if hukou_area and living_area and hukou_area[:4] != living_area[:4]:
        return str(ResidenceKind.FLOATING)
    return str(ResidenceKind.FLOATING if floating and not hukou_area else ResidenceKind.LIVING)


def register_people(drafts: Iterable[PersonDraft], *, by: Any, why: str = "") -> list[int]:
    """Write persons, documents, residences and events; returns person ids in the order of the drafts.

    Conflict when a number is already in the base or a residence overlaps; then nothing of the call is written.
    """
    drafts = list(drafts)
    ids = reserve_ids(Person, len(drafts))
    said = (clock.now(), by.username, why)
    try:
        with transaction.atomic():
            _write_persons(drafts, ids, said)
            _write_documents(drafts, ids, said)
            _write_residences(drafts, ids, said)
    except IntegrityError as error:
        raise conflict_words(error) from error
    emit_bulk([_event(draft, person_id) for draft, person_id in zip(drafts, ids, strict=True)], by=by.username)
    return ids


def conflict_words(error: IntegrityError) -> Conflict:
    """A broken constraint in the clerk's words."""
    text = str(error)
    for name, words in _BROKEN.items():
        if name in text:
            return Conflict(words, remedy="请刷新后核对底册再做。")
    return Conflict("与底册里已有的内容冲突，没有写入。", remedy="请刷新后再试；还不行请把编号告诉管理员。")


_BROKEN = {
    "document_number_one_person": "这个证号刚刚已登记给底册里的人，没有写入。",
    "document_one_resident_number": "此人已有一个在用的居民身份号码。",
    "residence_one_hukou_a_day": "同一天只能有一处户籍（户口登记条例第六条）。",
    "residence_one_home_a_day": "同一天只能有一处常住。",
    "membership_one_household_a_day": "同一天只能是一户的户籍成员。",
    "membership_one_home_a_day": "同一天只能住在一户。",
    "household_number_once_in_area": "这个户号在本社区已经有了。",
    "kinship_one_spouse_a_day": "同一天只能有一位配偶。",
    "kinship_said_once": "这条亲属关系已经登记过。",
}

_PERSON = (
    "id", "uid", "name", "given_name", "pinyin", "initials", "name_key", "temporary_name", "sex", "birth_date", "ethnicity",
    "nationality", "marital_status", "education", "political_status", "phone", "phone_digest", "phone_last4",
    "number_head", "number_last4", "status", "hukou_area", "living_area", "hukou_address", "living_address", "note",
    "sources", "is_synthetic", "updated_at", "recorded_at", "recorded_by", "why", "source",
)  # fmt: skip
_DOCUMENT = (
    "person_id", "type", "number", "digest", "last4", "active", "raw", "recorded_at", "recorded_by", "why", "source",
)  # fmt: skip
RESIDENCE = (
    "person_id", "kind", "area_code", "dwelling_id", "address", "during", "began_on", "recorded_at", "recorded_by", "why", "source",
)  # fmt: skip


def _write_persons(drafts: list[PersonDraft], ids: list[int], said: tuple[Any, ...]) -> None:
    insert_rows(Person, _PERSON, [_person(draft, pk, said) for draft, pk in zip(drafts, ids, strict=True)])


def _person(draft: PersonDraft, pk: int, said: tuple[Any, ...]) -> tuple[Any, ...]:
    spoken = name_pinyin(draft.name)
    hukou, living = draft.hukou, draft.living
    resident = draft.number if draft.number_type == RESIDENT_ID else ""
    return (
        pk,
        str(uuid.uuid4()),
        draft.name,
        split_name(draft.name)[1],
        spoken.full,
        spoken.initials[:40],
        comparison_key(draft.name),
        draft.temporary_name,
        draft.sex,
        draft.birth_date,
        draft.ethnicity,
        "156",
        draft.marital_status,
        draft.education,
        draft.political_status,
        keyring().encrypt(draft.phone) if draft.phone else b"",
        phone_digest(draft.phone),
        draft.phone[-4:],
        resident[:6],
        draft.number[-4:],
        "living",
        current(hukou.area) if hukou else "",
        current(living.area) if living else "",
        hukou.address if hukou else "",
        living.address if living else "",
        draft.note,
        "{}",
        draft.is_synthetic,
        said[0],
        *said,
        draft.source,
    )


def _write_documents(drafts: list[PersonDraft], ids: list[int], said: tuple[Any, ...]) -> None:
    ring = keyring()
    rows = [
        (
            pk,
            draft.number_type,
            ring.encrypt(draft.number),
            number_digest(draft.number),
            draft.number[-4:],
            True,
            ring.encrypt(draft.number_raw) if draft.number_raw and draft.number_raw != draft.number else b"",
            *said,
            draft.source,
        )
        for draft, pk in zip(drafts, ids, strict=True)
        if draft.number
    ]
    insert_rows(IdentityDocument, _DOCUMENT, rows)


def _write_residences(drafts: list[PersonDraft], ids: list[int], said: tuple[Any, ...]) -> None:
    rows = []
    for draft, pk in zip(drafts, ids, strict=True):
        hukou_area = draft.hukou.area if draft.hukou else ""
        if draft.hukou:
            rows += residence_rows(pk, "hukou", draft.hukou, said, draft.source)
        if draft.living:
            kind = living_kind(hukou_area, draft.living.area, floating=draft.living.floating)
            rows += residence_rows(pk, kind, draft.living, said, draft.source)
    insert_rows(Residence, RESIDENCE, rows)


def residence_rows(person_id: int, kind: str, stay: Stay, said: tuple[Any, ...], source: str) -> list[tuple[Any, ...]]:
    """A residence as insert_rows(Residence, RESIDENCE, …) takes it, several rows when its area changed meanwhile;
    `said` = (recorded_at, recorded_by, why)."""
    where = (stay.dwelling_id, stay.address)
    return [
        (person_id, kind, piece.area, *where, day_range(piece.since, piece.until), piece.began_on, *said, source)
        for piece in pieces(stay.area, stay.since)
    ]


def _event(draft: PersonDraft, person_id: int) -> NewEvent:
    area = (draft.living and draft.living.area) or (draft.hukou and draft.hukou.area) or ""
    subjects = (Subject(person_id, "subject", area), *(Subject(*other) for other in draft.others))
    # A line of a file tells a thing once; the desk may register two people in one breath.
    key = draft.source if draft.source.count(":") == 2 else ""
    return NewEvent(draft.event_kind, draft.occurred_on, subjects, draft.source, key, draft.payload)
