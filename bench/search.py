"""`search`: twelve kinds of query from the search box to rendered hits, as the committee clerk under row-level security.

The time is what eight clients wait for the real server; the floor is the same people by bare SQL without policies.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from statistics import mean
from typing import Any
from urllib.parse import quote

from django.contrib.auth import get_user_model
from django.db import connection

from bench.figures import Figure, against, limit
from bench.population import COMMUNITY, Population, ask
from bench.timing import percentile, race, statements
from bench.visitors import cookie_of, server, signed_in
from core.crypto import decrypt, digest
from core.scope import Scope
from residents.selectors.search import search_people

_COLUMNS = "id, uid, name, pinyin, sex, birth_date, number_head, number_last4, living_area, living_address"
_SCOPE = f"(hukou_area >= '{COMMUNITY}' AND hukou_area < '{COMMUNITY}:' OR living_area >= '{COMMUNITY}' AND living_area < '{COMMUNITY}:')"
_PREFIX = "{0} >= %s AND {0} < %s"


def kinds(population: Population) -> dict[str, tuple[str, str, list[Any]]]:
    """{kind: (what is typed, the floor's condition, its values)} for people of the community."""
    people = population.sample(12, where="phone_last4 <> '' AND number_last4 <> '' AND length(name) = 3")
    p = dict(zip("abcdefghijkl", people, strict=False))
    number = decrypt(
        ask("SELECT number FROM residents_identitydocument WHERE person_id = %s", [p["g"]["id"]])[0]["number"]
    )
    phone = decrypt(p["h"]["phone"])
    former = ask(
        f"SELECT f.name FROM residents_formername f JOIN residents_person p ON p.id = f.person_id WHERE {_SCOPE} LIMIT 1"
    )
    old = former[0]["name"] if former else p["k"]["name"]
    road = p["j"]["living_address"]
    return {
        "name": (p["a"]["name"], *_starts("name", p["a"]["name"])),
        "surname": (p["b"]["name"][0], *_starts("name", p["b"]["name"][0])),
        "given name": (p["c"]["given_name"], *_starts("given_name", p["c"]["given_name"])),
        "inside a name": (p["d"]["name"][1], "string_to_array(name, NULL) @> ARRAY[%s]", [p["d"]["name"][1]]),
        "pinyin": (p["e"]["pinyin"], *_starts("pinyin", p["e"]["pinyin"])),
        "initials": (p["f"]["initials"], *_starts("initials", p["f"]["initials"])),
        "number": (
            number,
            "id IN (SELECT person_id FROM residents_identitydocument WHERE digest = %s)",
            [digest(number, "document")],
        ),
        "phone": (phone, "phone_digest = %s", [digest(phone, "phone")]),
        "last four": (p["i"]["number_last4"], "(number_last4 = %s OR phone_last4 = %s)", [p["i"]["number_last4"]] * 2),
        "address": (road, "living_address LIKE %s", [f"%{road}%"]),
        "former name": (old, "id IN (SELECT person_id FROM residents_formername WHERE name = %s)", [old]),
        "two words": (
            f"{p['l']['initials']} {p['l']['number_last4']}",
            "number_last4 = %s AND initials >= %s AND initials < %s",
            [p["l"]["number_last4"], p["l"]["initials"], p["l"]["initials"] + "{"],
        ),
    }


def _starts(column: str, text: str) -> tuple[str, list[str]]:
    return _PREFIX.format(column), [text, text[:-1] + chr(ord(text[-1]) + 1)]


def run(population: Population) -> Iterator[Figure]:
    queries = kinds(population)
    clerk = get_user_model().objects.get(username="shequ")
    scope: Scope = clerk.scope("search")
    sql, floors = [], []
    for typed, condition, values in queries.values():
        with connection.cursor() as cursor:
            bare = f"SELECT {_COLUMNS} FROM residents_person WHERE {condition} AND {_SCOPE} ORDER BY id LIMIT 20"
            _, floor = race(
                lambda typed=typed: search_people(typed, scope=scope),
                lambda bare=bare, values=values: (cursor.execute(bare, values), cursor.fetchall()),
                rounds=12,
            )
        with statements() as ours:
            for _ in range(8):
                search_people(typed, scope=scope)
        sql.append(ours.milliseconds / 8)
        floors.append(floor)
    yield limit(
        "search",
        _crowded([typed for typed, _, _ in queries.values()]),
        "ms",
        at_most=50,
        words="p95 ≤ 50 ms at 8 clients",
    )
    yield against("search:sql", mean(sql), mean(floors), "ms", at_most=3)


def _crowded(typed: list[str]) -> float:
    """The 95th percentile of what eight clients wait for."""
    cookie = cookie_of(signed_in("shequ"))
    paths = [f"/search/?q={quote(text)}" for text in typed] * 40
    Random(1).shuffle(paths)
    with server() as site:
        site.crowd(paths[:60], cookie)
        return percentile(site.crowd(paths, cookie), 0.95)
