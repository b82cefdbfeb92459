"""SQ01 社区人口采集表: what a committee collects at the door. Police and civil affairs win over it (handbook §15)."""

from __future__ import annotations

from accounts.selectors.areas import area_tree
from core.domain.dates import NOTE_MONTH, shifted_1904
from core.imports.feed import Check, Feed, Fix, Row, feeds
from residents.domain.id_number import birth_date
from residents.domain.names import NOTE_TEMPORARY, same_name
from residents.domain.number_reading import NumberReading, disagreements, read_number
from residents.feeds.infants import join_unnumbered
from residents.feeds.likely import keep_as_written, match_likely
from residents.feeds.matching import Known, by_number, elsewhere, note_variant, seen_before
from residents.feeds.review import conflict, look_for_duplicates, people
from residents.feeds.sq01_changes import compare
from residents.feeds.sq01_columns import BOTH, COLUMNS, LIVING, REGISTERED
from residents.feeds.sq01_commit import commit
from residents.feeds.standing import load_standing
from residents.feeds.undo import undo
from residents.models.identity import RESIDENT_ID

_LIKE_RESIDENT_ID = ("", RESIDENT_ID)


def prepare(rows: list[Row], check: Check) -> None:
    """D17: are all dates of the file 1462 days off against the numbers?"""
    pairs = []
    for row in rows:
        reading = read_number(row.values["number"])
        if reading.birth_date and row.values["birth_date"]:
            pairs.append((row.values["birth_date"], reading.birth_date))
    shift = shifted_1904(pairs)
    check.date_shift = shift.days if shift.extent == "all" else 0


def judge(rows: list[Row], check: Check) -> None:
    """Compare a chunk with the base."""
    for row in rows:
        row.values["temporary_name"] = any(fix.reason == NOTE_TEMPORARY for fix in row.fixes)
        number = row.values["number"]
        _number(row, check)
        keep_as_written(row, number=number)
        _person_facts(row)
        _places(row, check)
    known = _match(rows, check)
    standing = load_standing([found.id for found in known.values()], on=check.today)
    for row in rows:
        found = known.get(row.line)
        if found is not None:
            _known_person(row, found, check)
            if row.sound:
                compare(row, standing[found.id], check)
                _say_why(row)
        _repeated(row, check)


def _number(row: Row, check: Check) -> None:
    v = row.values
    raw, v["number"] = v["number"], ""
    v.pop("linked", None)
    v["certificate"] = v["certificate"] or RESIDENT_ID
    if raw in (None, ""):
        return
    if v["certificate"] not in _LIKE_RESIDENT_ID:
        v["number"] = "".join(str(raw).split()).upper()[:40]
        return
    reading = read_number(raw, today=check.today)
    if reading.problem:
        row.note_problem("证件号码", reading.problem)
        for finding in row.findings[-1:]:
            finding.value = str(raw)[:6]
    v["number"] = reading.value or ""
    if reading.notes:
        row.fixes += [Fix("证件号码", note) for note in reading.notes]
        v["number_raw"] = str(raw)[:60]


def _person_facts(row: Row) -> None:
    """D11: number, sex and birth date must agree; what is not said is taken from the number."""
    v = row.values
    if not v["number"] or v["certificate"] not in _LIKE_RESIDENT_ID:
        return
    reading = NumberReading(v["number"], (), None, v["number"], "resident")
    born = birth_date(v["number"])
    said = v["birth_date"]
    by_month = said and any(fix.column == "出生日期" and fix.reason == NOTE_MONTH for fix in row.fixes)
    if by_month and born and (said.year, said.month) == (born.year, born.month):
        said = born
    for problem in disagreements(reading, sex=v["sex"], birth=said):
        row.note_problem("性别" if problem.code == "sex_disagrees" else "出生日期", problem)
    if not v["sex"] or row.decided:
        v["sex"] = reading.sex
    v["birth_date"] = born or said


def _places(row: Row, check: Check) -> None:
    """Where the person is registered and lives, and which community collects: its households bear the numbers."""
    v = row.values
    kind, hukou, living = v["residence"], v["hukou_code"], v["living_code"]
    v["hukou"], v["living"], v["collected_in"] = hukou, living, ""
    if not kind or not living:
        return
    if kind == BOTH:
        if hukou and hukou != living:
            row.question(
                "户籍地区划代码", "places", "写的是户在人在，户籍地却和现住社区不同", "请核对居住类型或两个代码"
            )
        v["hukou"] = v["collected_in"] = living
    elif kind == REGISTERED:
        v["collected_in"] = hukou
        if not hukou:
            row.refuse("户籍地区划代码", "missing", "户在人不在，要填户籍地区划代码", "请补上本社区的 12 位代码")
    else:
        v["collected_in"] = living
    if kind != BOTH and hukou == living:
        row.question("居住类型", "places", f"写的是{kind}，户籍地和现住社区却相同", "请核对居住类型或两个代码")
    _scope(row, check)


def _scope(row: Row, check: Check) -> None:
    v = row.values
    row.area = v["collected_in"] or v["living"] or ""
    node = area_tree().get(v["collected_in"] or "")
    if v["collected_in"] and (node is None or node.level != "community"):
        column = "户籍地区划代码" if v["residence"] == REGISTERED else "现住社区代码"
        row.refuse(column, "community", f"“{v['collected_in']}”不是本区的社区", "请填 12 位社区代码")
    elif not any(check.scope.holds(place or "") for place in (v["hukou"], v["living"])):
        row.refuse("现住社区代码", "scope", "这一行不在你的辖区", "请交给该社区或上级单位导入")
    # The person is the importer's too, but the household list of another community is that community's own.
    v["household_is_ours"] = check.scope.holds(v["collected_in"])


def _match(rows: list[Row], check: Check) -> dict[int, Known]:
    """{line: person of the base}: by number; without one that leads to somebody, by likeness."""
    numbered = by_number(row.values["number"] for row in rows if row.values["number"])
    found = {row.line: numbered[row.values["number"]] for row in rows if row.values["number"] in numbered}
    residents = [row for row in rows if row.values["certificate"] in _LIKE_RESIDENT_ID]
    found |= join_unnumbered(residents, found, area="collected_in")
    return found | match_likely((row for row in rows if row.line not in found and row.person_id is None), check)


def _say_why(row: Row) -> None:
    """A row that was linked without its number says by what."""
    if row.values.get("linked"):
        row.note += f"；认定是底册里的人：{row.values['linked']}"


def _known_person(row: Row, known: Known, check: Check) -> None:
    row.person_id = known.id
    note_variant(row, "姓名", row.values["name"] or known.name, known.name)
    if elsewhere(known, check):
        row.hold("证件号码", "elsewhere", "该证号已登记在别的社区", "请与该社区或上级核对")
    elif not (row.values.get("linked") or known.temporary) and not same_name(
        known.name, row.values["name"] or known.name
    ):
        row.question("姓名", "name_differs", f"同一证号在底册里是“{known.name}”", "请核对是改了名，还是证号写错")
    elif known.status == "deceased":
        row.question("姓名", "deceased", "底册里此人已登记死亡", "请核对证号")


def _repeated(row: Row, check: Check) -> None:
    """The same person twice in one file."""
    v = row.values
    if not v["name"]:
        return
    key = v["number"] or f"{v['collected_in']}|{v['household']}|{v['name']}|{v['birth_date']}"
    before = seen_before(check, key, row.line, v["name"])
    if before and same_name(before[1], v["name"]):
        if row.sound:
            row.verdict, row.note = "unchanged", f"与本表第 {before[0]} 行是同一个人"
    elif before:
        row.question(
            "证件号码",
            "number_twice",
            f"与第 {before[0]} 行同号，姓名不同（{before[1]}）",
            "一个号只能是一个人，请核对",
        )


feeds.register(
    Feed(
        key="SQ01",
        title="社区人口采集表",
        bureau="社区",
        columns=COLUMNS,
        judge=judge,
        commit=commit,
        undo=undo,
        prepare=prepare,
        conflict=conflict,
        people=people,
        after=look_for_duplicates,
        household_column="household",
        order=10,
        help=f"社区上门采集的人口。居住类型写 {BOTH}、{REGISTERED} 或 {LIVING}。",
    )
)
