"""The administrators' and the auditor's pages, and the forced change of a first password."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.running import RunningSite
from tests.e2e.watching import Visitor


def test_a_new_account_changes_its_password_first(visit: Callable[..., Visitor], site: RunningSite) -> None:
    admin = visit("admin")
    page = admin.open("/users/new/")
    page.fill("[name=username]", "xintongshi")
    page.fill("[name=name]", "新同事")
    page.select_option("[name=home_area]", "440104001007")
    page.locator("main form button.btn-primary").click()
    password = page.locator(".secret").inner_text().strip()

    newcomer = visit(expected={403, 422})
    newcomer.sign_in("xintongshi", password)
    page = newcomer.page
    page.wait_for_url("**/password/")
    newcomer.open("/persons/")
    page.wait_for_url("**/password/")
    page.fill("[name=old_password]", password)
    page.fill("[name=new_password1]", "Guangzhou2026")
    page.fill("[name=new_password2]", "Guangzhou2026")
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(f"{site.url}/")


def test_each_office_finds_its_pages(visit: Callable[..., Visitor]) -> None:
    admin = visit("admin", expected={403})
    expect(admin.open("/users/").locator("main")).to_contain_text("黎敏仪")
    expect(admin.open("/persons/").get_by_role("heading", level=1)).to_contain_text("权")
    auditor = visit("audit")
    expect(auditor.open("/audit/").get_by_role("heading", level=1)).to_be_visible()
    district = visit("quji")
    page = district.open("/parameters/")
    page.get_by_role("link", name="版本").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
