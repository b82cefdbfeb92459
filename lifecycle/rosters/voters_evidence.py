"""What the criteria of an electoral roll looked at, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from lifecycle.domain.elections import BASIS, CITIZEN
from lifecycle.models.voter import Ruling, StandingKind
from lifecycle.roster.declaration import Context, Evidence, Row
from residents.domain.ages import age_on

SAID = {
    StandingKind.DEPRIVED.value: "被剥夺政治权利",
    StandingKind.SUSPENDED.value: "停止行使选举权利",
    StandingKind.INCAPABLE.value: "经选举委员会确认不能行使选举权利",
    StandingKind.PERMITTED.value: "准予行使选举权利",
}
_DISTRICT = 6


def _source_of(row: Row, field: str) -> str:
    return (row["sources"] or {}).get(field) or row["source"]


def of_age_evidence(context: Context, row: Row) -> Evidence:
    birth = row["birth_date"]
    if birth is None:
        return Evidence("没有登记出生日期", _source_of(row, "birth_date"))
    return Evidence(f"{birth} 出生，选举日 {max(age_on(birth, context.as_of), 0)} 周岁", _source_of(row, "birth_date"))


def citizen_evidence(_context: Context, row: Row) -> Evidence:
    known = row["nationality"] == CITIZEN
    return Evidence(
        "中国国籍" if known else f"国籍代码 {row['nationality'] or '没有登记'}", _source_of(row, "nationality")
    )


def living_evidence(_context: Context, row: Row) -> Evidence:
    if row["died_on"]:
        return Evidence(f"{row['died_on']} 去世", _source_of(row, "died_on"), row["died_on"])
    gone = row["status"] == "deceased"
    return Evidence("已登记死亡，日期不详" if gone else "没有死亡登记", _source_of(row, "died_on"))


def hukou_evidence(context: Context, row: Row) -> Evidence:
    return _residence(context, row, "hukou", "户籍在", "没有户籍登记")


def home_evidence(context: Context, row: Row) -> Evidence:
    return _residence(context, row, "home", "住在", "没有居住登记")


def _residence(context: Context, row: Row, kind: str, verb: str, none: str) -> Evidence:
    code = row[f"{kind}_code"]
    if not code:
        return Evidence(none)
    place, since = row[f"{kind}_place"], row[f"{kind}_since"]
    area = context.area_words(code, "path" if len(code) > _DISTRICT else "full")
    where = area if area.endswith(place) else f"{area} {place}"
    said = f"{verb}{where}，自 {since}" if since else f"{verb}{where}"
    return Evidence(said, row[f"{kind}_source"] or "", since)


def barred_evidence(_context: Context, row: Row, kind: str) -> Evidence:
    """Kind, organ and days; the number of the document stays sealed."""
    bar = row["bar"]
    if not bar or bar["kind"] != kind:
        return Evidence("没有这样的文件")
    return Evidence(f"{SAID[kind]}：{bar['organ']}，{_days(bar)}", bar["source"], _day(bar["from"]))


def _days(bar: Mapping[str, Any]) -> str:
    if bar["kind"] == StandingKind.INCAPABLE:
        return f"{bar['from']} 确认，只管这次选举"
    return f"{bar['from']} 起" + (f"，{bar['until']} 恢复" if bar["until"] else "")


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def certificate_evidence(context: Context, row: Row) -> Evidence:
    found = row["certificate"]
    if not found:
        return Evidence("没有资格证明")
    there = context.area_words(found["to_area"], "path" if len(found["to_area"]) > _DISTRICT else "full")
    said = f"资格证明 {found['number']}，{found['organ']} {found['issued_on']} 出具，由{found['from_ward']}转到{there}"
    return Evidence(said, found["source"], _day(found["issued_on"]))


def ruling_evidence(_context: Context, row: Row) -> Evidence:
    found = row["ruling"]
    if not found:
        return Evidence("没有这样的决定")
    said = (
        f"{found['decided_on']} {found['organ']}{found['document']}决定{Ruling(found['ruling']).label}：{found['why']}"
    )
    return Evidence(said, found["source"], _day(found["decided_on"]))


def declared_evidence(_context: Context, row: Row) -> Evidence:
    """What the person declared for a committee election."""
    found = row["declared"]
    if not found:
        return Evidence("还没有登记是否参加")
    said = [f"{found['declared_on']} 表示{'参加' if found['willing'] else '不参加'}，依据：{BASIS[found['basis']]}"]
    if found["worked_since"]:
        said.append(f"{found['worked_since']} 起在本社区工作")
        said.append(f"{found['confirmed_on']} 选举委员会确认" if found["confirmed_on"] else "选举委员会还没有确认")
    said.append("已在他处登记" if found["elsewhere"] else "没有在他处登记")
    return Evidence("，".join(said), found["source"], _day(found["declared_on"]))
