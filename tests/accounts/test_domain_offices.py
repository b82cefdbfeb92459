"""Which office looks after which area, level by level; what a good password is; when a right ends soon."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.domain.agents import device_words
from accounts.domain.codes import in_groups, new_recovery_codes, new_secret, plain, secret_bytes
from accounts.domain.endings import urgency
from accounts.domain.offices import AUDIT, OFFICES, SECURITY, SYSTEM, conflict, fits_level, in_charge, left_without_desk
from accounts.domain.passwords import is_strong, kinds, last_day

COMMUNITY, STREET, DISTRICT, CITY = "440104001007", "440104001", "440104", "440100"
UPWARDS = [COMMUNITY, STREET, DISTRICT, CITY, "440000", "000000"]


@pytest.mark.parametrize(
    ("occupied", "looks_after"),
    [
        ({COMMUNITY, STREET, DISTRICT}, (COMMUNITY, STREET)),  # the own level and the one above share the work
        ({STREET, DISTRICT}, (STREET,)),  # the district does not reach past the street
        ({COMMUNITY, DISTRICT}, (COMMUNITY,)),
        ({DISTRICT, CITY}, (DISTRICT,)),  # vacant below: the nearest above stands in
        ({CITY}, (CITY,)),
        (set(), ()),
    ],
)
def test_the_own_level_and_the_next_are_looked_after(occupied: set[str], looks_after: tuple[str, ...]) -> None:
    assert in_charge(UPWARDS, occupied) == looks_after


def test_nobody_is_in_charge_outside_the_tree() -> None:
    assert in_charge([], {DISTRICT}) == ()


@pytest.mark.parametrize("held", OFFICES)
def test_an_office_excludes_the_others_and_every_duty(held: str) -> None:
    for other in OFFICES:
        assert bool(conflict([held], other)) == (other != held)
    assert conflict([held], "committee_clerk") and conflict(["committee_clerk"], held)


def test_duties_go_together() -> None:
    assert conflict(["committee_clerk"], "street_officer") == ""


def test_an_office_may_be_given_at_its_level_and_below() -> None:
    assert fits_level("district", "street") and fits_level("district", "district")
    assert not fits_level("district", "city") and not fits_level("community", "street")


def test_an_area_left_without_its_desk() -> None:
    held = [("committee_clerk", COMMUNITY), ("education_officer", DISTRICT), (SYSTEM, DISTRICT)]
    assert left_without_desk(held, set()) == [("committee_clerk", COMMUNITY)]
    assert left_without_desk(held, {("committee_clerk", COMMUNITY)}) == []


def test_the_three_offices_have_names() -> None:
    assert {SYSTEM, SECURITY, AUDIT} == set(OFFICES)


@pytest.mark.parametrize(
    ("password", "strong"),
    [("abcdefg1", False), ("abcdefghi1", False), ("Abcdefghi1", True), ("abc-efghi1", True), ("Abc-ef1", False)],
)
def test_strong_is_ten_signs_of_three_kinds(password: str, strong: bool) -> None:
    assert is_strong(password) is strong


def test_kinds_of_signs() -> None:
    assert [kinds(text) for text in ("", "a", "aB", "aB1", "aB1-")] == [0, 1, 2, 3, 4]


def test_the_last_day_of_a_password() -> None:
    assert last_day(dt.date(2026, 1, 1), 90) == dt.date(2026, 4, 1)
    assert last_day(dt.date(2026, 1, 1), 0) is None


@pytest.mark.parametrize(
    ("days", "said"), [(-1, ""), (0, "now"), (7, "now"), (8, "soon"), (30, "soon"), (31, ""), (None, "")]
)
def test_a_right_ends_soon(days: int | None, said: str) -> None:
    today = dt.date(2026, 11, 22)
    assert urgency(None if days is None else today + dt.timedelta(days=days), today) == said


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) … Chrome/120 Safari/537.36 Edg/120", "Windows 电脑 · Edge"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) … Safari/604.1", "苹果手机 · Safari"),
        ("Mozilla/5.0 (Linux; Android 13) … Chrome/120 MicroMessenger/8.0", "安卓手机 · 微信"),
        ("Mozilla/5.0 (X11; Linux x86_64) … Firefox/120", "Linux 电脑 · 火狐"),
        ("", "没说是什么设备"),
    ],
)
def test_a_browser_in_words(agent: str, words: str) -> None:
    assert device_words(agent) == words


def test_codes_that_people_copy() -> None:
    assert in_groups("JBSWY3DP") == "JBSW Y3DP"
    assert plain(" K3MP-7qxa 9DHR ") == "k3mp7qxa9dhr"
    assert len(secret_bytes(new_secret())) == 20
    codes = new_recovery_codes()
    assert len(set(codes)) == 10 and all(len(plain(code)) == 12 for code in codes)
    assert not set("01ilo") & set("".join(codes))
