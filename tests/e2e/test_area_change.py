"""A street is split in two, and last year's roster is the same afterwards; then everything is put back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.running import RunningSite
from tests.e2e.watching import NARROW, Visitor

STREET, GOING, NEW = "440104001", "440104001101", "越华街道"


def _roster(site: RunningSite, folder: Path, day: str) -> bytes:
    """The school-age roster of the old street as of a day, as the command writes it."""
    out = folder / "roster.csv"
    site.manage("export_roster", "school-age", "--area", STREET, "--as-of", day, "--out", str(out), "--by", "jiedao")
    return out.read_bytes()


def _a_past_year(site: RunningSite, folder: Path) -> str:
    """Last year's closing day, or the latest one before it on which the small demo population has somebody."""
    days = [f"{year}-08-31" for year in range(2025, 2005, -1)]
    return next(day for day in days if len(_roster(site, folder, day).splitlines()) > 1)


def test_a_street_is_split_and_last_years_roster_stays(
    visit: Callable[..., Visitor], site: RunningSite, tmp_path: Path
) -> None:
    last_year = _a_past_year(site, tmp_path)
    before = _roster(site, tmp_path, last_year)
    officer = visit("quji")
    page = officer.open(f"/areas/{STREET}/")
    page.get_by_role("link", name="变更", exact=True).click()
    page.get_by_role("link", name="拆分").click()
    page.fill("[name=name]", NEW)
    page.fill("[name=document]", "穗府函〔2026〕12 号")
    page.locator(".pick label", has_text="德源里社区").click()
    page.get_by_role("button", name="看影响").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(f"洪桥街道拆分，德源里社区划归新设的{NEW}")
    expect(page.locator("main")).to_contain_text("还什么都没改")
    expect(page.locator("main")).to_contain_text("梁伟强")
    assert officer.axe() == []
    page.get_by_role("button", name="确认拆分").click()
    expect(page.locator("main .chip", has_text="已生效")).to_be_visible()
    change = page.url

    assert _roster(site, tmp_path, last_year) == before, "the past is what it was, byte for byte"
    _the_new_street_tells_where_it_comes_from(visit, last_year)
    _the_old_street_works_on(visit)

    page.goto(change)
    page.get_by_role("button", name="撤回这次变更").click()
    expect(page.locator("main .chip", has_text="已撤回")).to_be_visible()
    assert _roster(site, tmp_path, last_year) == before
    officer.open(f"/areas/{STREET}/")
    expect(page.locator("main")).to_contain_text("德源里社区")


def _the_new_street_tells_where_it_comes_from(visit: Callable[..., Visitor], last_year: str) -> None:
    visitor = visit("jiedao", size=NARROW)
    page = visitor.open("/areas/440104/")
    page.locator("summary", has_text=NEW).click()
    page.locator("a.link", has_text=NEW).first.click()
    expect(page.locator("main")).to_contain_text("前身和后继")
    code = page.url.rstrip("/").rpartition("/")[2]
    page = visitor.open(f"/rosters/school-age/?area={code}&as_of={last_year}")
    expect(page.locator("main .note").first).to_contain_text("才设立")
    page.get_by_role("link", name="按现在的界线看").click()
    expect(page.locator("main .note").first).to_contain_text("有门牌的按门牌")
    assert visitor.overflow() == 0
    page = visitor.open(f"/areas/{code}/years/")
    expect(page.locator("main")).to_contain_text("当时没有这个地区")
    assert visitor.axe() == []


def _the_old_street_works_on(visit: Callable[..., Visitor]) -> None:
    """Whoever worked for the whole street sees both parts while they are handed over."""
    page = visit("jiedao").open("/persons/")
    expect(page.locator("main table").first).to_be_visible()
    page = visit("jiedao").open(f"/areas/{GOING}/")
    expect(page.locator("main")).to_contain_text("已撤销")
