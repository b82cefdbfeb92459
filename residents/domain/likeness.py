"""Are two records one person? A judgement with a score and, in words, each sign for and against (handbook §15, D02–D14).

    judgement = compare(Claim(name="谭晓玥", …), Claim(name="谭晓月", …))
    judgement.verdict, judgement.score, [sign.text for sign in judgement.signs]

Pure and symmetric. The signs weigh as in `likeness_weights`; the sum of bits becomes a score of 0–100. A score alone makes
nobody certain: §15 leaves every doubt to a person, so an automatic link also needs proof that neither a namesake nor a
member of the family can give (`_proven`), and some signs forbid one whatever the sum (`_forbidden`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from residents.domain.likeness_weights import CERTAIN, POSSIBLE, PRIOR, SHORT_NAME, WEIGHTS
from residents.domain.name_likeness import NameLikeness, compare_names
from residents.domain.number_likeness import NumberClaim, number_slip

Verdict = Literal["certain", "possible", "different"]
_KNOWN_SEXES = ("1", "2")
_GENERATION = 13
_CITIZEN = 18
_MOON = dt.timedelta(days=20), dt.timedelta(days=52)
_ALMOST, _DOUBTED = 98, 70


@dataclass(frozen=True, slots=True)
class Claim:
    """What one record says of a person; what it leaves out stays empty and speaks neither way.

    `number`: see number_likeness.number_claim. `sex`: GB/T 2261.1. `by_month`: only year and month of the birth date are
    meant. `phone`: digest. `households`: (community, household number). `mother`, `father`, `spouse`: person ids, 0 =
    unknown; `kin`: ids of all relatives on record; `person_id`: 0 for a record that is not in the base.
    """

    name: str = ""
    former_names: tuple[str, ...] = ()
    number: NumberClaim = NumberClaim()  # noqa: RUF009 - frozen, so it may be shared
    sex: str = "0"
    birth_date: dt.date | None = None
    by_month: bool = False
    hukou_area: str = ""
    living_area: str = ""
    addresses: frozenset[str] = frozenset()
    phone: bytes = b""
    households: frozenset[tuple[str, str]] = frozenset()
    mother: int = 0
    father: int = 0
    spouse: int = 0
    kin: frozenset[int] = frozenset()
    person_id: int = 0


@dataclass(frozen=True, slots=True)
class Sign:
    """One reason. `weight` in bits: above 0 it speaks for one person, below 0 against, at 0 it only informs."""

    key: str
    text: str
    weight: float

    @property
    def speaks_for(self) -> bool:
        return self.weight > 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """`score` 0–100: 99 and more is certain, 50 and more possible. Signs: the weightiest first."""

    score: int
    verdict: Verdict
    signs: tuple[Sign, ...]

    def has(self, *keys: str) -> bool:
        return any(sign.key in keys for sign in self.signs)

    @property
    def words(self) -> str:
        """The signs in one sentence, those for it first."""
        told = sorted(self.signs, key=lambda sign: (-(sign.weight > 0), -abs(sign.weight)))
        return "，".join(sign.text for sign in told)


def compare(a: Claim, b: Claim) -> Judgement:
    """Weigh two records against each other."""
    names = _closest_names(a, b)
    signs = [*_name_signs(names), *_number_signs(a, b), *_birth_signs(a, b), *_sex_signs(a, b)]
    # Of two people of one home or family the name tells which; without an agreeing name these signs say nothing.
    told = names.agrees or names.close or names.silent or (names.doubtful and a.birth_date == b.birth_date)
    signs += [*_place_signs(a, b, told), *_family_signs(a, b, told)]
    signs.sort(key=lambda sign: (-abs(sign.weight), sign.key))
    keys = frozenset(sign.key for sign in signs)
    bits = PRIOR + sum(sign.weight for sign in signs)
    if a.person_id and a.person_id == b.person_id:
        return Judgement(100, "certain", tuple(signs))
    if bits < POSSIBLE or _forbidden(names, keys):
        return Judgement(min(_score(bits), 49), "different", tuple(signs))
    if bits >= CERTAIN and _proven(names, keys):
        return Judgement(max(_score(bits), 99), "certain", tuple(signs))
    most = _DOUBTED if names.doubtful and not keys & _SAME_NUMBER else _ALMOST
    return Judgement(max(min(_score(bits), most), 50), "possible", tuple(signs))


def _score(bits: float) -> int:
    return round(100 / (1 + 2.0 ** -max(min(bits, 60), -60)))


_SAME_NUMBER = frozenset({"number_same", "number_old"})
_SLIP = frozenset(
    {
        "number_letters", "number_swapped", "number_one_digit", "number_missing_digit", "number_extra_digit",
        "number_masked",
    }
)  # fmt: skip
_TIES = frozenset({"household_same", "door_same", "phone_same", "mother_same", "father_same", "spouse_same"})
_NEAR = frozenset({"household_same", "door_same", "community_same", "phone_same"})
_AGAINST = frozenset(
    {"sex_differs", "birth_differs", "birth_generation", "number_differs", "number_unlike", "mother_differs", "kin"}
)


def _forbidden(names: NameLikeness, keys: frozenset[str]) -> bool:
    """What no sum of signs outweighs: relatives; another child of the mother; and, unless the number says otherwise, another
    generation, another birthday beside a name that only sounds alike (brothers and sisters), and another name; but between
    two of one birthday, sex and neighbourhood a person must tell a twin from a slip of the pen.
    """
    if keys & {"kin", "name_other_child"}:
        return True
    if keys & _SAME_NUMBER:
        return False
    if "number_differs" in keys and not (names.agrees or names.key == "name_lost_gbk"):
        return True
    if keys & _SLIP:
        return False
    if "birth_generation" in keys or ("birth_differs" in keys and not names.agrees):
        return True
    if names.doubtful and {"birth_same", "sex_same"} <= keys and keys & _NEAR:
        return False
    return not (names.agrees or names.close or names.silent)


def _proven(names: NameLikeness, keys: frozenset[str]) -> bool:
    """Proof beyond namesakes and family: the number; a slip of the number, the name and the birth date; or without a number the
    name, the birth date and a tie. Somebody of the same name in the same household needs no birth date. An infant not yet
    named is proven by mother, day and sex.
    """
    if keys & _AGAINST:
        return False
    if keys & _SAME_NUMBER:
        return names.agrees or names.close or names.silent
    if keys & _SLIP:
        return names.agrees or (names.close and "birth_same" in keys)
    if names.key in ("name_unnamed", "name_both_unnamed"):
        return {"mother_same", "birth_same", "sex_same"} <= keys
    if not names.agrees or names.key == "name_suffix":
        return False
    if "household_same" in keys and not keys & {"birth_swapped", "birth_one_digit", "birth_lunar"}:
        return True
    return "birth_same" in keys and bool(keys & _TIES)


def _sign(key: str, one: object = "", other: object = "", *, weight: float | None = None) -> Sign:
    known = WEIGHTS[key]
    return Sign(key, known.words.format(one=one, other=other), known.bits if weight is None else weight)


def _closest_names(a: Claim, b: Claim) -> NameLikeness:
    """The present names, unless a former name agrees better."""
    best = compare_names(a.name, b.name)
    if best.agrees:
        return best
    for one in (a.name, *a.former_names):
        for other in (b.name, *b.former_names):
            found = compare_names(one, other)
            if found.agrees:
                return NameLikeness("name_former", found.pair, found.length)
    return best


def _name_signs(names: NameLikeness) -> Iterator[Sign]:
    bits = WEIGHTS[names.key].bits
    if names.length < 2 and bits > 0:
        bits = round(bits + SHORT_NAME, 1)
    yield _sign(names.key, *names.pair, weight=bits)


def _number_signs(a: Claim, b: Claim) -> Iterator[Sign]:
    x, y = a.number, b.number
    if x.number and y.number:
        if x.number == y.number:
            yield _sign("number_same" if x.proven == y.proven else "number_old")
        elif len(x.number) != _CITIZEN or len(y.number) != _CITIZEN:
            return  # passports and the like are renewed under another number
        elif x.proven and y.proven:
            yield _sign("number_differs")
        else:
            yield _slip_of(_as_arrived(x), y.number) or _slip_of(_as_arrived(y), x.number) or _sign("number_unlike")
    elif x.damaged and y.number:
        yield _slip_of(x.damaged, y.number) or _sign("number_unlike")
    elif y.damaged and x.number:
        yield _slip_of(y.damaged, x.number) or _sign("number_unlike")
    elif x.damaged and x.damaged == y.damaged:
        yield _sign("number_one_digit")


def _as_arrived(claim: NumberClaim) -> str:
    """A number made of fifteen digits, as it was written."""
    return "" if claim.proven else claim.number[:6] + claim.number[8:17]


def _slip_of(damaged: str, sound: str) -> Sign | None:
    slip = number_slip(damaged, sound)
    return _sign(f"number_{slip}") if slip else None


def _birth_signs(a: Claim, b: Claim) -> Iterator[Sign]:
    if a.birth_date is None or b.birth_date is None:
        return
    first, second = sorted((a.birth_date, b.birth_date))
    if (a.by_month or b.by_month) and (first.year, first.month) == (second.year, second.month):
        yield _sign("birth_month")
    elif first == second:
        yield _sign("birth_same")
    elif second.year - first.year >= _GENERATION and not _one_digit(first, second):
        yield _sign("birth_generation", second.year - first.year)
    elif first.year == second.year and (first.month, first.day) == (second.day, second.month):
        yield _sign("birth_swapped", first, second)
    elif _one_digit(first, second):
        yield _sign("birth_one_digit", first, second)
    elif _MOON[0] <= second - first <= _MOON[1]:
        yield _sign("birth_lunar", first, second)
    else:
        yield _sign("birth_differs", first, second)


def _one_digit(first: dt.date, second: dt.date) -> bool:
    return sum(x != y for x, y in zip(f"{first:%Y%m%d}", f"{second:%Y%m%d}", strict=True)) == 1


def _sex_signs(a: Claim, b: Claim) -> Iterator[Sign]:
    if a.sex in _KNOWN_SEXES and b.sex in _KNOWN_SEXES:
        yield _sign("sex_same" if a.sex == b.sex else "sex_differs")


def _place_signs(a: Claim, b: Claim, told: bool) -> Iterator[Sign]:
    """The closest place the two share; where they are apart."""
    if told and a.households & b.households:
        yield _sign("household_same")
    elif told and a.addresses & b.addresses:
        yield _sign("door_same")
    else:
        ours, theirs = ({area for area in (c.hukou_area, c.living_area) if len(area) >= 6} for c in (a, b))
        if not ours or not theirs:
            return
        if {area[:12] for area in ours if len(area) >= 12} & {area[:12] for area in theirs if len(area) >= 12}:
            yield _sign("community_same")
        elif {area[:9] for area in ours if len(area) >= 9} & {area[:9] for area in theirs if len(area) >= 9}:
            yield _sign("street_same")
        else:
            yield _sign("area_differs")


def _family_signs(a: Claim, b: Claim, told: bool) -> Iterator[Sign]:
    if (a.person_id and a.person_id in b.kin) or (b.person_id and b.person_id in a.kin):
        yield _sign("kin")
    if a.phone and b.phone:
        if a.phone != b.phone:
            yield _sign("phone_differs")
        elif told:
            yield _sign("phone_same")
    for kind in ("mother", "father", "spouse"):
        ours, theirs = getattr(a, kind), getattr(b, kind)
        if ours and theirs and ours != theirs:
            yield _sign(f"{kind}_differs")
        elif ours and ours == theirs and told:
            yield _sign(f"{kind}_same")
