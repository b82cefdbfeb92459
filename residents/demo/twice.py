"""For the demo clerk: one woman who was registered twice, as it happens when two offices keep cards of their own.

The second record has her name in traditional characters and the number of an old booklet: 15 digits, two of them swapped,
which 15 digits do not show. 待核对 lays both side by side.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from opencc import OpenCC

from core import clock
from core.audit import acting
from core.scope import as_system
from residents.demo.plan import SHOWCASE
from residents.demo.profiles import REGION
from residents.domain.id_number import check_character
from residents.models import IdentityDocument, Person
from residents.services.duplicates import find_duplicates
from residents.services.register import PersonDraft, Stay, number_digest, register_people

_LAST_15 = dt.date(1999, 10, 1)  # 居民身份证: numbers given since then have 18 digits
_SECOND_CARD = 400  # days ago


def register_twice(*, by: Any) -> bool:
    """Enter the second record of a woman of the demo community and look for pairs; False when nobody suits, or it is done."""
    with as_system("the demo desk is laid out for one clerk; the record lies in the clerk's community"):
        source = f"desk:{by.username}"
        if Person.objects.filter(source=source, hukou_area=SHOWCASE).exists():
            return False
        found = _woman()
        if found is None:
            return False
        woman, name, number = found
        since = clock.today() - dt.timedelta(days=_SECOND_CARD)
        stay = Stay(SHOWCASE, since, None, woman.living_address)
        draft = PersonDraft(
            name=name,
            source=source,
            occurred_on=since,
            sex=woman.sex,
            birth_date=woman.birth_date,
            number=number,
            number_raw=f"{number[:6]}{number[8:17]}",
            hukou=stay,
            living=stay,
            is_synthetic=True,
        )
        with acting(by=by.username, why="看了旧户口簿", source=source):
            register_people([draft], by=by, why="看了旧户口簿")
        find_duplicates(area=SHOWCASE)
    return True


def _woman() -> tuple[Person, str, str] | None:
    """(a woman, her name in traditional characters, her number with two digits swapped) that nobody else has."""
    traditional = OpenCC("s2t")
    women = Person.objects.filter(
        sex="2", status=Person.Status.LIVING, hukou_area=SHOWCASE, living_area=SHOWCASE, birth_date__lt=_LAST_15
    )
    for woman in women.filter(documents__active=True, number_head=REGION).order_by("pk")[:200]:
        name = traditional.convert(woman.name)
        number = IdentityDocument.objects.get(person=woman, active=True).number
        swapped = f"{number[:14]}{number[15]}{number[14]}{number[16]}"
        swapped += check_character(swapped)
        taken = IdentityDocument.objects.filter(digest=number_digest(swapped)).exists()
        if name != woman.name and number[14] != number[15] and not taken:
            return woman, name, swapped
    return None
