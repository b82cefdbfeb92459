"""The many ways to write a community's name (handbook D28)."""

import pytest

from accounts.domain.communities import community_key, street_in


@pytest.mark.parametrize(
    "written",
    [
        "三眼井居委会",
        "三眼井社区",
        "三眼井社区居委会",
        "三眼井社区居民委员会",
        "三眼井居民委员会",
        "三眼井居委",
        "三眼井",
        "洪桥街道三眼井社区居委会",
        "广东省广州市越秀区洪桥街道三眼井社区",
        "东山区三眼井居委会",
        " 三眼井 社区\u3000",
        "三眼井社区（原址）",
        "洪桥街道办事处三眼井社区",
    ],
)
def test_every_spelling_names_the_same_community(written: str) -> None:
    assert community_key(written) == "三眼井"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("元运街社区居民委员会", "元运街"),
        ("黄花新村社区居民委员会", "黄花新村"),
        ("社区", "社区"),
        ("", ""),
        (None, ""),
    ],
)
def test_names_that_look_like_prefixes_or_suffixes_stay(written: str | None, key: str) -> None:
    assert community_key(written) == key


def test_the_street_in_front_is_told() -> None:
    assert street_in("越秀区洪桥街道三眼井社区") == "洪桥"
    assert street_in("三眼井社区") == ""
