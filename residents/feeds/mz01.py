"""MZ01 结婚/离婚登记信息: civil affairs say who married and who was divorced (handbook §4, appendix C).

A row belongs to an importer when one of the two lives or is registered in the scope; of the other, if from elsewhere, nothing is
told. Somebody whom the base does not hold is not entered: the record keeps name and number sealed (services/marriages.py).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from core.imports.feed import Check, Feed, Row, feeds
from residents.domain.id_number import birth_date
from residents.domain.id_number import sex as sex_of
from residents.domain.marriages import HUSBAND, MARRIAGE_AGE, ROLES, SEX_OF, SIDES, WIFE, too_young
from residents.domain.names import same_name
from residents.domain.number_reading import NumberReading, disagreements
from residents.feeds.matching import Known, by_number, elsewhere, note_variant
from residents.feeds.mz01_acts import Acts, judge_act, load_acts
from residents.feeds.mz01_columns import COLUMNS
from residents.feeds.mz01_commit import commit, undo
from residents.feeds.mz01_told import compare_parties
from residents.feeds.review import conflict, look_for_duplicates, people
from residents.feeds.standing import load_standing

FEED = "MZ01"


@dataclass
class Parties:
    """The two of a row, as far as the base holds them."""

    known: dict[str, Known] = field(default_factory=dict)

    def ours(self, check: Check) -> list[Known]:
        return [one for one in self.known.values() if not elsewhere(one, check)]


def judge(rows: list[Row], check: Check) -> None:
    """Compare a chunk with the base. Every row is looked at, so that one pass tells all that is wrong with it."""
    numbers = [row.values[f"{role}_number"] for row in rows for role in ROLES if row.values[f"{role}_number"]]
    known = by_number(numbers)
    found: dict[int, Parties] = {}
    for row in rows:
        row.values["birth_date"] = None
        found[row.line] = Parties(
            {role: known[number] for role in ROLES if (number := row.values[f"{role}_number"]) in known}
        )
        for role in ROLES:
            row.values[f"{role}_pk"] = one.id if (one := found[row.line].known.get(role)) else None
        _against_itself(row)
    acts = load_acts(rows, {one.id for one in known.values()})
    standing = load_standing({one.id for one in known.values()}, on=check.today)
    for row in rows:
        parties = found[row.line]
        if not _in_scope(row, parties, check):
            continue
        for role, party in parties.known.items():
            _party(row, role, party, check)
        _judge(row, parties, acts, check)
        if row.sound and row.verdict != "unchanged":
            ours = {role: standing[one.id] for role, one in parties.known.items() if not elsewhere(one, check)}
            compare_parties(row, ours, check)


def _against_itself(row: Row) -> None:
    """D11, D18, 民法典 1047: what the row says in two places must agree."""
    v = row.values
    if v["husband_number"] and v["husband_number"] == v["wife_number"]:
        row.question("女方身份证号", "one_number", "男女双方填了同一个证号", "请核对两列，改正填错的一个")
    for role in ROLES:
        number, side = v[f"{role}_number"], SIDES[role]
        if not number:
            continue
        reading = NumberReading(number, (), None, number, "resident")
        for problem in disagreements(reading, sex="", birth=v[f"{role}_birth"]):
            row.note_problem(f"{side}出生日期", problem)
        said = sex_of(number)
        if said and said != SEX_OF[role]:
            words = "男" if said == "1" else "女"
            row.question(f"{side}身份证号", "side", f"{side}的证号是{words}性的号", "请核对男女两列是否填反")
        _of_age(row, role, birth_date(number) or v[f"{role}_birth"], v["on"])


def _of_age(row: Row, role: str, born: dt.date | None, on: dt.date | None) -> None:
    if not born or not on:
        return
    side = SIDES[role]
    if on <= born:
        row.refuse(
            "登记日期", "before_birth", f"登记日期 {on} 不晚于{side}的出生日期 {born}", "请核对两个日期，改正填错的一个"
        )
    elif least := too_young(SEX_OF[role], born, on):
        row.question(
            "登记日期",
            "too_young",
            f"登记那天{side}不满 {least} 周岁，不到法定婚龄",
            f"民法典第 1047 条：男 {MARRIAGE_AGE['1']}、女 {MARRIAGE_AGE['2']} 周岁；请核对证号和日期",
        )


def _in_scope(row: Row, parties: Parties, check: Check) -> bool:
    """D32: a row belongs to whoever looks after one of the two."""
    if not parties.known:
        if row.values["husband_number"] and row.values["wife_number"]:
            row.hold(
                "男方身份证号",
                "nobody",
                "男女双方都不在底册",
                "先登记其中住在本地的一方，再重新核对；都是外地人的不用登记",
            )
        return True
    ours = parties.ours(check)
    if not ours:
        first = next(iter(parties.known.values()))
        row.area = first.living_area or first.hukou_area
        row.refuse("男方身份证号", "scope", "这一行不在你的辖区", "已记下，入库时转给所在的地区")
        return False
    row.person_id, row.area = ours[0].id, next(area for area in reversed(ours[0].areas) if check.scope.holds(area))
    return True


def _party(row: Row, role: str, party: Known, check: Check) -> None:
    """Name, sex and life beside the base."""
    side, said = SIDES[role], row.values[f"{role}_name"]
    outside = elsewhere(party, check)
    if said and not same_name(said, party.name):
        whom = "别的姓名" if outside else f"“{party.name}”"
        row.question(
            f"{side}姓名", "name_differs", f"{side}证号在底册里是{whom}，表里写“{said}”", "请核对是改了名，还是证号写错"
        )
    elif said:
        note_variant(row, f"{side}姓名", said, party.name)
    if party.sex in ("1", "2") and party.sex != SEX_OF[role]:
        row.question(f"{side}身份证号", "side", f"{side}在底册里的性别不符", "请核对男女两列是否填反")
    if party.status == "deceased":
        row.hold(
            f"{side}姓名",
            "deceased",
            f"底册里{side}已登记死亡",
            "请先核对死亡登记和证号；确有其事的，由街道更正后再核对这一行",
        )


def _judge(row: Row, parties: Parties, acts: Acts, check: Check) -> None:
    if row.values["act"] and row.values["on"] and parties.known:
        judge_act(row, parties.known.get(HUSBAND), parties.known.get(WIFE), acts, check)


feeds.register(
    Feed(
        key=FEED,
        title="结婚/离婚登记",
        bureau="民政",
        columns=COLUMNS,
        judge=judge,
        commit=commit,
        undo=undo,
        conflict=conflict,
        people=people,
        after=look_for_duplicates,
        order=30,
        help="民政每月送来的婚姻登记。只要一方在底册就登记；另一方不在底册的，记下姓名和证号，不另建居民。",
    )
)
