"""Names of people: kept as written, compared by what they mean (handbook D02, D12–D14, D33)."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from core.domain.reading import Problem, Reading
from core.domain.text import clean_text, damaged_name
from residents.domain.name_readings import compound_surnames
from residents.domain.name_variants import standard_character

_LONGEST = 50
_HAN = r"[\u3400-\u9fff\uf900-\ufaff\u3007\U00020000-\U0003ffff]"
_PLAIN = re.compile(r"[\u4e00-\u9fff]{2,4}\Z")
_DOTS = re.compile(r"\s*[·•・.‧∙⋅●﹒᛫。.]\s*")
_DOT_INSIDE = re.compile(rf"(?<={_HAN})\s*[·•・.‧∙⋅●﹒᛫。.]\s*(?={_HAN})")
_HAN_SPACE = re.compile(rf"(?<={_HAN}) +(?={_HAN})")
_ALLOWED = re.compile(rf"(?:{_HAN}|[A-Za-z\u00c0-\u024f·.' \-])+\Z")
_SUFFIX = re.compile(r"(?P<name>.+?)\s*(?:[(\uff08\[【](?P<inside>[^)\uff09\]】]*)[)\uff09\]】]|(?P<digits>\d+))\Z")
_GONE = re.compile(r"故|亡|去世|死|注销|殁")
_TEMPORARY = re.compile(
    r"(?:.{1,8}之(?:[长次三四大小二]?[子女儿]|[男女]婴?|婴儿?)|.{0,8}新生婴?儿|.{0,4}(?:男婴|女婴|婴儿)"
    r"|(?:尚?未|待|暂未)(?:取|起|命)名|.{1,3}(?:尚?未|待)(?:取|起|命)名)\Z"
)
_NAMELESS = re.compile(r"(?:无名氏|佚名|不详|未知|无|无名|不明|空|-+|—+|/+|null|none)\Z", re.IGNORECASE)
_ANONYMOUS = re.compile(rf"{_HAN}{{1,2}}(?:某|XX?)+{_HAN}?\Z")

NOTE_DOT = "间隔号已统一为“·”"
NOTE_SPACE = "已去掉姓名中的空格"
NOTE_TEMPORARY = "按暂用名登记，取名后请更正"


@dataclass(frozen=True, slots=True)
class NameReading(Reading):
    """A name read from a cell; `value` "" without a problem means empty.

    `temporary`: a newborn not yet named. `suffix`: what stood behind the name, such as 大 or 已故;
    `deceased` when it says so. With the problem "suffix", `suggestion` is the name without it.
    """

    value: str = ""
    temporary: bool = False
    suffix: str = ""
    deceased: bool = False
    suggestion: str = ""


def read_name(raw: object) -> NameReading:
    """Read one cell. Every problem is for a person (review): damaged, suffix, anonymous, nameless,
    characters, too_long.
    """
    if isinstance(raw, str) and _PLAIN.match(raw) and not _needs_thought(raw):
        return NameReading(raw, value=raw)
    cleaned = clean_text(raw)
    text, notes = cleaned.value, list(cleaned.notes)
    if not text:
        return NameReading(raw)
    if damaged_name(text):
        return NameReading(raw, problem=_damaged(text))
    dotted = _DOT_INSIDE.sub("·", text)
    if dotted != text:
        notes.append(NOTE_DOT)
    joined = _HAN_SPACE.sub("", dotted)
    if joined != dotted:
        notes.append(NOTE_SPACE)
    if _NAMELESS.match(joined):
        return NameReading(raw, problem=_nameless(joined))
    if _TEMPORARY.match(joined):
        return NameReading(raw, (*notes, NOTE_TEMPORARY), None, joined, temporary=True)
    if found := _SUFFIX.match(joined):
        return _with_suffix(raw, found)
    if _ANONYMOUS.match(joined):
        return NameReading(raw, problem=_anonymous(joined))
    if len(joined) > _LONGEST:
        return NameReading(raw, problem=_too_long(joined))
    if not _ALLOWED.match(joined):
        return NameReading(raw, problem=_characters(joined))
    return NameReading(raw, tuple(notes), None, joined)


def _needs_thought(name: str) -> bool:
    """Plain characters may still spell a stand-in for a name."""
    return bool(_TEMPORARY.match(name) or _NAMELESS.match(name) or _ANONYMOUS.match(name))


def _with_suffix(raw: object, found: re.Match[str]) -> NameReading:
    suffix = found["inside"] if found["inside"] is not None else found["digits"]
    deceased = bool(_GONE.search(suffix))
    problem = _suffix(found["name"], suffix, deceased)
    return NameReading(raw, problem=problem, suffix=suffix, deceased=deceased, suggestion=found["name"])


def split_name(name: str) -> tuple[str, str]:
    """(surname, given name). Names with · or in Latin letters have no surname: ("", name)."""
    if len(name) < 2 or "·" in name or not re.match(_HAN, name):
        return "", name
    # 欧阳 alone is a person called 阳 of the family 欧.
    for length in (4, 2):
        if len(name) > length and name[:length] in compound_surnames():
            return name[:length], name[length:]
    return name[0], name[1:]


@lru_cache(maxsize=65536)
def comparison_key(name: str) -> str:
    """What two spellings of one name share: NFKC, no spaces or dots, variants and traditional
    characters replaced, Latin letters in capitals. For comparing and finding, never for display.
    """
    text = unicodedata.normalize("NFKC", clean_text(name).value)
    text = _DOTS.sub("", text).replace(" ", "").upper()
    return "".join(map(standard_character, text))


def same_name(one: str, other: str) -> bool:
    """Equal but for width, spaces, dots, traditional or variant characters (峯/峰)."""
    return one == other or comparison_key(one) == comparison_key(other)


def _damaged(text: str) -> Problem:
    return Problem("damaged", f"姓名“{text}”疑似丢失生僻字（含 ?、□、* 或乱码）", "请按证件补上正确的字", "review")


def _suffix(name: str, suffix: str, deceased: bool) -> Problem:
    if deceased:
        return Problem("suffix", f"姓名后注有“{suffix}”", f"姓名只填“{name}”；如已去世，请另走死亡登记", "review")
    return Problem("suffix", f"姓名后带有“{suffix}”，不是姓名的一部分", f"请确认是哪一位后，姓名只填“{name}”", "review")


def _anonymous(text: str) -> Problem:
    return Problem("anonymous", f"“{text}”是隐去了名字的写法", "请按证件填写全名", "review")


def _nameless(text: str) -> Problem:
    return Problem("nameless", f"“{text}”不是姓名", "请按证件填写姓名；未取名的新生儿可写“母亲姓名之子/之女”", "review")


def _too_long(text: str) -> Problem:
    return Problem("too_long", f"姓名长达{len(text)}个字", f"姓名最多{_LONGEST}个字，请核对是否填错列", "review")


def _characters(text: str) -> Problem:
    return Problem("characters", f"姓名“{text}”含有不该出现的字符", "请按证件改正，数字和符号不要写在姓名里", "review")
