"""What a certificate of birth adds to a child the base knows already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.imports.feed import Check, Row
from residents.domain.births import CERTIFICATE
from residents.domain.names import same_name
from residents.feeds.comparing import Comparing, orders_of
from residents.feeds.matching import parents_of
from residents.feeds.standing import Standing
from residents.models import BirthRecord, IdentityDocument

FEED = "WJ02"


@dataclass(frozen=True)
class Papers:
    """Of the children of a chunk: who has a certificate, who has a record of birth, who has which parents. Three statements."""

    certified: set[int]
    recorded: set[int]
    parents: dict[int, set[int]]


def papers_of(children: Iterable[int]) -> Papers:
    wanted = list(children)
    certified = IdentityDocument.objects.filter(person_id__in=wanted, type=CERTIFICATE, active=True)
    recorded = BirthRecord.objects.filter(person_id__in=wanted)
    return Papers(
        set(certified.values_list("person_id", flat=True)),
        set(recorded.values_list("person_id", flat=True)),
        parents_of(wanted),
    )


def compare(row: Row, standing: Standing, papers: Papers, check: Check) -> None:
    """Write into the row what would change; nothing → unchanged."""
    v = row.values
    beside = Comparing(standing, FEED, orders_of(check))
    beside.fields({"sex": v["sex"], "birth_date": v["birth_date"]})
    _name(row, beside)
    child = standing.person.pk
    v["adds_certificate"] = child not in papers.certified
    v["adds_record"] = child not in papers.recorded
    v["adds_parents"] = not {pk for pk in (v.get("mother_pk"), v.get("father_pk")) if pk} <= papers.parents.get(
        child, set()
    )
    beside.said += (
        ["出生证编号"] * v["adds_certificate"] + ["出生情况"] * v["adds_record"] + ["父母"] * v["adds_parents"]
    )
    beside.write_into(row)


def _name(row: Row, beside: Comparing) -> None:
    """A real name replaces a temporary one; against a real one of the police it is another word, nothing more."""
    v, person = row.values, beside.person
    v["renames"] = False
    if v["temporary_name"]:
        return
    if person.temporary_name:
        v["renames"] = True
        beside.said.append("姓名（原为暂用名）")
    elif not same_name(person.name, v["name"]):
        source = beside.standing.source_of("name")
        # Who has a number is called as the papers with the number say; the certificate of birth is older.
        if person.number_head or beside.orders.of("name").keeps(source, FEED):
            beside.differ("name", person.name, source, v["name"], "")
        else:
            v["renames"] = True
            beside.said.append("姓名")
    else:
        beside.agree("name", beside.standing.source_of("name"))
