"""The dead as husbands and wives of the widowed, the departed as grown children who left: families remember them."""

from __future__ import annotations

from random import Random

from residents.demo.births import YEAR, Part
from residents.demo.kin import MARRIED, NEVER, WIDOWED, Family, Someone, adopt, by_birth, may_bear

_TRIES = 40


def remember(dead: list[Someone], families: list[Family], rng: Random) -> list[Family]:
    """Give the widowed their dead; returns families of one for those whom nobody is widowed of."""
    home = {id(member): family for family in families for member in family.members}
    members = (member for family in families for member in family.members)
    widowed = sorted((m for m in members if m.marital == WIDOWED and m.spouse is None), key=by_birth)
    alone: list[Family] = []
    for someone in sorted(dead, key=by_birth):
        partner = _first_fit(widowed, someone)
        if partner is None:
            someone.marital = WIDOWED if rng.random() < 0.7 else NEVER
            alone.append(Family([someone], Part.DECEASED))
            continue
        widowed.remove(partner)
        someone.marital, someone.spouse, partner.spouse = MARRIED, partner, someone
        for child in partner.children:
            if someone.male:
                child.father = someone
            else:
                child.mother = someone
            someone.children.append(child)
        home[id(partner)].members.append(someone)
    return alone


def _first_fit(widowed: list[Someone], dead: Someone) -> Someone | None:
    """The first of the widowed of the other sex, within eight years of age, whose children could be of both."""
    for partner in widowed:
        if partner.male == dead.male or abs(partner.day - dead.day) > 8 * YEAR:
            continue
        if all(_could_be_parent(dead, child) for child in partner.children):
            return partner
    return None


def _could_be_parent(someone: Someone, child: Someone) -> bool:
    if (child.father if someone.male else child.mother) is not None or someone.birth.died <= child.day:
        return False
    years = (child.day - someone.day) / YEAR
    return 23 <= years <= 55 if someone.male else 21.5 <= years <= 43


def depart(gone: list[Someone], families: list[Family], rng: Random) -> list[Family]:
    """Add the departed to the families they left; returns families of one for those who had none here."""
    couples = [(family, mother) for family in families if (mother := _mother(family))]
    alone: list[Family] = []
    for someone in gone:
        tries = (couples[rng.randrange(len(couples))] for _ in range(_TRIES)) if couples else iter(())
        found = next(((family, mother) for family, mother in tries if may_bear(mother, someone.day)), None)
        if found is None:
            alone.append(Family([someone], Part.GONE))
        else:
            adopt(found[1], someone)
            found[0].members.append(someone)
    return alone


def _mother(family: Family) -> Someone | None:
    """A married woman of a registered family whose husband is alive: the mother of whoever left it."""
    if family.part is not Part.REGISTERED:
        return None
    return next((m for m in family.members if not m.male and m.spouse and not m.spouse.birth.died), None)
