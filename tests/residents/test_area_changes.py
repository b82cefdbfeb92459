"""Areas merge, split, move and are renamed: people follow, the past stays, and it can be taken back."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.domain.area_plan import Part
from accounts.domain.area_planning import Planning, Wanted
from accounts.models import Area, AreaChange, AreaLink, Grant, User
from accounts.services import area_changes
from accounts.services.delete_area import delete_area
from accounts.tree import area_tree, forget_areas
from core import clock
from core.audit import acting
from core.errors import Conflict, NotAllowed, NotFound, UserError
from core.models import ParameterValue, SavedView
from facilities.models import Organisation
from residents.models import (
    AreaMove,
    Building,
    Dwelling,
    Household,
    HouseholdMembership,
    Person,
    PossibleExit,
    Residence,
)
from residents.services.register import PersonDraft, Stay, register_people
from tests.support import factories as make
from tests.support.areas import DEYUANLI, HONGQIAO, PANFU, SANYANJING, YUEXIU

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
DOCUMENT = "越府函〔2026〕12 号"


@pytest.fixture(autouse=True)
def _today() -> Any:
    with clock.travel(TODAY):
        yield


@pytest.fixture
def propose(quji: User) -> Callable[..., AreaChange]:
    """`propose(plan)`: decided by the district, today unless said otherwise."""

    def decide(plan: Any, *, on: dt.date = TODAY) -> AreaChange:
        return area_changes.propose(plan, on=on, document=DOCUMENT, by=quji)

    return decide


def planning() -> Planning:
    return Planning(area_tree())


def split_street() -> Any:
    return planning().split_street(HONGQIAO, Wanted("越华街道"), communities=[DEYUANLI])


def present(person: Person) -> tuple[str, str]:
    person.refresh_from_db()
    return person.hukou_area, person.living_area


def stays(person: Person) -> list[tuple[str, str, dt.date, dt.date | None, dt.date | None]]:
    rows = Residence.objects.filter(person=person).order_by("kind", "during")
    return [(row.kind, row.area_code, row.during.lower, row.during.upper, row.began_on) for row in rows]


def test_a_street_is_split_and_its_people_follow(areas: None, propose: Any, quji: User) -> None:
    home = make.dwelling(area=DEYUANLI, road="德政北路", house="3号", room="501")
    moved = make.person("何子轩", hukou=DEYUANLI, living=DEYUANLI, home=home)
    family = make.household(moved, area=DEYUANLI, home=home)
    stayed = make.person("何丽容")
    change = propose(split_street())
    new_street = Area.objects.get(name="越华街道")
    community = Area.objects.get(name="德源里社区", valid__upper_inf=True)
    assert new_street.parent_id == YUEXIU and community.parent_id == new_street.code
    assert community.code.startswith(new_street.code) and community.code[9:] == DEYUANLI[9:]
    assert present(moved) == (community.code, community.code) and present(stayed) == (SANYANJING, SANYANJING)
    assert stays(moved)[:2] == [
        ("hukou", DEYUANLI, dt.date(1985, 3, 5), TODAY, None),
        ("hukou", community.code, TODAY, None, dt.date(1985, 3, 5)),
    ]
    for row in (home, home.building, family):
        row.refresh_from_db()
        assert row.area_code == community.code
    assert Area.objects.get(code=DEYUANLI).valid.upper == TODAY
    assert Area.objects.get(code=HONGQIAO).valid.upper is None
    assert change.status == "applied" and change.counts["居民"] == 1


def test_undo_restores_everything(areas: None, propose: Any, quji: User, jiedao: User, shequ: User) -> None:
    home = make.dwelling(area=DEYUANLI, road="德政北路", house="3号", room="501")
    moved = make.person("何子轩", hukou=DEYUANLI, living=DEYUANLI, home=home)
    make.household(moved, area=DEYUANLI, home=home)
    gone = make.person("马绍", living=DEYUANLI, hukou=DEYUANLI, status="deceased", died_on=dt.date(2020, 1, 1))
    SavedView.objects.create(
        user=shequ, list_key="persons", name="德源里", query=f"area={DEYUANLI}", created_at=clock.now()
    )
    before = everything()
    change = propose(split_street())
    assert everything() != before
    area_changes.undo(change, by=quji)
    assert everything() == before
    assert present(gone) == (DEYUANLI, DEYUANLI)
    assert not AreaMove.objects.exists() and not AreaLink.objects.exists()
    assert change.status == "undone"
    with pytest.raises(Conflict):
        area_changes.undo(change, by=quji)


def everything() -> dict[str, Any]:
    """The present of every table that a change of areas writes, as values."""
    tables = {
        "residents_person": "id, hukou_area, living_area, hukou_address, living_address",
        "residents_residence": "id, person_id, kind, area_code, dwelling_id, address, during, began_on, source",
        "residents_household": "id, area_code, number, dwelling_id",
        "residents_building": "id, area_code, name",
        "residents_dwelling": "id, area_code",
        "accounts_area": "code, name, official_name, valid::text, parent_id, boundary, boundary_illustrative",
        "accounts_grant": "id, user_id, role, area_code, until",
        "accounts_user": "id, home_area",
        "core_parametervalue": "id, area_code, during::text",
        "core_savedview": "id, query",
        "facilities_organisation": "id, area_code, name",
        "residents_possibleexit": "id, area_code",
    }
    found = {}
    with connection.cursor() as cursor:
        for table, columns in tables.items():
            cursor.execute(f"SELECT {columns} FROM {table} ORDER BY 1")
            found[table] = cursor.fetchall()
    return found


def test_undo_waits_while_something_depends_on_it(areas: None, propose: Any, quji: User) -> None:
    moved = make.person("何子轩", hukou=DEYUANLI, living=DEYUANLI)
    change = propose(split_street())
    new = area_tree().lineage.main(DEYUANLI, since=TODAY)
    Residence.objects.filter(person=moved, kind="living", during__upper_inf=True).update(
        during=(TODAY, dt.date(2026, 12, 1))
    )
    make.person("何小燕", birth=dt.date(2026, 11, 20), hukou=new, living=new, since=TODAY)
    with pytest.raises(Conflict, match="后来又改过") as refused:
        area_changes.undo(change, by=quji)
    assert "新地区后来登记了 2 次居住登记" in str(refused.value)
    assert Area.objects.filter(code=new).exists()


def test_a_community_is_split_by_roads_and_door_numbers(areas: None, propose: Any, quji: User) -> None:
    east = make.dwelling(road="三眼井直街", house="12号", room="402")
    lane = make.dwelling(road="应元路", house="3号", room="101")
    corner = make.dwelling(road="应元路", house="5号", room="101")
    stayed, by_road = make.person("何丽容", home=east), make.person("陈秀英", home=lane)
    at_corner = make.person("李伟", home=corner)
    with_family = make.person("陈小明", birth=dt.date(2019, 1, 1))
    make.household(by_road, (with_family, "20"), home=lane)
    lost = make.person("黄翠")
    plan = planning().split_community(SANYANJING, Wanted("应元社区"), part=Part(("应元路",), (), ("应元路全部",)))
    figures = {figure.title: figure.number for figure in area_changes.preview(plan, on=TODAY, by=quji)}
    assert figures["居民"] == 3 and figures["没有门牌，分不清归哪边"] == 1 and figures["楼栋"] == 2
    propose(plan)
    new = Area.objects.get(name="应元社区").code
    assert present(by_road) == present(at_corner) == (new, new)
    assert present(with_family)[0] == new, "a registration without a door number goes with its household"
    assert present(stayed) == present(lost) == (SANYANJING, SANYANJING)
    assert {building.area_code for building in Building.objects.filter(road="应元路")} == {new}


def test_single_door_numbers_are_parts_too(areas: None, propose: Any) -> None:
    one, two = make.dwelling(house="1号"), make.dwelling(house="2号")
    going, staying = make.person("何丽容", home=one), make.person("陈秀英", home=two)
    part = Part((), (str(one.building.uid),), ("三眼井直街1号",))
    propose(planning().split_community(SANYANJING, Wanted("应元社区"), part=part))
    assert present(going)[0] == Area.objects.get(name="应元社区").code and present(staying)[0] == SANYANJING


def test_merging_keeps_numbers_and_addresses_apart(areas: None, propose: Any, quji: User) -> None:
    ours, theirs = make.dwelling(house="1号"), make.dwelling(area=DEYUANLI, house="1号")
    one, two = make.person("何丽容", home=ours), make.person("陈秀英", hukou=DEYUANLI, living=DEYUANLI, home=theirs)
    make.household(one, number="0007", home=ours)
    second = make.household(two, number="0007", area=DEYUANLI, home=theirs)
    before = everything()
    change = propose(planning().merge([SANYANJING, DEYUANLI], into=SANYANJING))
    assert present(two) == (SANYANJING, SANYANJING)
    second.refresh_from_db()
    assert (second.area_code, second.number) == (SANYANJING, "0007-101")
    theirs.building.refresh_from_db()
    assert theirs.building.name == "（原101）"
    area_changes.undo(change, by=quji)
    assert everything() == before


def test_organisations_and_open_questions_follow(areas: None, propose: Any, quji: User) -> None:
    said = {"kind": "culture", "source": "seed", "recorded_at": clock.now(), "recorded_by": "test"}
    ours = Organisation.objects.create(area_code=SANYANJING, name="合唱团", **said)
    theirs = Organisation.objects.create(area_code=DEYUANLI, name="合唱团", **said)
    person = make.person("何子轩", hukou=DEYUANLI, living=DEYUANLI)
    exit_ = PossibleExit.objects.create(
        person=person,
        area_code=DEYUANLI,
        feed="GA01",
        absent_on=TODAY,
        source="GA01:1",
        recorded_at=clock.now(),
        recorded_by="test",
    )
    before = everything()
    change = propose(planning().merge([SANYANJING, DEYUANLI], into=SANYANJING))
    for row in (ours, theirs, exit_):
        row.refresh_from_db()
    assert (ours.name, theirs.name) == ("合唱团", "合唱团（原101）")
    assert theirs.area_code == exit_.area_code == SANYANJING
    area_changes.undo(change, by=quji)
    assert everything() == before


def test_a_new_community_of_two_and_a_transfer(areas: None, propose: Any) -> None:
    one, two = make.person("何丽容"), make.person("陈秀英", hukou=DEYUANLI, living=DEYUANLI)
    propose(planning().merge([SANYANJING, DEYUANLI], to=Wanted("应元社区")))
    new = Area.objects.get(name="应元社区").code
    assert present(one) == present(two) == (new, new)
    third = make.person("李伟", hukou=PANFU, living=PANFU)
    Area.objects.create(
        code="440104004108",
        name="六榕社区",
        level="community",
        parent_id="440104004",
        valid=(dt.date(2005, 4, 28), None),
    )
    forget_areas()
    propose(planning().transfer(PANFU, HONGQIAO))
    assert present(third)[0].startswith(HONGQIAO)
    assert area_tree().present(SANYANJING)[0].code == new


def test_streets_merge_with_their_communities(areas: None, propose: Any) -> None:
    person = make.person("李伟", hukou=PANFU, living=PANFU)
    known_by_street = make.person("黄翠", hukou="440104004", living=None)
    propose(planning().merge([HONGQIAO, "440104004"], into=HONGQIAO))
    assert present(person) == (f"{HONGQIAO}107", f"{HONGQIAO}107")
    assert present(known_by_street)[0] == HONGQIAO
    assert Area.objects.get(code="440104004").valid.upper == TODAY


def test_grids_follow_their_community(areas: None, propose: Any) -> None:
    for number in ("01", "02"):
        Area.objects.create(
            code=f"{SANYANJING}{number}",
            name=f"第{number}网格",
            level="grid",
            parent_id=SANYANJING,
            keeper="黎敏仪",
            valid=(None, None),
        )
    forget_areas()
    in_grid = make.person("何丽容", hukou=f"{SANYANJING}02", living=f"{SANYANJING}02")
    plan = planning().split_community(SANYANJING, Wanted("应元社区"), part=Part(), grids=[f"{SANYANJING}02"])
    propose(plan)
    new = Area.objects.get(name="应元社区").code
    grid = Area.objects.get(level="grid", parent_id=new)
    assert (grid.name, grid.keeper) == ("第02网格", "黎敏仪")
    assert present(in_grid) == (grid.code, grid.code)
    assert Area.objects.get(code=f"{SANYANJING}01").valid.upper is None


def test_what_began_after_the_day_is_moved_and_what_ended_before_stays(areas: None, propose: Any, quji: User) -> None:
    on = TODAY - dt.timedelta(days=20)
    late = make.person("何小燕", birth=dt.date(2026, 11, 10), hukou=DEYUANLI, living=DEYUANLI)
    left = make.person("马绍", hukou=DEYUANLI, living=None)
    Residence.objects.filter(person=left).update(during=(dt.date(1990, 1, 1), dt.date(2025, 1, 1)))
    before = everything()
    change = propose(split_street(), on=on)
    new = area_tree().lineage.main(DEYUANLI, since=on)
    assert stays(late)[0] == ("hukou", new, dt.date(2026, 11, 10), None, None)
    assert stays(left) == [("hukou", DEYUANLI, dt.date(1990, 1, 1), dt.date(2025, 1, 1), None)]
    area_changes.undo(change, by=quji)
    assert everything() == before


def test_rights_follow_and_nobody_is_shut_out(
    areas: None, propose: Any, jiedao: User, shequ: User, client_as: Any
) -> None:
    clerk = User.objects.create(
        username="deyuan", name="周慧", home_area=DEYUANLI, must_change_password=False, created_at=clock.now()
    )
    Grant.objects.create(
        user=clerk, role="committee_clerk", area_code=DEYUANLI, granted_by="test", granted_at=clock.now()
    )
    person = make.person("何子轩", hukou=DEYUANLI, living=DEYUANLI)
    past = make.person("马绍", hukou=DEYUANLI, living=DEYUANLI, status="deceased", died_on=dt.date(2020, 1, 1))
    propose(split_street())
    clerk = User.objects.get(pk=clerk.pk)
    new = area_tree().lineage.main(DEYUANLI, since=TODAY)
    assert clerk.home_area == new and [grant.area_code for grant in clerk.live_grants] == [new]
    assert clerk.scope("person.view").covers(DEYUANLI), "the past of what went wholly into the new community"
    page = client_as(clerk)
    assert page.get(reverse("person", args=[person.uid])).status_code == 200
    assert page.get(reverse("person", args=[past.uid])).status_code == 200
    officer = User.objects.get(pk=jiedao.pk)
    assert client_as(officer).get(reverse("person", args=[person.uid])).status_code == 200, "handing over"
    assert client_as(User.objects.get(pk=shequ.pk)).get(reverse("person", args=[person.uid])).status_code == 404


def test_the_past_of_a_divided_area_is_read_only_by_whoever_has_all_of_it(areas: None, propose: Any) -> None:
    propose(planning().merge([SANYANJING, DEYUANLI], to=Wanted("应元社区")))
    tree = area_tree()
    new = tree.lineage.main(SANYANJING, since=TODAY)
    assert tree.with_past([new]) == (SANYANJING, DEYUANLI)
    assert tree.with_past([PANFU]) == ()
    assert tree.with_past([HONGQIAO]) == (), "inside the street already"


def test_handing_over_ends_by_the_parameter(areas: None, propose: Any, jiedao: User) -> None:
    ParameterValue.objects.create(
        key="area.transition-days", area_code="000000", during=(dt.date(2020, 1, 1), None), value=30, document="本系统建议",
        recorded_at=clock.now(), recorded_by="test",
    )  # fmt: skip
    propose(split_street())
    lent = Grant.objects.get(user=jiedao, area_code=Area.objects.get(name="越华街道").code)
    assert lent.until == TODAY + dt.timedelta(days=30) and "交接" in lent.why
    with clock.travel(TODAY + dt.timedelta(days=31)):
        assert [grant.area_code for grant in User.objects.get(pk=jiedao.pk).live_grants] == [HONGQIAO]


def test_a_change_of_tomorrow_waits_for_the_job(areas: None, propose: Any, quji: User) -> None:
    person = make.person("何子轩", hukou=DEYUANLI, living=DEYUANLI)
    tomorrow = TODAY + dt.timedelta(days=1)
    change = propose(split_street(), on=tomorrow)
    assert change.status == "planned" and present(person) == (DEYUANLI, DEYUANLI)
    with pytest.raises(Conflict, match="也动这些地区"):
        propose(planning().rename(HONGQIAO, Wanted("洪桥东街道")))
    assert area_changes.apply_due() == []
    assert AreaChange.objects.get(pk=change.pk).status == "planned"
    with clock.travel(tomorrow):
        assert area_changes.apply_due() == []
        assert AreaChange.objects.get(pk=change.pk).status == "applied"
        assert present(person)[0] != DEYUANLI
        assert area_changes.apply_due() == []


def test_a_planned_change_can_be_cancelled(areas: None, propose: Any, quji: User) -> None:
    change = propose(split_street(), on=TODAY + dt.timedelta(days=9))
    area_changes.cancel(change, by=quji)
    with clock.travel(TODAY + dt.timedelta(days=10)):
        assert area_changes.apply_due() == []
    assert not Area.objects.filter(name="越华街道").exists()


def test_a_waiting_change_that_no_longer_fits_says_so(areas: None, propose: Any) -> None:
    change = propose(split_street(), on=TODAY + dt.timedelta(days=1))
    Area.objects.filter(code=DEYUANLI).update(valid=(dt.date(2005, 4, 28), TODAY))
    with clock.travel(TODAY + dt.timedelta(days=1)):
        failed = area_changes.apply_due()
    assert [one.pk for one, _ in failed] == [change.pk]
    assert "撤销" in AreaChange.objects.get(pk=change.pk).details["trouble"]


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda plans: plans.merge([SANYANJING], into=SANYANJING), "两个或更多"),
        (lambda plans: plans.merge([SANYANJING, HONGQIAO], into=HONGQIAO), "同级"),
        (lambda plans: plans.merge([SANYANJING, DEYUANLI]), "并入哪一个"),
        (lambda plans: plans.split_street(HONGQIAO, Wanted("越华街道"), communities=[]), "还没有选"),
        (
            lambda plans: plans.split_street(HONGQIAO, Wanted("越华街道"), communities=[SANYANJING, DEYUANLI]),
            "全部划走",
        ),
        (lambda plans: plans.split_street(HONGQIAO, Wanted("六榕街道"), communities=[DEYUANLI]), "已经有叫"),
        (lambda plans: plans.split_street(HONGQIAO, Wanted("越华"), communities=[DEYUANLI]), "结尾"),
        (lambda plans: plans.split_community(SANYANJING, Wanted("应元社区"), part=Part()), "还没有选"),
        (lambda plans: plans.transfer(SANYANJING, HONGQIAO), "已经属于"),
        (lambda plans: plans.transfer(PANFU, HONGQIAO), "最后一个"),
        (lambda plans: plans.rename(SANYANJING, Wanted("三眼井社区")), "就叫"),
        (lambda plans: plans.rename("440104001999", Wanted("三眼井社区")), "没有这个地区"),
    ],
)
def test_refusals_say_what_to_do(areas: None, act: Callable[[Planning], Any], words: str) -> None:
    with pytest.raises(UserError, match=words):
        act(planning())


def test_who_may(areas: None, quji: User, jiedao: User, admin: User) -> None:
    plan = split_street()
    for user, error in ((jiedao, NotAllowed), (admin, NotAllowed)):
        with pytest.raises(error):
            area_changes.propose(plan, on=TODAY, document=DOCUMENT, by=user)
    Grant.objects.filter(user=quji).update(area_code="440106")
    with pytest.raises(NotFound):
        area_changes.propose(plan, on=TODAY, document=DOCUMENT, by=User.objects.get(pk=quji.pk))
    with pytest.raises(UserError, match="最多倒填"):
        area_changes.propose(plan, on=dt.date(2026, 1, 1), document=DOCUMENT, by=_again(quji, YUEXIU))
    with pytest.raises(UserError, match="依据文件"):
        area_changes.propose(plan, on=TODAY, document=" ", by=_again(quji, YUEXIU))


def _again(user: User, area: str) -> User:
    Grant.objects.filter(user=user).update(area_code=area)
    return User.objects.get(pk=user.pk)


def test_an_area_with_records_cannot_be_deleted(areas: None, quji: User, shequ: User) -> None:
    home = make.dwelling()
    person = make.person("何丽容", home=home)
    make.household(person, home=home)
    with pytest.raises(Conflict) as refused:
        delete_area(SANYANJING, by=quji)
    assert "居民 1 位、家庭 1 户、楼栋 1 栋、住房 1 套、账号 1 个、授权 1 项" in str(refused.value)
    with pytest.raises(Conflict, match="下级地区"):
        delete_area(HONGQIAO, by=quji)
    delete_area(DEYUANLI, by=quji)
    assert not Area.objects.filter(code=DEYUANLI).exists()
    with pytest.raises(NotAllowed):
        delete_area(PANFU, by=shequ)


def test_outlines_are_joined_and_cut(areas: None, propose: Any, quji: User) -> None:
    for code, west in ((SANYANJING, 0), (DEYUANLI, 100)):
        square = f"SRID=4547;MULTIPOLYGON((({west} 0,{west + 100} 0,{west + 100} 100,{west} 100,{west} 0)))"
        Area.objects.filter(code=code).update(boundary=square)
    Area.objects.filter(code=HONGQIAO).update(boundary="SRID=4547;MULTIPOLYGON(((0 0,200 0,200 100,0 100,0 0)))")
    before = everything()
    first = propose(split_street())
    assert Area.objects.get(code=HONGQIAO).boundary.area == pytest.approx(10_000)
    assert Area.objects.get(name="越华街道").boundary.area == pytest.approx(10_000)
    area_changes.undo(first, by=quji)
    assert everything() == before
    propose(planning().merge([SANYANJING, DEYUANLI], into=SANYANJING))
    assert Area.objects.get(code=SANYANJING).boundary.area == pytest.approx(20_000)
    make.dwelling(road="应元路")
    propose(planning().split_community(SANYANJING, Wanted("应元社区"), part=Part(("应元路",))))
    cut = [Area.objects.get(name=name).boundary for name in ("三眼井社区", "应元社区")]
    assert sum(outline.area for outline in cut) == pytest.approx(20_000) and all(outline.area > 1000 for outline in cut)
    assert Area.objects.get(name="应元社区").boundary_illustrative


def test_two_thousand_follow_in_a_handful_of_statements(
    areas: None, propose: Any, quji: User, django_assert_max_num_queries: Any
) -> None:
    crowd(2000)
    assert Person.objects.filter(living_area=DEYUANLI).count() == 2000
    before = everything()
    plan = split_street()
    with django_assert_max_num_queries(120):
        change = propose(plan)
    new = area_tree().lineage.main(DEYUANLI, since=TODAY)
    assert Person.objects.filter(living_area=new, hukou_area=new).count() == 2000
    assert Residence.objects.filter(area_code=new, source=change.source, during__upper_inf=True).count() == 4000
    invariants()
    area_changes.undo(change, by=quji)
    assert everything() == before


def crowd(number: int, areas: tuple[str, ...] = (DEYUANLI,)) -> None:
    """Many people, by turns in these communities: half of them in one home of theirs, half nobody knows where."""
    homes = {area: make.dwelling(area=area, road="德政北路", house="3号", room="501") for area in areas}
    drafts = []
    for n in range(number):
        area = areas[n % len(areas)]
        stay = Stay(area, dt.date(1980, 1, 1), homes[area].pk if n % 2 else None)
        drafts.append(
            PersonDraft(f"何{n}", "seed", dt.date(1980, 1, 1), birth_date=dt.date(1980, 1, 1), hukou=stay, living=stay)
        )
    with acting(by="test", why="test"):
        register_people(drafts, by=User(username="test"))


def invariants() -> None:
    """Nobody is lost, nobody is twice, everybody present is in an area that is."""
    living = {node.code for node in area_tree().nodes.values() if not node.ended}
    for person in Person.objects.filter(status="living").values_list("hukou_area", "living_area"):
        assert {code for code in person if code.startswith(YUEXIU)} <= living
    open_rows = Residence.objects.filter(during__upper_inf=True).values_list("area_code", flat=True)
    assert {code for code in set(open_rows) if code.startswith(YUEXIU)} <= living
    for model in (Household, Dwelling, Building):
        assert set(model.objects.values_list("area_code", flat=True)) <= living
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM residents_residence a JOIN residents_residence b ON a.person_id = b.person_id AND a.id < b.id"
            " AND (a.kind = 'hukou') = (b.kind = 'hukou') AND a.during && b.during"
        )
        assert cursor.fetchone()[0] == 0
        cursor.execute(
            "SELECT count(*) FROM residents_person p JOIN residents_residence r ON r.person_id = p.id AND upper_inf(r.during)"
            " WHERE r.area_code <> CASE r.kind WHEN 'hukou' THEN p.hukou_area ELSE p.living_area END"
        )
        assert cursor.fetchone()[0] == 0
    assert HouseholdMembership.objects.filter(household__area_code="").count() == 0


KINDS = st.sampled_from(
    ["rename", "merge", "merge new", "split street", "split community", "transfer", "merge streets"]
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kinds=st.lists(KINDS, min_size=1, max_size=5), seed=st.integers(0, 10_000), back=st.integers(0, 3))
def test_whatever_changes_nobody_is_lost(areas: None, quji: User, kinds: list[str], seed: int, back: int) -> None:
    """Any sequence of changes keeps the invariants; undoing the last ones in turn restores each state before."""
    forget_areas()
    with transaction.atomic():
        crowd(60, (SANYANJING, DEYUANLI, PANFU))
        number, states, made = Person.objects.count(), [everything()], []
        for step, kind in enumerate(kinds):
            plan = _any_plan(kind, random.Random(seed + step), step)
            if plan is None:
                continue
            made.append(area_changes.propose(plan, on=TODAY - dt.timedelta(days=10 - step), document=DOCUMENT, by=quji))
            assert Person.objects.count() == number
            invariants()
            states.append(everything())
        for change in reversed(made[-back:] if back else []):
            states.pop()
            area_changes.undo(change, by=quji)
            assert everything() == states[-1]
            invariants()
        transaction.set_rollback(True)
    forget_areas()


def _any_plan(kind: str, dice: random.Random, step: int) -> Any:
    """A plan of this kind that the tree allows now, or None."""
    forget_areas()
    plans, tree = planning(), area_tree()
    streets = [node.code for node in tree.inside(YUEXIU, "street") if not node.ended]
    communities = [node.code for node in tree.inside(YUEXIU, "community") if not node.ended]
    name = f"第{step}号"
    try:
        match kind:
            case "rename":
                return plans.rename(dice.choice(communities), Wanted(f"{name}社区"))
            case "merge":
                chosen = dice.sample(communities, 2)
                return plans.merge(chosen, into=chosen[0])
            case "merge new":
                return plans.merge(dice.sample(communities, 2), to=Wanted(f"{name}社区"))
            case "split street":
                street = dice.choice(streets)
                below = [code for code in communities if code.startswith(street)]
                return plans.split_street(street, Wanted(f"{name}街道"), communities=below[:1])
            case "split community":
                return plans.split_community(dice.choice(communities), Wanted(f"{name}社区"), part=Part(("德政北路",)))
            case "transfer":
                return plans.transfer(dice.choice(communities), dice.choice(streets))
            case _:
                chosen = dice.sample(streets, 2)
                return plans.merge(chosen, into=chosen[0])
    except (UserError, ValueError):
        return None
