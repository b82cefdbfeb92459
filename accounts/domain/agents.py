"""From a browser's own words (`User-Agent`) to words for people: 「Windows 电脑 · Chrome」."""

from __future__ import annotations

# The first that fits: each browser also names those it descends from.
_BROWSERS = (
    ("MicroMessenger", "微信"),
    ("Edg", "Edge"),
    ("QQBrowser", "QQ 浏览器"),
    ("360", "360 浏览器"),
    ("Firefox", "火狐"),
    ("HarmonyOS", "华为浏览器"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
    ("Trident", "IE"),
)
_MACHINES = (
    ("iPhone", "苹果手机"),
    ("iPad", "苹果平板"),
    ("HarmonyOS", "华为手机"),
    ("Android", "安卓手机"),
    ("Windows", "Windows 电脑"),
    ("Mac OS X", "苹果电脑"),
    ("Linux", "Linux 电脑"),
)


def device_words(agent: str) -> str:
    """What machine and browser; 「没说是什么设备」 when the browser did not say."""
    machine = next((words for sign, words in _MACHINES if sign in agent), "")
    browser = next((words for sign, words in _BROWSERS if sign in agent), "")
    return " · ".join(part for part in (machine, browser) if part) or "没说是什么设备"
