"""Two records of one woman, with a 15-digit number and a name in traditional characters: found, compared, merged, taken back."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.running import RunningSite
from tests.e2e.watching import NARROW, Visitor

# As two clerks registered her years apart: the second from an old booklet, two digits swapped, which 15 digits do not show.
_REGISTER = """
import datetime as dt, json
from accounts.models import User
from core.audit import acting
from residents.domain.id_number import check_character
from residents.domain.number_reading import read_number
from residents.models import Person
from residents.services.register import PersonDraft, Stay, register_people
from residents.services.relatives import add_relative

clerk, here, home = User.objects.get(username="shequ"), "440104001007", "小北路171号605"
def draft(name, number, year, **more):
    read, since = read_number(number), dt.date(year, 6, 1)
    stay = Stay(here, since, None, home)
    return PersonDraft(name=name, source="desk:shequ", occurred_on=since, sex=read.sex, birth_date=read.birth_date,
        number=read.value, number_raw=number, hukou=stay, living=stay, **more)
head = "44019919530405264"
drafts = [draft("谭晓玥", head + check_character(head), 2010, phone="13912345142"), draft("譚曉玥", "440199530405624", 2019)]
with acting(by="shequ", why="看了户口簿", source="desk:shequ"):
    first, second = Person.objects.in_bulk(register_people(drafts, by=clerk)).values()
child = Person.objects.filter(living_area=here, birth_date__year__gt=1975, birth_date__year__lt=1990).order_by("id").first()
for mother in (first, second):
    add_relative(person_uid=mother.uid, relative_uid=child.uid, kind="child", since=None, by=clerk)
print(json.dumps({"first": str(first.uid), "second": str(second.uid), "child": child.name}))
"""


def test_two_records_of_one_woman(site: RunningSite, visit: Callable[..., Visitor]) -> None:
    known = json.loads(site.manage("shell", "-v", "0", "-c", _REGISTER).strip().splitlines()[-1])
    site.manage("find_duplicates")

    clerk = visit("shequ")
    page = clerk.open("/duplicates/")
    page.get_by_role("link", name="谭晓玥和譚曉玥").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("是不是同一个人")
    sides = page.get_by_role("table", name="两条记录对照")
    expect(sides.locator("u").filter(has_text="谭晓")).to_be_visible()
    expect(sides).to_contain_text("由 15 位旧号换算")
    expect(sides).to_contain_text(f"都连到{known['child']}")
    expect(page.get_by_role("region", name="如果是同一个人")).to_contain_text("「譚曉玥」记为曾用名")
    expect(page.get_by_role("region", name="如果不是")).to_contain_text("两条都留着")
    expect(page.locator("input[name=number][value=left]")).to_be_checked()
    assert clerk.axe() == [] and clerk.overflow() <= 0

    page.fill("#why", "看过户口簿")
    page.get_by_role("button", name="是同一个人，合并").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("「譚曉玥」并入「谭晓玥」")
    expect(page.locator("main")).to_contain_text("看过户口簿")
    merged = page.url
    assert clerk.axe() == [] and clerk.overflow() <= 0

    # The old address leads to the one record, which has both names and both numbers, and tells of the merge.
    clerk.open(f"/persons/{known['second']}/")
    expect(page).to_have_url(f"{site.url}/persons/{known['first']}/")
    expect(page.locator("main")).to_contain_text("已并入「谭晓玥」")
    expect(page.locator("main")).to_contain_text("曾用名 譚曉玥")
    expect(page.locator("main")).to_contain_text("不再使用")
    expect(page.get_by_role("link", name="合并，可撤销").first).to_be_visible()

    street = visit("jiedao", size=NARROW)
    street.open(merged.removeprefix(site.url))
    assert street.overflow() <= 0
    street.page.fill("[name=why]", "问过本人，是两个人")
    street.page.get_by_role("button", name="撤销这次合并").click()
    expect(street.page.locator("main")).to_contain_text("已撤销，两条记录各归各")

    clerk.open(f"/persons/{known['second']}/")
    expect(page).to_have_url(f"{site.url}/persons/{known['second']}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("譚曉玥")
    expect(page.locator("main")).to_contain_text(known["child"])
    clerk.open("/duplicates/")
    expect(page.locator("main")).to_contain_text("先放着")
