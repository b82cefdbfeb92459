"""CL01 残疾人证持证人信息: the disabled persons' federation says who holds a certificate, and who does no longer (appendix C).

The number carries the holder's identity number, category and grade; the columns say them again, and the two must agree. Nobody is
entered by this list: it speaks of people of the base. What it says of health stays sealed (SEC13).
"""

from __future__ import annotations

from core.domain.dates import born_on_or_before
from core.imports.feed import Check, Feed, Row, feeds
from residents.domain.disability import take_apart
from residents.domain.names import same_name
from residents.feeds.cl01_changes import Held, compare, load_held
from residents.feeds.cl01_columns import COLUMNS
from residents.feeds.cl01_commit import commit
from residents.feeds.facts import person_facts
from residents.feeds.likely import keep_as_written, match_likely
from residents.feeds.matching import Known, by_number, elsewhere, note_variant
from residents.feeds.review import conflict, look_for_duplicates, people
from residents.feeds.undo import undo
from residents.models.disability import CertificateState as State


def judge(rows: list[Row], check: Check) -> None:
    """Compare a chunk with the base; a handful of statements."""
    for row in rows:
        keep_as_written(row)
        row.values["sex"] = row.values["birth_date"] = None
        person_facts(row)
        _against_itself(row, check)
    known = by_number(row.values["number"] for row in rows if row.values["number"])
    strangers = [row for row in rows if row.values["number"] not in known]
    likely = match_likely(strangers, check, column="身份证号")
    found = {row.line: known.get(row.values["number"] or "") or likely.get(row.line) for row in rows}
    held = load_held(who.id for who in found.values() if who)
    for row in rows:
        who = found[row.line]
        if who is None:
            _stranger(row)
        elif elsewhere(who, check):
            row.area = who.living_area or who.hukou_area
            row.refuse("身份证号", "scope", "这一行不在你的辖区", "已记下，入库时转给所在的地区")
        else:
            _known(row, who, held[who.id], check)


def _against_itself(row: Row, check: Check) -> None:
    """D11: number and columns say the same of holder, category and grade; D18: days in their order."""
    v = row.values
    number = take_apart(v["certificate"] or "")
    if number is not None:
        if v["number"] and number.holder != v["number"]:
            row.question("残疾人证号", "holder", "残疾人证号的前 18 位和身份证号不同", "请核对两个号，改正填错的一个")
        for field, said, column in (("category", number.category, "残疾类别"), ("grade", number.grade, "残疾等级")):
            if v[field] and v[field] != said:
                row.question(column, f"{field}_differs", f"{column}和残疾人证号里的不一样", "请照残疾人证核对")
            if v[field] is None or row.decided:
                v[field] = said  # the number is believed once a person has looked
    issued, until = v["first_issued"], v["valid_until"]
    if issued and v["birth_date"] and (problem := born_on_or_before(v["birth_date"], issued, "首次发证日期")):
        row.note_problem("首次发证日期", problem)
    if issued and until and until <= issued:
        row.question("有效期至", "term", f"有效期 {until} 不晚于首次发证 {issued}", "请核对两个日期")
    elif until and until < check.today and v["state"] == State.VALID:
        row.question(
            "有效期至", "over", f"有效期 {until} 已过，状态还是正常", "请与残联核对是否已换证；核对后入库的，不记有效期"
        )
        v["valid_until"] = None if row.decided else until


def _stranger(row: Row) -> None:
    if row.values["number"] and row.values["name"] and not any(one.code == "likely" for one in row.findings):
        # Nobody's decision lets it in: the list enters nobody.
        row.hold("身份证号", "unknown", "底册里没有这个人", "请核对证号；应当在册的，先登记入册再送这一行")


def _known(row: Row, who: Known, held: Held, check: Check) -> None:
    v = row.values
    row.person_id = who.id
    row.area = next(area for area in (who.living_area, who.hukou_area) if check.scope.holds(area))
    if v["name"]:
        note_variant(row, "姓名", v["name"], who.name)
        if not (v.get("linked") or who.temporary) and not same_name(who.name, v["name"]):
            row.question("姓名", "name_differs", f"同一证号在底册里是“{who.name}”", "请核对是改了名，还是证号写错")
    if who.status == "deceased" and v["state"] in (State.VALID, State.FROZEN):
        row.hold(
            "证件状态",
            "deceased",
            "底册里此人已登记死亡，残疾人证还在用",
            "请残联注销；死亡登记有误的，由街道撤销后再核对",
        )
    if _repeated(row, check) or not v["certificate"] or not v["state"]:
        return
    compare(row, held)


def _repeated(row: Row, check: Check) -> bool:
    """D30: one certificate twice in a file, or two in use of one person. An old one cancelled beside a new one is in order."""
    v = row.values
    if not v["certificate"] or not v["state"]:
        return False
    memory = check.memory.setdefault("certificates", {})
    line, state = memory.setdefault(v["certificate"], (row.line, v["state"]))
    if line != row.line and state == v["state"]:
        row.verdict, row.note = ("unchanged", f"与本表第 {line} 行重复") if row.sound else (row.verdict, row.note)
        return True
    if line != row.line:
        row.question("残疾人证号", "number_twice", f"与第 {line} 行是同一个证，状态不同", "请核对两行，留下对的一行")
    if v["state"] == State.VALID:
        first = check.memory.setdefault("in_use", {}).setdefault(v["number"], row.line)
        if first != row.line:
            row.question(
                "残疾人证号", "two_in_use", f"此人在第 {first} 行还有一个在用的证", "一个人只有一个在用的证，请核对"
            )
    return False


feeds.register(
    Feed(
        key="CL01",
        title="残疾人证",
        bureau="残联",
        columns=COLUMNS,
        judge=judge,
        commit=commit,
        undo=undo,
        conflict=conflict,
        people=people,
        after=look_for_duplicates,
        order=50,
        help="残联送来的持证人名单。只登记底册里的人；类别、等级、监护人加密保存，只有职责需要的人能看。",
    )
)
