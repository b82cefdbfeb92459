"""Door plates, buildings, floors and rooms as Guangzhou writes them (handbook §1.4, D29)."""

import re
from typing import Final

from core.domain.text import clean_text

_CN = "〇零一二三四五六七八九十百"
_DIGITS: Final = {"〇": 0, "零": 0} | {char: i for i, char in enumerate("一二三四五六七八九", start=1)}
_STEMS: Final = dict(zip("甲乙丙丁戊己庚辛", "ABCDEFGH", strict=True))
_NUM = rf"(?:\d+|[{_CN}]+)"
_LETTER = r"[A-Za-z甲乙丙丁戊己庚辛]"
_SUB = rf"(?:\d{{1,2}}(?!\d)|[{_CN}]+)"
_HEAD = rf"(?P<self>自编|临)?第?(?P<number>{_NUM})(?P<letter>{_LETTER}?)"
_TAIL = rf"(?P<after>(?:{_LETTER}(?![\dA-Za-z栋幢座梯房室]|\Z))?)(?P<place>(?:[后前东西南北左右]座|首层|地下|楼上)?)"
# In a line of text a plate says 号; in a column of its own it need not.
_IN_LINE = re.compile(
    rf"{_HEAD}(?:号(?!楼)(?:(?P<yard>大院)|[之\-](?P<sub>{_SUB})号?)?|[之\-](?P<inner>{_SUB})号(?!楼))" + _TAIL
)
_ALONE = re.compile(
    rf"{_HEAD}(?:号?(?P<yard>大院)|号?[之\-](?P<sub>{_SUB})号?|号?)(?P<inner>)"
    rf"(?P<after>{_LETTER}?)(?P<place>(?:[后前东西南北左右]座|首层|地下|楼上)?)\Z"
)
_BUILDING = re.compile(rf"第?(?P<name>[A-Za-z]?{_NUM}?[A-Za-z]?)(?P<kind>栋|幢|座|号楼|#楼?|楼)?\Z")
_UNIT = re.compile(rf"第?(?P<name>{_NUM}|[A-Za-z])(?P<kind>单元|梯|门)?\Z")
_FLOOR = re.compile(rf"第?(?P<below>负|-|B)?(?P<name>{_NUM})(?:楼|层|/?F)?\Z", re.IGNORECASE)
_ROOM = re.compile(rf"(?P<name>[A-Za-z0-9甲乙丙丁戊己庚辛{_CN}\-之]+?)(?:号?房|室|号|单位)?\Z")
_NONE = re.compile(r"(?:[-—/\\.]+|无|无门牌号?|不详|未知|空|暂无)\Z")


def number_in(words: str) -> str:
    """Digits for Arabic or Chinese numerals: 十二 → 12, 一〇一 → 101; other text unchanged."""
    if not words or any(char not in _CN for char in words):
        return words
    if "十" not in words and "百" not in words:
        return "".join(str(_DIGITS[char]) for char in words)
    total = digit = 0
    for char in words:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[char]
    return str(total + digit)


def numeral(number: int) -> str:
    """1 … 99 in Chinese, as plates write 之一, 之十二."""
    tens, ones = divmod(number, 10)
    words = "一二三四五六七八九"
    said = ("" if tens < 2 else words[tens - 1]) + ("十" if tens else "")
    return said + (words[ones - 1] if ones else "")


def normalise_house_number(raw: object) -> str:
    """One spelling for one plate: 12 → 12号; 12-1, 12号-1, 12之一号 → 12号之一; 自编12号, 12号大院,
    12号A, 12号后座 keep their mark. Text that is no plate is returned cleaned; a stand-in (无) is "".
    """
    text = _compact(raw)
    found = _ALONE.match(text)
    return _plate(found) if found else text


def plate_at_start(text: str, *, alone: bool = False) -> tuple[str, str]:
    """(plate, the text behind it) for a line that begins with a plate; ("", text) if it does not.

    `alone`: what stands behind the road is nothing but a plate, so 号 may be missing.
    """
    found = _IN_LINE.match(text) or (_ALONE.match(text) if alone else None)
    return (_plate(found), text[found.end() :]) if found else ("", text)


def _plate(found: re.Match[str]) -> str:
    number = number_in(found["number"])
    out = f"{found['self'] or ''}{number}{found['letter'].upper()}号"
    if found["yard"]:
        out += "大院"
    if said := found["sub"] or found["inner"]:
        sub = int(number_in(said))
        out += f"之{numeral(sub)}" if 0 < sub < 100 else f"之{sub}"
    return out + found["after"].upper() + (found["place"] or "")


def normalise_building(raw: object) -> str:
    """3, 3幢, 3号楼, 第三栋 → 3栋; a座 → A座; named buildings stay."""
    text = _compact(raw)
    found = _BUILDING.match(text)
    if not text or not found or not found["name"]:
        return text
    return f"{_spelled(found['name'])}{'座' if found['kind'] == '座' else '栋'}"


def normalise_unit(raw: object) -> str:
    """2, 二单元 → 2单元; 2梯 stays a staircase."""
    text = _compact(raw)
    found = _UNIT.match(text)
    return f"{_spelled(found['name'])}{'梯' if found['kind'] == '梯' else '单元'}" if text and found else text


def normalise_floor(raw: object) -> str:
    """5楼, 五层, 5F → 5层; 首层 → 1层; 负一层 → 负1层. 地下 stays: in Guangzhou it often means the ground floor."""
    text = _compact(raw)
    if text == "首层":
        return "1层"
    found = _FLOOR.match(text)
    return f"{'负' if found['below'] else ''}{number_in(found['name'])}层" if text and found else text


def normalise_room(raw: object) -> str:
    """101房, 101室, 一〇一 → 101; a → A; 甲 stays 甲 (equal to A only in `place_key`)."""
    text = _compact(raw)
    found = _ROOM.match(text)
    return _spelled(found["name"]) if text and found else text


def place_key(text: str) -> str:
    """For comparing parts of an address: no 号/房/室 at the end, 之一 = -1, 甲 = A, capitals."""
    key = re.sub(rf"号?之([{_CN}]+|\d+)", lambda m: f"-{number_in(m[1])}", text)
    key = "".join(_STEMS.get(char, char) for char in key)
    return re.sub(r"号(?=[A-Z]|\Z)|[房室]\Z", "", key.upper())


def _spelled(name: str) -> str:
    return number_in(name).upper()


def _compact(raw: object) -> str:
    text = re.sub(r"\s+", "", clean_text(raw).value)
    return "" if _NONE.match(text) else text.replace("–", "-").replace("—", "-")
