"""The records as rows of the tables, in COPY's text form."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from functools import lru_cache
from io import StringIO

from core.crypto import Keyring
from core.history import ALWAYS
from residents.demo.homes import DemoBuilding, address, room
from residents.demo.lives import marital_status
from residents.demo.profiles import Profile
from residents.demo.records import FamilyRecord, HouseholdRecord, Life
from residents.domain.name_readings import name_pinyin
from residents.domain.names import comparison_key
from residents.models.kinship import MIRROR, KinshipKind

SOURCE = "seed"
NULL = "\\N"
SET_UP = 540  # days since the system was set up
TABLES: dict[str, str] = {
    "residents_person": "id uid name given_name pinyin initials name_key temporary_name sex birth_date died_on ethnicity nationality"
    " marital_status education political_status phone phone_digest phone_last4 number_head number_last4 status hukou_area"
    " living_area hukou_address living_address note sources is_synthetic updated_at recorded_at recorded_by source why known_from",
    "residents_identitydocument": "person_id type number digest last4 active raw recorded_at recorded_by source why known_from",
    "residents_formername": "person_id name pinyin initials recorded_at recorded_by source why known_from",
    "residents_household": "id uid number kind area_code dwelling_id address head_id head_confirmed opened_on closed_on"
    " recorded_at recorded_by source why known_from",
    "residents_householdmembership": "household_id person_id relation shares_registration during recorded_at recorded_by"
    " source why known_from",
    "residents_residence": "person_id kind area_code dwelling_id address during recorded_at recorded_by source why known_from",
    "residents_kinship": "person_id relative_id kind during recorded_at recorded_by source why known_from",
    "core_event": "id uid kind occurred_on recorded_at recorded_by source source_key payload evidence reason status"
    " request_id dispatched_at",
    "core_eventsubject": "event_id person_id role area_code",
    "residents_building": "id uid area_code road house_number name point floors use known_from",
    "residents_dwelling": "id uid building_id unit room area_code address known_from",
}


@lru_cache(maxsize=65536)
def _day(ordinal: int) -> str:
    return dt.date.fromordinal(ordinal).isoformat() if ordinal else NULL


def _during(start: int, end: int) -> str:
    return f"[{_day(start)},{_day(end) if end else ''})"


def _hex(value: bytes) -> str:
    return "\\\\x" + value.hex()


class Sheets:
    """One text buffer per table."""

    def __init__(self) -> None:
        self.buffers: dict[str, StringIO] = {table: StringIO() for table in TABLES}

    def add(self, table: str, *values: object) -> None:
        self.buffers[table].write("\t".join(map(str, values)) + "\n")


class Rows:
    """Turns records into rows. What happened before the system was set up was recorded on that day."""

    def __init__(self, keyring: Keyring, now: dt.datetime) -> None:
        self.ring, self.now, self.today = keyring, now, now.date().toordinal()
        self.set_up = self.today - SET_UP

    def said(self, day: int, why: str = "") -> tuple[str, str, str, str, str]:
        """recorded_at, recorded_by, source, why, known_from of something that happened on a day."""
        recorded = self._recorded(min(max(self.set_up, day + 2), self.today - 1))
        return recorded, SOURCE, SOURCE, why, recorded

    @lru_cache(maxsize=4096)  # noqa: B019 - one Rows lives as long as its process
    def _recorded(self, day: int) -> str:
        return f"{dt.date.fromordinal(day)} 10:00:00+08"

    def family(self, record: FamilyRecord, profiles: list[Profile], uids: Iterable[str], sheets: Sheets) -> None:
        for household, uid in zip(record.households, uids, strict=False):
            self._household(household, uid, sheets)
        for life, profile in zip(record.lives, profiles, strict=True):
            self._person(life, profile, sheets)
            self._dated(life, sheets)
            self._kin(life, sheets)
            self._event(life, profile, sheets)

    def _household(self, household: HouseholdRecord, uid: str, sheets: Sheets) -> None:
        place = household.place
        sheets.add(
            "residents_household", household.id, uid, household.number, household.kind, place.area, place.dwelling or NULL,
            place.address, household.head, "t", _day(household.opened), _day(household.closed), *self.said(household.opened),
        )  # fmt: skip

    def _person(self, life: Life, profile: Profile, sheets: Sheets) -> None:
        someone, ring = life.someone, self.ring
        died = someone.birth.died
        hukou = next((stay.place for stay in reversed(life.stays) if stay.kind == "hukou"), None)
        living = next((stay.place for stay in reversed(life.stays) if stay.kind != "hukou"), None)
        phone, number = profile.phone, profile.number
        first, said = self.said(someone.day), self.said(max(someone.day, died))
        age = (self.today - someone.day) / 365.25
        sheets.add(
            "residents_person", life.id, profile.uid, profile.name, profile.given, profile.reading.full,
            profile.reading.initials, comparison_key(profile.name), "t" if profile.temporary else "f", someone.birth.sex,
            _day(someone.day), _day(died),
            profile.ethnicity, "156", marital_status(someone, self.today) if age >= 15 else "10", profile.education,
            profile.political, _hex(ring.encrypt(phone)) if phone else "\\\\x", _hex(ring.digest(phone, "phone")) if phone else NULL,
            phone[-4:], number[:6], number[-4:], "deceased" if died else "living", hukou.area if hukou else "",
            living.area if living else "", hukou.address if hukou else "", living.address if living else "", "", "{}", "t",
            said[0], *said,
        )  # fmt: skip
        if number:
            sheets.add(
                "residents_identitydocument", life.id, "01", _hex(ring.encrypt(number)),
                _hex(ring.digest(number, "document")), number[-4:], "t", "\\\\x", *first,
            )  # fmt: skip
        if profile.former_name:
            reading = name_pinyin(profile.former_name)
            sheets.add("residents_formername", life.id, profile.former_name, reading.full, reading.initials, *first)

    def _dated(self, life: Life, sheets: Sheets) -> None:
        for stay in life.stays:
            place = stay.place
            sheets.add(
                "residents_residence", life.id, stay.kind, place.area, place.dwelling or NULL, place.address,
                _during(stay.start, stay.end), *self.said(max(stay.start, stay.end), stay.why),
            )  # fmt: skip
        for part in life.belongings:
            sheets.add(
                "residents_householdmembership", part.household, life.id, part.relation,
                "t" if part.shares_registration else "f", _during(part.start, part.end),
                *self.said(max(part.start, part.end), part.why),
            )  # fmt: skip

    def _kin(self, life: Life, sheets: Sheets) -> None:
        someone = life.someone
        for parent in (someone.father, someone.mother):
            if parent:
                during, said = _during(someone.day, 0), self.said(someone.day)
                sheets.add("residents_kinship", life.id, parent.key + 1, KinshipKind.PARENT.value, during, *said)
                sheets.add(
                    "residents_kinship", parent.key + 1, life.id, MIRROR[KinshipKind.PARENT].value, during, *said
                )
        spouse = someone.spouse
        if spouse:
            end = someone.birth.died or spouse.birth.died
            sheets.add(
                "residents_kinship", life.id, spouse.key + 1, KinshipKind.SPOUSE.value, _during(someone.married, end),
                *self.said(max(someone.married, end)),
            )  # fmt: skip

    def _event(self, life: Life, profile: Profile, sheets: Sheets) -> None:
        told = life.told
        if not told:
            return
        recorded = self.said(told.day)[0]
        uid = f"{profile.uid.hex[16:]}{profile.uid.hex[:16]}"
        sheets.add(
            "core_event", life.id, uid, told.kind, _day(told.day), recorded, SOURCE, SOURCE, "", json.dumps(told.payload), "{}", "",
            "registered", "", recorded,
        )  # fmt: skip
        for role, person in (("subject", life.id), *told.others):
            sheets.add("core_eventsubject", life.id, person, role, told.area)


def building_rows(building: DemoBuilding, uid: str, ewkb: str, room_uids: Iterable[str], sheets: Sheets) -> None:
    sheets.add(
        "residents_building",
        building.id,
        uid,
        building.area,
        building.road,
        building.house_number,
        building.name,
        ewkb,
        building.floors,
        "homes",
        ALWAYS,
    )
    for number, room_uid in zip(range(building.dwellings), room_uids, strict=False):
        sheets.add(
            "residents_dwelling", building.before + number + 1, room_uid, building.id, "", room(building, number),
            building.area, address(building, number), ALWAYS,
        )  # fmt: skip
