"""From a hardship lead to the first payment, with everybody who has a part in it; one family is refused, one neighbour objects."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import Page, expect

from core import clock
from tests.e2e.running import RunningSite
from tests.e2e.watching import Visitor

# Two heads of households of the community who have no aid.
_FAMILIES = """
import json
from core import clock
from residents.models import HouseholdMembership
heads = HouseholdMembership.objects.filter(
    household__area_code="440104001007", relation__in=("01", "02"), during__contains=clock.today(), shares_registration=True,
    person__status="living", person__hukou_area="440104001007", person__living_area="440104001007",
    person__benefits=None,
).order_by("person_id")
print(json.dumps([[str(one.person.uid), one.person.name] for one in heads.select_related("person")[5:7]]))
"""
# Nobody waits seven days for a test: what was posted today was posted nine days ago.
_DAYS_PASS = """
import datetime as dt
from django.db.models import F
from aid.models import CasePosting
nine = dt.timedelta(days=9)
CasePosting.objects.filter(taken_down_on=None).update(since=F("since") - nine, until=F("until") - nine)
"""


def test_from_a_lead_to_the_first_payment(visit: Callable[..., Visitor], site: RunningSite) -> None:
    (first, name), (second, _) = json.loads(site.manage("shell", "-v", "0", "-c", _FAMILIES))
    clerk, street = visit("shequ"), visit("jiedao")
    bureau, district = visit("minzheng", expected={422}), visit("quji")
    _refused(clerk, street, bureau, second)

    case = _from_lead(clerk, first)
    _reviewed(clerk, street, case, "fits", "人均收入低于标准")
    _act(clerk, case, "post")
    _act(clerk, case, "object", words="他家有一辆车")
    expect(clerk.page.locator("main")).to_contain_text("公示有异议")
    _act(street, case, "answer-objection", outcome="rejected", reason="车是同名的人的，已当面说明")
    site.manage("shell", "-v", "0", "-c", _DAYS_PASS)
    _act(clerk, case, "take-down")

    page = _act(bureau, case, "confirm", False, number="越民救〔2026〕128号", amount="1000")
    expect(page.locator("main")).to_contain_text("低保标准待确认")
    _standard(district)
    month = clock.today().replace(day=1)
    page = bureau.open(f"{case}do/confirm/")
    amount = page.input_value("main [name=amount]")
    assert float(amount) > 0  # what the figures come to, now that the standard is known
    _act(bureau, case, "confirm", number="越民救〔2026〕128号", starts_on=month.isoformat(), review_class="B")
    expect(page.locator("main")).to_contain_text("保障中")
    _act(street, case, "tell")
    _act(clerk, case, "publish", until=f"{clock.today().year + 1}-01-31")
    _first_payment(street, name, amount, f"{month:%Y-%m}")


def _refused(clerk: Visitor, street: Visitor, bureau: Visitor, person: str) -> None:
    """A refusal says why, or it is none; the letter is handed over."""
    page = clerk.open(f"/aid/cases/new/?person={person}&kind=minimum-living")
    page.locator("main form [type=submit], main form .btn-primary").last.click()
    expect(page.locator("main")).to_contain_text("待受理")
    case = page.url.removeprefix(clerk.home)
    _reviewed(clerk, street, case, "unfit", "名下存款超过财产限额")
    page = _act(bureau, case, "refuse", False, number="越民救〔2026〕127号")
    expect(page.locator("main")).to_contain_text("请填理由")
    _act(bureau, case, "refuse", number="越民救〔2026〕127号", reason="名下存款 30 万元，超过财产限额")
    page.get_by_role("link", name="决定书").click()
    expect(page.locator(".paper")).to_contain_text("名下存款 30 万元")
    expect(page.locator(".paper")).to_contain_text("行政复议")
    page = _act(street, case, "tell")
    expect(page.locator("main")).to_contain_text("已书面告知")


def _from_lead(clerk: Visitor, person: str) -> str:
    """Somebody of the committee sees need, and begins the application there; returns the case's path."""
    page = clerk.open(f"/aid/leads/found/{person}/")
    page.fill("[name=words]", "两个月没有收入，家里老人要吃药")
    page.get_by_role("button", name="记进困难线索").click()
    if "/aid/leads/" not in page.url:
        page.locator("a[href*='/aid/leads/']").last.click()
    page.locator("label", has_text="申请低保").first.click()
    page.get_by_role("button", name="记下并代办").click()
    page.locator("main a[href*='/aid/cases/']").first.click()
    expect(page.locator("main")).to_contain_text("主动发现")
    return page.url.removeprefix(clerk.home)


def _reviewed(clerk: Visitor, street: Visitor, case: str, verdict: str, words: str) -> None:
    for paper in ("authorization", "commitment"):
        page = clerk.open(f"{case}papers/?kind={paper}")
        page.locator("main form .btn-primary").click()
        expect(page.locator("main")).to_contain_text("记下了")
    _act(street, case, "accept")
    _act(street, case, "check", number="核 2026-118", words="与申报一致")
    _act(clerk, case, "survey", who="黎敏仪、何志坚", words="租住一房，家里没有收入")
    _act(street, case, "review", verdict=verdict, words=words)


def _act(somebody: Visitor, case: str, act: str, done: bool = True, /, **said: str) -> Page:
    """Fill in the form of an act and store it; `done` False: it is refused."""
    page = somebody.open(f"{case}do/{act}/")
    for field, value in said.items():
        control = page.locator(f"main [name={field}]").first
        kind = control.evaluate("one => one.type")
        if kind == "radio":
            page.locator(f"main [name={field}][value={value}]").check(force=True)
        elif kind == "select-one":
            control.select_option(value)
        else:
            control.fill(value)
    page.locator("main form .btn-primary").click()
    if done:
        expect(page.locator("main")).to_contain_text("记下了")
    return page


def _standard(district: Visitor) -> None:
    """The standard of 2026 that nobody had recorded, with its document."""
    page = district.open("/parameters/GZ_DIBAO/")
    page.select_option("main select[name=area]", "440104")
    page.fill("main [name=since]", f"{clock.today().replace(day=1).isoformat()}")
    page.fill("main [name=value]", "1300")
    page.fill("main [name=document]", "测试用文件〔2026〕1 号")
    page.fill("main [name=why]", "文件从本月起执行")
    page.get_by_role("button", name="记下新版本").click()
    expect(page.locator("main")).to_contain_text("1300")


def _first_payment(street: Visitor, name: str, amount: str, month: str) -> None:
    """The family stands on the month's list with its arithmetic; the street freezes it."""
    page = street.open(f"/payments/minimum-living/{month}/?q={name}")
    row = page.locator("main tr", has_text=name).first
    expect(row).to_contain_text(f"{float(amount):.2f}")
    page = street.open(f"/payments/minimum-living/{month}/")
    page.get_by_role("button", name="冻结").first.click()
    expect(page.locator("main")).to_contain_text("冻结了")
