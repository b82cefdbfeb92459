"""Nobody of the six groups is ever without a next visit, its day and somebody who answers: after a thousand random changes too."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

import pytest

from accounts.models import Grant, User
from accounts.services.grants import grant, log_expired, revoke
from accounts.services.joint_acts import confirm, start_handover
from accounts.services.users import create_user, deactivate
from core import clock
from core.audit import acting
from elderly.models import ElderCategory
from elderly.selectors.guarantee import prove
from elderly.services.care import settle_everybody
from elderly.services.declared_categories import declare
from lifecycle.engine.drain import drain
from lifecycle.milestone.running import run_milestones
from lifecycle.models import Task, Visit
from lifecycle.services.visits import Sent, record_visit
from residents.domain.ages import has_turned
from residents.domain.disability import Details
from residents.models import Benefit, DisabilityCertificate, Dwelling, Person, Residence
from residents.services.benefits import NewBenefit, end_benefits, record_benefits
from residents.services.deaths import Death, record_deaths
from residents.services.disability import Ending, NewCertificate, end_certificates, record_certificates
from residents.services.move import Destination, move_home
from tests.support.areas import DEYUANLI, HONGQIAO, PANFU, SANYANJING
from tests.support.factories import dwelling, household, id_number, kin, person

START = dt.date(2026, 11, 23)
SEED, CHANGES, AT_ONCE = 20261122, 1000, 200
ROADS = {SANYANJING: "三眼井直街", DEYUANLI: "德源里", PANFU: "盘福路"}
AWAY = "440300"

pytestmark = pytest.mark.django_db


@dataclass
class District:
    """Three communities of two streets, who lives there and who works there; every change is drawn from one seed."""

    users: dict[str, User]
    draw: random.Random = field(default_factory=lambda: random.Random(SEED))
    homes: list[Dwelling] = field(default_factory=list)
    made: int = 0
    more: int = 0  # people who moved along
    told: dict[str, int] = field(default_factory=dict)

    def settle_in(self) -> None:
        """Some seventy homes: old couples, widows with children and grandchildren, old people alone."""
        for area, road in ROADS.items():
            for room in range(1, 25):
                home = dwelling(area=area, road=road, house=f"{room}号", room="101")
                self.homes.append(home)
                self._family(home, area, room)

    def _family(self, home: Dwelling, area: str, room: int) -> None:
        age = self.draw.choice((58, 59, 63, 71, 79, 84, 99))
        born = dt.date(START.year - age, self.draw.randint(1, 12), self.draw.randint(1, 28))
        first = self._person(born, "2", home, area, "30" if room % 3 else "20")
        members = []
        if room % 3 == 0:
            other = self._person(born - dt.timedelta(days=400), "1", home, area, "20")
            kin(first, other, "spouse", since=dt.date(1990, 1, 1))
            members.append((other, "10"))
        if room % 2 == 0:
            child = self._person(dt.date(born.year + 27, 5, 5), "1", home, area, "10")
            kin(first, child, "child")
            members.append((child, "20"))
        household(first, *members, area=area, home=home)

    def _person(self, born: dt.date, sex: str, home: Dwelling, area: str, marital: str) -> Person:
        return person(
            "何丽容", birth=born, sex=sex, home=home, hukou=area, living=area, number=None, marital_status=marital
        )

    def someone(self, *, old: bool = True) -> Person:
        latest = clock.today().replace(year=clock.today().year - (55 if old else 0), day=1)
        rows = Person.objects.filter(status="living", birth_date__lte=latest).order_by("pk")
        return rows[self.draw.randrange(rows.count())]

    # ── What may happen ────────────────────────────────────────────────────────────────────────────────────────────

    def move(self) -> None:
        """Somebody moves to a home where others live, to an empty one, or out of the city; from there they come back."""
        who, today = self.someone(old=self.draw.random() < 0.6), clock.today()
        if self.draw.random() < 0.08:
            to = Destination(AWAY, "福田区某路1号")
        else:
            area = self.draw.choice(list(ROADS))
            to = Destination(area, f"{ROADS[area]}{self.draw.randint(1, 40)}号101")
        stays = Residence.objects.filter(
            kind__in=("living", "floating"), during__upper_inf=True, person__status="living"
        )
        movable = stays.exclude(area_code=to.area).filter(during__startswith__lt=today)
        home = movable.filter(person=who).first()
        if home is None:
            return
        others = movable.filter(dwelling=home.dwelling).exclude(person=who) if home.dwelling_id else movable.none()
        along = [uid for uid in others.order_by("pk").values_list("person__uid", flat=True) if self.draw.random() < 0.7]
        move_home(person_uids=[who.uid, *along], to=to, on=today, by=self.users["quji"])
        self.more += len(along)

    def die(self) -> None:
        who = self.someone()
        with acting(by="quji", why="test"):
            record_deaths([Death(who.pk, clock.today(), "desk:quji")], by=self.users["quji"])

    def disable(self) -> None:
        """A certificate, severe or not, is issued or ends."""
        who, today = self.someone(), clock.today()
        held = DisabilityCertificate.objects.filter(person=who, during__upper_inf=True).first()
        with acting(by="quji", why="test"):
            if held:
                end_certificates([Ending(held.pk, today, "cancelled", "desk:quji")], by=self.users["quji"])
            else:
                category, grade = self.draw.choice("1567"), self.draw.choice("1234")
                number = f"{id_number(who.birth_date or START)}{category}{grade}"
                new = NewCertificate(who.pk, number, today, "desk:quji", Details(category, grade))
                record_certificates([new], by=self.users["quji"])

    def benefit(self) -> None:
        who, today = self.someone(), clock.today()
        kind = self.draw.choice(("lost-child", "minimum-living", "extreme-poverty"))
        row = Benefit.objects.filter(person=who, kind=kind, during__upper_inf=True).first()
        if row is None and not Benefit.objects.filter(person=who, kind=kind, during__contains=today).exists():
            record_benefits([NewBenefit(who.pk, kind, today, "desk:quji")], by="quji")
        elif row is not None and row.during.lower < today:
            end_benefits({row.pk: today}, by="quji", why="test", source="desk:quji")

    def declare(self) -> None:
        """留守: no base tells it."""
        who = self.someone()
        held = ElderCategory.objects.filter(person=who, code="05", during__upper_inf=True).exists()
        if who.birth_date and has_turned(who.birth_date, 60, clock.today()) and not held:
            declare(who.uid, "05", evidence="子女在外地，邻居反映", by=self.users["quji"])

    def visit(self) -> None:
        """Whoever answers goes there, and meets the person, the family, or nobody."""
        rows = Task.objects.filter(kind="care-visit", state="open", assignee__isnull=False).order_by("pk")
        if not (number := rows.count()):
            return
        task = rows[self.draw.randrange(number)]
        who = Person.objects.get(pk=task.people.get().person_id)
        if who.status != "living" or who.living_area != task.area_code:
            return  # the events of this batch have not been told yet
        met = self.draw.choice(("self", "family", "nobody"))
        said = {"met": met, "health": "same", "mood": "calm", "fire": "fine"}
        known = Visit.objects.filter(person=who).order_by("-id").values_list("uid", flat=True).first()
        client = UUID(int=self.draw.getrandbits(128), version=4)
        record_visit(Sent(client, who.uid, said, clock.now(), task.uid, known), by=task.assignee)

    def new_clerk(self) -> None:
        self.made += 1
        area = self.draw.choice([*ROADS, HONGQIAO, "440104004"])
        role = "committee_clerk" if area in ROADS else "street_officer"
        until = clock.today() + dt.timedelta(days=self.draw.randint(0, 9)) if self.draw.random() < 0.3 else None
        user, _ = create_user(
            username=f"clerk{self.made}", name="新同事", post="", home_area=area, by=self.users["admin"]
        )
        grant(user, role, area, until=until, by=self.users["anquan"])

    def end_grant(self) -> None:
        rows = Grant.objects.filter(role__in=("committee_clerk", "street_officer")).order_by("pk")
        if number := rows.count():
            revoke(rows[self.draw.randrange(number)], by=self.users["anquan"])

    def close_account(self) -> None:
        if user := self._clerk():
            deactivate(user, by=self.users["admin"])

    def hand_over(self) -> None:
        leaver, successor = self._clerk(), self._clerk()
        if leaver and successor and leaver != successor:
            act = start_handover(leaver, successor, on=clock.today(), why="调动", by=self.users["admin"])
            confirm(act, grants=[row.pk for row in leaver.grants.all()], by=self.users["anquan"])

    def _clerk(self) -> User | None:
        rows = User.objects.filter(is_active=True, grants__role__in=("committee_clerk", "street_officer"))
        found = list(rows.distinct().order_by("pk"))
        return self.draw.choice(found) if found else None

    def change(self) -> None:
        """One random change, and how many of its kind there were."""
        kinds: list[tuple[int, Callable[[], None]]] = [
            (44, self.move), (4, self.die), (10, self.disable), (10, self.benefit), (2, self.declare), (3, self.visit),
            (5, self.new_clerk), (4, self.end_grant), (2, self.close_account), (1, self.hand_over),
        ]  # fmt: skip
        act = self.draw.choices([one for _, one in kinds], [weight for weight, _ in kinds])[0]
        act()
        self.told[act.__name__] = self.told.get(act.__name__, 0) + 1

    @property
    def changes(self) -> int:
        return sum(self.told.values()) + self.more


@pytest.fixture
def district(numbers: None, user_named: Callable[[str], User]) -> District:
    """Everybody is there, and everybody has a plan."""
    with clock.travel(START):
        made = District({name: user_named(name) for name in ("shequ", "panfu", "jiedao", "quji", "admin", "anquan")})
        made.settle_in()
        settle_everybody(by="test", on=START)
    return made


def test_a_thousand_changes_leave_nobody_without_a_day_and_an_owner(district: District) -> None:
    day = START
    while district.changes < CHANGES:
        day += dt.timedelta(days=1)
        with clock.travel(day):
            log_expired(on=day)
            run_milestones(on=day)
            until = min(district.changes + AT_ONCE, CHANGES)
            while district.changes < until:
                district.change()
            assert drain().parked == 0
            proof = prove()
            assert proof.holds, f"{day}: {[(one.person_id, one.codes, one.words) for one in proof.without]}"
            assert proof.elders > 20
    with clock.travel(day):
        assert settle_everybody(by="test", on=day).total == 0  # nothing was left for the night
    assert Visit.objects.count() > 5 and all(district.told.get(kind) for kind in ("die", "hand_over", "close_account"))
