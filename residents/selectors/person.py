"""One person with everything the person page says of them, in a fixed number of statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from core import clock
from core.errors import NotFound
from core.scope import Scope
from residents.domain import id_number
from residents.domain.codes import codebook
from residents.models import FormerName, IdentityDocument, Kinship, Person, Residence
from residents.models.identity import RESIDENT_ID
from residents.models.kinship import KinshipKind
from residents.models.residence import ResidenceKind
from residents.selectors.household import Stay, memberships_of
from residents.selectors.merged import survivor_of
from residents.selectors.words import age_words, marital_word, masked_phone, sex_word

NOT_HERE = "没有这个人，或者不在你的范围里。"
# 离婚 is said in the panel of the person's own data only, never in a header or a list.
_HEADER_MARITAL = {"1": "未婚", "2": "已婚", "3": "丧偶"}
_KIN_ORDER = {kind: place for place, kind in enumerate(("spouse", "parent", "child", "guardian", "ward"))}
_KIN_WORDS = {
    ("parent", "1"): "父亲",
    ("parent", "2"): "母亲",
    ("child", "1"): "儿子",
    ("child", "2"): "女儿",
    ("spouse", "1"): "丈夫",
    ("spouse", "2"): "妻子",
}


@dataclass(frozen=True)
class Kin:
    """A relative; `person` is None when the relative lies outside the user's scope."""

    row: Kinship
    person: Person | None

    @property
    def word(self) -> str:
        """丈夫, 女儿 … by the relative's sex; 配偶, 子女 when it is not known."""
        sex = self.person.sex if self.person else ""
        return _KIN_WORDS.get((self.row.kind, sex)) or KinshipKind(self.row.kind).label

    @property
    def since(self) -> dt.date | None:
        return self.row.during.lower

    @property
    def until(self) -> dt.date | None:
        return self.row.during.upper


@dataclass(frozen=True)
class PersonView:
    """A person of the base with documents, homes, households and kin. Attributes of the row can be read directly."""

    row: Person
    documents: list[IdentityDocument]
    former_names: list[FormerName]
    residences: list[Residence]
    stays: list[Stay]
    kin: list[Kin]

    @property
    def id(self) -> int:
        return self.row.pk

    @property
    def pk(self) -> int:
        return self.row.pk

    @property
    def uid(self) -> UUID:
        return self.row.uid

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def birth_date(self) -> dt.date | None:
        return self.row.birth_date

    @property
    def died_on(self) -> dt.date | None:
        return self.row.died_on

    @property
    def hukou_area(self) -> str:
        return self.row.hukou_area

    @property
    def living_area(self) -> str:
        return self.row.living_area

    @property
    def deceased(self) -> bool:
        return self.row.status == Person.Status.DECEASED

    @property
    def living(self) -> bool:
        return self.row.status == Person.Status.LIVING

    @property
    def who(self) -> str:
        """`女 · 71 岁 · 丧偶`; of a dead person the age reached."""
        on = self.row.died_on if self.deceased else None
        age = age_words(self.row.birth_date, on=on)
        if self.deceased:
            age = f"终年 {age}" if age and self.row.died_on else ""
        marital = _HEADER_MARITAL.get(self.row.marital_status[:1], "") if not self.deceased else ""
        return " · ".join(filter(None, [sex_word(self.row.sex), age, marital]))

    @property
    def marital_word(self) -> str:
        return marital_word(self.row.marital_status)

    @cached_property
    def resident_number(self) -> IdentityDocument | None:
        return next((doc for doc in self.documents if doc.active and doc.type == RESIDENT_ID), None)

    @property
    def masked_number(self) -> str:
        document = self.resident_number or next((doc for doc in self.documents if doc.active), None)
        return id_number.mask(document.number) if document else ""

    @property
    def masked_phone(self) -> str:
        return masked_phone(self.row.phone)

    def _residence(self, *kinds: str) -> Residence | None:
        rows = [row for row in self.residences if row.kind in kinds]
        return next((row for row in rows if row.during.upper is None), None)

    @cached_property
    def hukou(self) -> Residence | None:
        """Where the person is registered now."""
        return self._residence(ResidenceKind.HUKOU)

    @cached_property
    def home(self) -> Residence | None:
        """Where the person lives now."""
        return self._residence(ResidenceKind.LIVING, ResidenceKind.FLOATING)

    @property
    def together(self) -> str:
        """人户一致 or 人户分离, when both are known; the address decides when both have one."""
        if not self.hukou or not self.home:
            return ""
        one, other = self.hukou.address, self.home.address
        same = self.hukou.area_code == self.home.area_code and (not one or not other or one == other)
        return "人户一致" if same else "人户分离"

    @cached_property
    def households(self) -> list[Stay]:
        """Today's households: the one of the registration first."""
        today = clock.today()
        here = [stay for stay in self.stays if stay.row.during.upper is None or stay.row.during.upper > today]
        return sorted(here, key=lambda stay: not stay.row.shares_registration)

    @cached_property
    def kin_now(self) -> list[Kin]:
        """Relatives whose link stands, or was ended by a death alone: a late husband stays a relative."""
        today = clock.today()
        return [kin for kin in self.kin if kin.until is None or kin.until > today or self._ended_by_death(kin)]

    def _ended_by_death(self, kin: Kin) -> bool:
        return kin.until == self.died_on or (kin.person is not None and kin.until == kin.person.died_on)

    @property
    def kin_seen(self) -> list[Kin]:
        return [kin for kin in self.kin_now if kin.person]

    @property
    def kin_unseen(self) -> int:
        """How many relatives lie outside the user's scope."""
        return sum(1 for kin in self.kin_now if not kin.person)

    @property
    def sources(self) -> list[str]:
        """Every source that the page names, for core.sources.describe()."""
        facts: Iterable[list] = (
            self.residences,
            [stay.row for stay in self.stays],
            [kin.row for kin in self.kin],
            self.documents,
        )
        said = [self.row.source, *self.row.sources.values(), *(row.source for rows in facts for row in rows)]
        return list(dict.fromkeys([*said, *(name.source for name in self.former_names)]))


def person_in_scope(uid: UUID, *, scope: Scope) -> Person:
    """The person's row; NotFound when there is none, or it lies outside the scope: the two read alike.

    A record that was merged into another answers with the one that was kept.
    """
    seen = Person.objects.filter(scope.q("hukou_area", "living_area")).exclude(status=Person.Status.MERGED)
    person = seen.filter(uid=uid).first()
    if person is None and (survivor := survivor_of(uid)):
        person = seen.filter(uid=survivor).first()
    if person is None:
        raise NotFound(NOT_HERE)
    return person


def person_page(uid: UUID, *, scope: Scope) -> PersonView:
    """Everything the page says, in eight statements. Raises NotFound."""
    person = person_in_scope(uid, scope=scope)
    memberships = memberships_of([person.pk])
    links = list(Kinship.objects.filter(person_id=person.pk))
    people = Person.objects.in_bulk({link.relative_id for link in links} | memberships.heads)
    return PersonView(
        row=person,
        documents=list(IdentityDocument.objects.filter(person=person).order_by("-active", "type", "id")),
        former_names=list(FormerName.objects.filter(person=person).order_by("-id")),
        residences=list(Residence.objects.filter(person=person).order_by("-during", "-id")),
        stays=memberships.stays(people),
        kin=_kin(links, people),
    )


def kin_of(person_id: int) -> list[Kin]:
    """Relatives in the order spouse, parents, children, guardians; those out of scope without their person."""
    rows = list(Kinship.objects.filter(person_id=person_id))
    return _kin(rows, Person.objects.in_bulk({row.relative_id for row in rows}))


def _kin(rows: Iterable[Kinship], people: Mapping[int, Person]) -> list[Kin]:
    kin = [Kin(row, people.get(row.relative_id)) for row in rows]
    return sorted(kin, key=lambda k: (_KIN_ORDER[k.row.kind], _birth(k)))


def _birth(kin: Kin) -> dt.date:
    return kin.person.birth_date if kin.person and kin.person.birth_date else dt.date.max


def code_word(book: str, code: str) -> str:
    """The standard's word of a code, empty for an empty one."""
    return codebook(book).name(code)
