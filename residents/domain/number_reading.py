"""Reading an identity number as it arrives: what is mended, what is refused, what a person must see.

Handbook D04–D09, D11; verdicts of the import contract.
"""

import csv
import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.domain.reading import Problem, Reading
from core.domain.text import cell_text, clean_text
from residents.domain import id_number
from residents.domain.id_number import NumberKind, Sex

_WITHDRAWN = Path(__file__).resolve().parent.parent / "codes" / "withdrawn_regions.csv"
_COMPLETE = re.compile(r"\d{17}[0-9X]\Z", re.ASCII)
_EXPONENT = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+\Z", re.ASCII)
_SEPARATORS = re.compile(r"[\s\-_.·—–]+")
_PLACEHOLDER = re.compile(
    r"(.)\1*\Z|123456789(?:012345(?:678)?)?\Z"
    r"|(?:无|没有|未|暂|待|不详|不明|空|缺|办理中|补办|新生儿)\D{0,8}\Z|(?:null|none|n/a|#n/a)\Z",
    re.IGNORECASE,
)
# Multiplication sign, Cyrillic Ha, Greek Chi and the like stand for the last X (D05).
_CROSSES = str.maketrans(dict.fromkeys("×ХхΧχ✕✖╳㐅乂", "X"))
_LOOKALIKES = str.maketrans("OoQIl|Li", "00011111")

NOTE_X = "末位已统一为大写 X"
NOTE_SPACE = "已去掉号码中的空格或连字符"
NOTE_UPGRADED = "15位旧号已转为18位"
NOTE_PLACEHOLDER = "占位内容视为没有证号"


@dataclass(frozen=True, slots=True)
class NumberReading(Reading):
    """An identity number read from a cell.

    `value` None without a `problem` means that none was given; `placeholder` tells a filled-in
    stand-in (000…, 无, 未办) from an empty cell. `remarks` inform without being corrections.
    `suggestion` is the likely number when letters were typed for digits.
    """

    value: str | None = None
    kind: NumberKind | None = None
    placeholder: bool = False
    remarks: tuple[str, ...] = ()
    suggestion: str = ""

    @property
    def birth_date(self) -> dt.date | None:
        return id_number.birth_date(self.value) if self.value and self._carries_birth() else None

    @property
    def sex(self) -> Sex | None:
        return id_number.sex(self.value) if self.value and self._carries_birth() else None

    @property
    def region(self) -> str:
        return id_number.region(self.value) if self.value and self._carries_birth() else ""

    def _carries_birth(self) -> bool:
        return self.kind != "foreign_permit_2017"


def read_number(raw: object, *, today: dt.date | None = None) -> NumberReading:
    """Read one cell that should hold a citizen's number or a permit of the same shape.

    Problems: letters (review), century (review), excel_truncated, masked, characters, length,
    region, impossible_date, future, check_digit. With `today`, a later birth date is "future".
    """
    if isinstance(raw, str) and _COMPLETE.match(raw) and not _PLACEHOLDER.match(raw):
        return _judge(raw, raw, (), today)
    if _lost_in_spreadsheet(raw):
        return NumberReading(raw, problem=_truncated())
    text, notes = _tidy(raw)
    if not text:
        return NumberReading(raw)
    if _PLACEHOLDER.match(text):
        return NumberReading(raw, notes=(NOTE_PLACEHOLDER,), placeholder=True)
    if _EXPONENT.match(text):
        return NumberReading(raw, problem=_truncated())
    if "*" in text:
        return NumberReading(raw, problem=_masked())
    if id_number.kind_of(text) == "foreign_permit_2017":
        return NumberReading(raw, notes, None, text, "foreign_permit_2017")
    if not re.match(r"\d+X?\Z", text, re.ASCII):
        return _read_letters(raw, text)
    if len(text) == 15 and text.isdigit():
        return _read_old(raw, text, notes, today)
    if len(text) != 18:
        return NumberReading(raw, problem=_length(text))
    return _judge(raw, text, notes, today)


def disagreements(reading: NumberReading, *, sex: str | None = None, birth: dt.date | None = None) -> list[Problem]:
    """D11: what the row says against what its number says. `sex` is a GB/T 2261.1 code.

    The number is believed, but never silently: the row is held for a person.
    """
    found: list[Problem] = []
    said, born = reading.sex, reading.birth_date
    if said and sex in ("1", "2") and sex != said:
        words = {"1": "男", "2": "女"}
        found.append(
            Problem(
                "sex_disagrees",
                f"性别填“{words[sex]}”，而证号第17位表明是“{words[said]}”",
                "请核对证件，改正性别或证号",
                "review",
            )
        )
    if born and birth and birth != born:
        found.append(
            Problem(
                "birth_disagrees",
                f"出生日期填{birth.isoformat()}，而证号中是{born.isoformat()}",
                "请核对证件，改正出生日期或证号",
                "review",
            )
        )
    return found


def _lost_in_spreadsheet(raw: object) -> bool:
    """A numeric cell keeps fifteen digits; the rest of a longer number is gone (D06)."""
    if isinstance(raw, float):
        return raw >= 1e15
    return isinstance(raw, int) and raw >= 10**15 and raw % 1000 == 0


def _tidy(raw: object) -> tuple[str, tuple[str, ...]]:
    cleaned = clean_text(cell_text(raw))
    text, notes = cleaned.value, list(cleaned.notes)
    if any(char.isdigit() for char in text) and not _EXPONENT.match(text):
        joined = _SEPARATORS.sub("", text)
        if joined != text:
            notes.append(NOTE_SPACE)
        # Only the last place may hold a cross: elsewhere it would hide a real error.
        crossed = joined[:-1] + joined[-1:].translate(_CROSSES).replace("x", "X")
        if crossed != joined:
            notes.append(NOTE_X)
        text = crossed
    return text, tuple(dict.fromkeys(notes))


def _judge(raw: object, text: str, notes: tuple[str, ...], today: dt.date | None) -> NumberReading:
    kind = id_number.kind_of(text)
    born = id_number.birth_date(text)
    expected = id_number.check_character(text[:17])
    if expected != text[17] and text.endswith("000"):
        return NumberReading(raw, problem=_truncated())
    if kind is None:
        return NumberReading(raw, problem=_unknown_region(text))
    if born is None:
        return NumberReading(raw, problem=_impossible_date(text[6:14]))
    if expected != text[17]:
        return NumberReading(raw, problem=_wrong_check(expected, text[17]))
    if today is not None and born > today:
        return NumberReading(raw, problem=_future(born))
    former = withdrawn_regions().get(text[:6], "")
    remarks = (f"地址码{text[:6]}是已撤销的{former}，号码继续有效",) if former else ()
    return NumberReading(raw, notes, None, text, kind, remarks=remarks)


def _read_old(raw: object, text: str, notes: tuple[str, ...], today: dt.date | None) -> NumberReading:
    if id_number.may_be_born_before_1900(text):
        return NumberReading(raw, problem=_century())
    return _judge(raw, id_number.upgrade(text), (*notes, NOTE_UPGRADED), today)


def _read_letters(raw: object, text: str) -> NumberReading:
    """Letters for digits are pointed out, never replaced (D05)."""
    candidate = text[:-1].translate(_LOOKALIKES) + text[-1].translate(_LOOKALIKES).upper()
    if len(text) not in (15, 18) or not re.match(r"\d+X?\Z", candidate, re.ASCII):
        return NumberReading(raw, problem=_characters(text))
    suggestion = candidate if id_number.is_valid(candidate) else ""
    return NumberReading(raw, problem=_letters(suggestion), suggestion=suggestion)


@cache
def withdrawn_regions() -> dict[str, str]:
    """Place codes no longer in use whose numbers stay valid: code → name and successor."""
    with _WITHDRAWN.open(encoding="utf-8", newline="") as file:
        return {row["code"]: f"{row['name']}(今{row['successor_name']})" for row in csv.DictReader(file)}


def _truncated() -> Problem:
    return Problem(
        "excel_truncated",
        "号码被表格软件截断（科学计数或末三位变成000），后几位已经丢失",
        "请把该列设为文本格式，按证件重新录入完整号码",
    )


def _masked() -> Problem:
    return Problem("masked", "号码含星号，是遮盖后的号码", "请向来文单位索取完整号码")


def _characters(text: str) -> Problem:
    return Problem("characters", f"号码“{text}”含有不该出现的字符", "号码应为18位数字，末位可以是X")


def _length(text: str) -> Problem:
    return Problem("length", f"号码共{len(text)}位，应为18位（旧号15位）", "请按证件补足或改正")


def _unknown_region(text: str) -> Problem:
    return Problem("region", f"号码开头的地址码{text[:6]}不存在", "请按证件核对前六位")


def _impossible_date(digits: str) -> Problem:
    said = f"{digits[:4]}年{digits[4:6]}月{digits[6:]}日"
    return Problem("impossible_date", f"号码中的出生日期{said}不存在", "请按证件核对第7至14位")


def _wrong_check(expected: str, found: str) -> Problem:
    return Problem(
        "check_digit",
        f"校验码不符：按前17位计算末位应为{expected}，表中为{found}",
        "号码里至少有一位写错，请按证件逐位核对",
    )


def _future(born: dt.date) -> Problem:
    return Problem("future", f"号码中的出生日期{born.isoformat()}在今天之后", "请按证件核对第7至14位")


def _century() -> Problem:
    return Problem(
        "century",
        "15位旧号的顺序码为996至999，可能出生于1900年以前，不能自动转为18位",
        "请按户口簿确认出生年份后录入18位号码",
        "review",
    )


def _letters(suggestion: str) -> Problem:
    hint = f"是否为{suggestion}？" if suggestion else ""
    return Problem(
        "letters",
        "号码里有字母（如把0写成O、把1写成l）",
        f"{hint}请按证件确认后改成数字",
        "review",
    )
