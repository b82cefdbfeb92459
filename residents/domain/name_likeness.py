"""How alike two names are, and in which way (handbook D02, D12–D14, D33). Pure; the same answer from either side."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pypinyin import Style, pinyin

from core.domain.text import is_private_use
from residents.domain.name_readings import compound_surnames, name_pinyin
from residents.domain.name_variants import standard_character
from residents.domain.names import comparison_key, read_name

_SHAPES = Path(__file__).resolve().parent.parent / "codes" / "name_shapes.csv"
_LOST_SIGNS = "?？□■*＊〓�"
LOST = "?"
_DOT = re.compile(r"[·•・.‧∙⋅●﹒᛫。]")
_TEMPORARY_OF = re.compile(r"(?P<mother>.*?)(?:之|的|新生)?(?P<order>[长大次二三四五小])?(?:[子女儿男]|[男女]?婴儿?)\Z")
_ORDERS = {"长": "1", "大": "1", "次": "2", "二": "2", "小": "9", "三": "3", "四": "4", "五": "5"}


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name made ready for comparing. `chars`: standard characters, a lost one as "?"; `parts`: what stood between dots."""

    written: str
    chars: str
    parts: tuple[str, ...]
    surname: str
    suffix: str = ""
    temporary: bool = False
    order: str = ""

    @property
    def given(self) -> str:
        return self.chars[len(self.surname) :]

    @property
    def damaged(self) -> bool:
        return LOST in self.chars


@dataclass(frozen=True, slots=True)
class NameLikeness:
    """`key` names the sign (likeness_weights.WEIGHTS); `pair`: the characters that differ, sorted; `length` of the given name."""

    key: str
    pair: tuple[str, str] = ("", "")
    length: int = 2

    @property
    def agrees(self) -> bool:
        """The two are one name, written alike or not."""
        return self.key in _AGREE

    @property
    def close(self) -> bool:
        """The difference is one that hearing, writing or sending makes."""
        return self.key in _CLOSE

    @property
    def doubtful(self) -> bool:
        """Another name, but one that a slip of the pen, or a twin, may have."""
        return self.key in _DOUBTFUL

    @property
    def silent(self) -> bool:
        """There is no name to compare: an infant not yet named, an empty cell."""
        return self.key in _SILENT


_AGREE = frozenset({"name_same", "name_spelling", "name_order", "name_suffix", "name_former"})
_CLOSE = frozenset({"name_sound", "name_near_sound", "name_shape", "name_lost", "name_lost_gbk", "name_part"})
_DOUBTFUL = frozenset({"name_one_char", "name_surname", "name_given"})
_SILENT = frozenset({"name_unnamed", "name_both_unnamed", "name_missing"})


@lru_cache(maxsize=65536)
def name_form(name: str) -> NameForm:
    """Read a name once for all its comparisons; suffixes such as (大) or 2 stand apart from it."""
    text = "".join(LOST if char in _LOST_SIGNS or is_private_use(char) else char for char in name.strip())
    reading = read_name(text)
    temporary = reading.temporary
    if reading.suffix:
        text = reading.suggestion
    chars = comparison_key(text)
    parts = tuple(comparison_key(part) for part in _DOT.split(text) if part)
    order = ""
    if temporary and (found := _TEMPORARY_OF.match(text)):
        order = _ORDERS.get(found["order"] or "", "")
    surname = "" if temporary or len(parts) > 1 or not chars or chars.isascii() else _surname(chars)
    return NameForm(name, chars, parts, surname, reading.suffix, temporary, order)


def _surname(chars: str) -> str:
    for length in (4, 2):
        if len(chars) > length and chars[:length] in compound_surnames():
            return chars[:length]
    return chars[0]


@lru_cache(maxsize=65536)
def compare_names(one: str, other: str) -> NameLikeness:
    """The strongest likeness of two written names; symmetric. Empty names say nothing ("name_missing")."""
    a, b = sorted((name_form(one), name_form(other)), key=lambda form: form.written)
    if not a.chars or not b.chars:
        return NameLikeness("name_missing")
    if a.temporary or b.temporary:
        return _unnamed(a, b)
    length = max(len(a.given), len(b.given)) if a.surname and b.surname else 3
    if a.chars == b.chars and not a.damaged:
        if a.suffix or b.suffix:
            return NameLikeness("name_suffix", (a.suffix, b.suffix), length)
        return NameLikeness("name_same" if a.written == b.written else "name_spelling", _differing(one, other), length)
    return _lost(a, b, length) or _foreign(a, b) or _alike(a, b, length) or _unlike(a, b, length)


def _unnamed(a: NameForm, b: NameForm) -> NameLikeness:
    if a.temporary and b.temporary:
        if a.order and b.order and a.order != b.order:
            return NameLikeness("name_other_child", (a.written, b.written))
        return NameLikeness("name_both_unnamed", (a.written, b.written))
    return NameLikeness("name_unnamed", (a.written, b.written))


def _lost(a: NameForm, b: NameForm, length: int) -> NameLikeness | None:
    """Characters that did not arrive: as a sign in their place, or (what GBK cannot write) not at all."""
    for broken, whole in ((a, b), (b, a)):
        if broken.damaged:
            pattern = re.sub(r"(?:\\\?)+", lambda run: f"(.{{1,{len(run[0]) // 2}}})", re.escape(broken.chars))
            found = re.fullmatch(pattern, whole.chars)
            if found and broken.chars.replace(LOST, ""):
                missing = "".join(found.groups())
                return NameLikeness(
                    "name_lost_gbk" if _beyond_gbk(missing) else "name_lost", _pair(LOST, missing), length
                )
    for short, whole in ((a, b), (b, a)):
        if not _beyond_gbk(whole.chars):
            continue
        kept = "".join(char for char in whole.chars if not _beyond_gbk(char))
        if kept and kept == short.chars and kept != whole.chars:
            gone = "".join(char for char in whole.chars if _beyond_gbk(char))
            return NameLikeness("name_lost_gbk", _pair("", gone), length)
    return None


def _beyond_gbk(text: str) -> bool:
    """Is there a character that GBK cannot write? Its table is that of U+4E00–9FA5."""
    if text.isascii() or all("\u4e00" <= char <= "\u9fa5" for char in text):
        return False
    try:
        text.encode("gbk")
    except UnicodeEncodeError:
        return True
    return False


def _foreign(a: NameForm, b: NameForm) -> NameLikeness | None:
    """Names in several parts: 阿依古丽·买买提; their order and number vary between papers."""
    if max(len(a.parts), len(b.parts)) < 2:
        return None
    if sorted(a.parts) == sorted(b.parts):
        return NameLikeness("name_order", _pair(a.written, b.written), 3)
    if set(a.parts) < set(b.parts) or set(b.parts) < set(a.parts):
        return NameLikeness("name_part", _pair(a.written, b.written), 3)
    return None


def _alike(a: NameForm, b: NameForm, length: int) -> NameLikeness | None:
    """One length; every differing character sounds or looks like its counterpart."""
    differing = [(x, y) for x, y in zip(a.chars, b.chars, strict=False) if x != y]
    if len(a.chars) != len(b.chars) or len(a.chars) < 2 or LOST in a.chars + b.chars or not differing:
        return None
    pair = _pair("".join(x for x, _ in differing), "".join(y for _, y in differing))
    if all(_sounds_alike(x, y) for x, y in differing):
        return NameLikeness("name_sound", pair, length)
    if len(differing) == 1 and _looks_alike(*differing[0]):
        return NameLikeness("name_shape", pair, length)
    if all(_sounds_nearly_alike(x, y) for x, y in differing):
        return NameLikeness("name_near_sound", pair, length)
    return None


def _unlike(a: NameForm, b: NameForm, length: int) -> NameLikeness:
    pair = _pair(a.written, b.written)
    if a.surname and a.surname == b.surname:
        shared = len(a.chars) == len(b.chars) and sum(x == y for x, y in zip(a.given, b.given, strict=True))
        return NameLikeness("name_one_char" if shared else "name_given", pair, length)
    if a.surname and b.surname and a.given == b.given and len(a.given) > 1:
        return NameLikeness("name_surname", pair, length)
    return NameLikeness("name_differs", pair, length)


def _pair(one: str, other: str) -> tuple[str, str]:
    first, second = sorted((one, other))
    return first, second


def _differing(one: str, other: str) -> tuple[str, str]:
    """The characters in which two spellings of one name differ."""
    if len(one) != len(other):
        return _pair(one, other)
    return _pair(
        "".join(x for x, y in zip(one, other, strict=True) if x != y),
        "".join(y for x, y in zip(one, other, strict=True) if x != y),
    )


@lru_cache(maxsize=32768)
def readings(char: str) -> frozenset[str]:
    """Every reading of a character without tones; empty for what has none."""
    found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
    return frozenset(found[0]) | frozenset(name_pinyin(char + "一").syllables[:1]) if found else frozenset()


@lru_cache(maxsize=65536)
def _sounds_alike(x: str, y: str) -> bool:
    return not readings(x).isdisjoint(readings(y))


@lru_cache(maxsize=65536)
def _sounds_nearly_alike(x: str, y: str) -> bool:
    """zh/z, ch/c, sh/s, n/l and final ng/n are heard as one in the south."""
    return not {_southern(s) for s in readings(x)}.isdisjoint(_southern(s) for s in readings(y))


def _southern(syllable: str) -> str:
    start = re.sub(r"\A([zcs])h", r"\1", syllable)
    start = re.sub(r"\An(?=.)", "l", start)
    return re.sub(r"(?<=[aei])ng\Z", "n", start)


@lru_cache(maxsize=65536)
def _looks_alike(x: str, y: str) -> bool:
    return not _shapes().get(x, frozenset()).isdisjoint(_shapes().get(y, frozenset()))


@cache
def _shapes() -> dict[str, frozenset[int]]:
    """{standard character: numbers of the groups it stands in}."""
    groups: dict[str, set[int]] = {}
    with _SHAPES.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            for char in row["characters"]:
                groups.setdefault(standard_character(char), set()).add(number)
    return {char: frozenset(numbers) for char, numbers in groups.items()}
