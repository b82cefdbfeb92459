"""Signing in, and what happens when it goes wrong."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.running import RunningSite
from tests.e2e.watching import Visitor


def test_a_clerk_signs_in_and_out(visit: Callable[..., Visitor], site: RunningSite) -> None:
    clerk = visit()
    page = clerk.open("/")
    assert "/login/" in page.url
    clerk.sign_in("shequ")
    page.wait_for_url(f"{site.url}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("今天")
    page.click("summary.me")
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/login/")
    clerk.open("/")
    assert "/login/" in page.url


# The account of a bureau that no other journey uses: the lock outlives this test.
def test_five_wrong_passwords_lock_in_words(visit: Callable[..., Visitor]) -> None:
    somebody = visit(expected={403, 429})
    somebody.sign_in("minzheng", "wrong-0")
    expect(somebody.page.get_by_role("alert")).to_contain_text("密码不对")
    for number in range(1, 5):
        somebody.sign_in("minzheng", f"wrong-{number}")
    expect(somebody.page.locator("main")).to_contain_text("30 分钟")
    somebody.sign_in("minzheng")
    expect(somebody.page.locator("main")).to_contain_text("锁")
