"""Two factors in the browser: a privileged newcomer sets them up, signs in with a code, and once with a recovery code."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.running import RunningSite
from tests.e2e.watching import NARROW, Visitor
from tests.support.second_factor import code_of

OWN = "Guangzhou-2026"


def newcomer(visit: Callable[..., Visitor], username: str) -> str:
    """The system administrator makes an account, the security administrator gives it a privileged role."""
    page = visit("admin").open("/users/new/?area=440104")
    page.fill("[name=username]", username)
    page.fill("[name=name]", "审计新人")
    page.select_option("[name=home_area]", "440104")
    page.locator("main form button.btn-primary").click()
    password = page.locator(".secret").inner_text().strip()
    page = visit("anquan").open(f"/users/{username}/")
    page.select_option("select[name=role]", "auditor")
    page.select_option("select[name=area]", "440104")
    page.get_by_role("button", name="授权", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("已授给")
    return password


def change_password(page: Page, old: str) -> None:
    page.wait_for_url("**/password/")
    page.fill("[name=old_password]", old)
    page.fill("[name=new_password1]", OWN)
    page.fill("[name=new_password2]", OWN)
    page.locator("main form button.btn-primary").click()


def sign_out(page: Page) -> None:
    page.click("summary.me")
    page.get_by_role("button", name="退出", exact=True).click()
    page.wait_for_url("**/login/")


def test_set_up_sign_in_and_a_recovery_code(visit: Callable[..., Visitor], site: RunningSite) -> None:
    password = newcomer(visit, "xinshenji")
    guest = visit(expected={422})
    guest.sign_in("xinshenji", password)
    page = guest.page
    change_password(page, password)

    # Nothing opens before the second factor.
    page.wait_for_url("**/me/two-factor/")
    guest.open("/audit/")
    page.wait_for_url("**/me/two-factor/")
    expect(page.locator("svg.qr")).to_be_visible()
    assert guest.axe() == []
    page.get_by_text("手工输入密钥").click()
    secret = page.locator(".secret-s").inner_text().replace(" ", "")
    page.fill("[name=code]", "000000")
    page.get_by_role("button", name="开通").click()
    expect(page.get_by_role("alert")).to_contain_text("验证码不对")
    page.fill("[name=code]", code_of(secret, later=-1))
    page.get_by_role("button", name="开通").click()
    codes = page.locator(".codes li").all_inner_texts()
    assert len(codes) == 10
    page.get_by_role("link", name="收好了").click()
    expect(page.locator("main")).to_contain_text("恢复码还剩 10 个")
    sign_out(page)

    # Two steps, the second with the phone.
    guest.sign_in("xinshenji", OWN)
    page.wait_for_url("**/login/code/")
    assert guest.axe() == []
    guest.open("/audit/")
    assert "/login/" in page.url  # the password alone opens nothing
    guest.sign_in("xinshenji", OWN)
    page.fill("[name=code]", code_of(secret))
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"{site.url}/")
    sign_out(page)

    # The phone stays at home; on a narrow screen.
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    guest.sign_in("xinshenji", OWN)
    page.wait_for_url("**/login/code/")
    assert guest.overflow() <= 0
    page.fill("[name=code]", codes[0])
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"{site.url}/")
    guest.open("/me/")
    expect(page.locator("main")).to_contain_text("恢复码还剩 9 个")
    assert guest.overflow() <= 0 and guest.axe() == []


def test_two_people_hand_an_account_over(visit: Callable[..., Visitor], site: RunningSite) -> None:
    """The leaver's desk goes to a successor in one sitting of two offices."""
    page = visit("admin").open("/users/new/?area=440104004107")
    for username, name in (("likai", "李开要走"), ("jieban", "接班的人")):
        page.goto(f"{site.url}/users/new/?area=440104004107")
        page.fill("[name=username]", username)
        page.fill("[name=name]", name)
        page.locator("main form button.btn-primary").click()
        page.locator(".secret").wait_for()
    security = visit("anquan").open("/users/likai/")
    security.select_option("select[name=role]", "committee_clerk")
    security.select_option("select[name=area]", "440104004107")
    security.get_by_role("button", name="授权", exact=True).click()

    page.goto(f"{site.url}/users/likai/")
    page.get_by_role("link", name="停用账号").click()
    expect(page.locator("main")).to_contain_text("没有社区专干")
    page.get_by_role("link", name="先办交接").click()
    page.select_option("[name=successor]", "jieban")
    page.fill("[name=on]", page.evaluate("new Date().toLocaleDateString('sv-SE', {timeZone: 'Asia/Shanghai'})"))
    page.fill("[name=why]", "调到区里")
    page.get_by_role("button", name="交安全管理员确认").click()
    expect(page.locator("main")).to_contain_text("等安全管理员确认")

    security.goto(page.url)
    security.get_by_role("button", name="确认，马上办").click()
    expect(security.locator("main")).to_contain_text("办好了")
    security.goto(f"{site.url}/users/jieban/")
    expect(security.locator("main")).to_contain_text("接李开要走的班")
    security.goto(f"{site.url}/users/likai/")
    expect(security.locator("main")).to_contain_text("已停用")
