"""A certificate of the list beside the one that the base holds: what would change, and which allowances begin or end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from core.imports.feed import Row
from residents.domain.disability import Details
from residents.models import Benefit, DisabilityCertificate
from residents.models.benefit import BenefitKind
from residents.models.disability import CertificateState as State
from residents.services.disability import ENDINGS, standing_certificates

FEED = "CL01"
ALLOWANCES = {
    "living_allowance": BenefitKind.DISABILITY_LIVING,
    "care_allowance": BenefitKind.DISABILITY_CARE,
}


@dataclass
class Held:
    """What a person holds now: the certificate in use, and the allowances {kind: benefit}."""

    certificate: DisabilityCertificate | None = None
    allowances: dict[str, Benefit] = field(default_factory=dict)


def load_held(people: Iterable[int]) -> dict[int, Held]:
    """Two statements for a chunk."""
    ids = set(people)
    standing = standing_certificates(ids)
    found = {person: Held(standing.get(person)) for person in ids}
    rows = Benefit.objects.filter(person_id__in=ids, kind__in=list(ALLOWANCES.values()), during__upper_inf=True)
    for row in rows:
        found[row.person_id].allowances[row.kind] = row
    return found


def details_of(row: Row, before: Details) -> Details:
    """What the row says, and where it is silent what was known before."""
    v = row.values
    said = {
        "category": v["category"], "grade": v["grade"], "guardian": v["guardian"], "guardian_phone": v["guardian_phone"],
        "employment": v["employment"], "needs": v["needs"], "living_allowance": v["living_allowance"],
        "care_allowance": v["care_allowance"],
    }  # fmt: skip
    return replace(before, **{name: value for name, value in said.items() if value not in (None, "")})


def compare(row: Row, held: Held) -> None:
    """Write into the row what entering does: `does` is new, change, end or nothing."""
    v, standing = row.values, held.certificate
    v["does"], v["starts"], v["ends"] = "nothing", [], []
    if v["state"] in ENDINGS:
        _ending(row, standing)
        return
    same_one = standing is not None and standing.number == v["certificate"]
    before = standing.details if standing is not None and same_one else Details()
    if standing is None:
        v["does"], said = "new", ["登记残疾人证"]
    else:
        said = _differences(row, standing, before, same_one=same_one)
        v["does"] = "change" if said else "nothing"
    said += _allowances(row, held)
    _say(row, said)


def _differences(row: Row, standing: DisabilityCertificate, before: Details, *, same_one: bool) -> list[str]:
    v = row.values
    if not same_one:
        return ["换证或重新评级，原来的证到今天为止"]
    after = details_of(row, before)
    said = []
    if standing.state != v["state"]:
        said.append(f"证件状态改为{State(v['state']).label}")
    if v["valid_until"] and standing.valid_until != v["valid_until"]:
        said.append(f"有效期改为 {v['valid_until']}")
    if v["first_issued"] and standing.first_issued != v["first_issued"]:
        said.append("更新首次发证日期")
    if after != before:
        said.append("更新残疾情况")
    return said


def _ending(row: Row, standing: DisabilityCertificate | None) -> None:
    v = row.values
    if standing is None:
        _say(row, [], "底册里此人没有在用的残疾人证，不用登记")
    elif standing.number != v["certificate"]:
        _say(row, [], "底册里此人在用的是另一个证，这个证不用登记")
    else:
        v["does"] = "end"
        _say(row, [f"残疾人证{State(v['state']).label}，到今天为止"])


def _allowances(row: Row, held: Held) -> list[str]:
    """是 begins an allowance that the base does not know; 否 ends one that only this list told of."""
    v, said = row.values, []
    for name, kind in ALLOWANCES.items():
        standing = held.allowances.get(kind)
        if v[name] is True and standing is None:
            v["starts"].append(kind.value)
            said.append(f"登记在享{kind.label}")
        elif v[name] is False and standing is not None and standing.source.startswith(f"{FEED}:"):
            v["ends"].append([str(standing.pk), kind.value])
            said.append(f"{kind.label}结束")
    return said


def _say(row: Row, said: list[str], instead: str = "底册已有，内容相同") -> None:
    if said:
        row.note = "；".join(said)
    elif row.sound:
        row.verdict, row.note = "unchanged", instead
