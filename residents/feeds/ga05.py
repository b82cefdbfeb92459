"""GA05 新生儿上户: the police say that a newborn was registered (handbook §5.4, appendix C)."""

from __future__ import annotations

from accounts.selectors.areas import area_name
from core.domain.dates import NOTE_MONTH, born_on_or_before
from core.imports.feed import Check, Column, Feed, Row, feeds
from residents.domain.id_number import birth_date
from residents.domain.id_number import sex as sex_of
from residents.domain.names import NOTE_TEMPORARY, same_name
from residents.domain.number_reading import NumberReading, disagreements
from residents.feeds import columns as read
from residents.feeds.births import judge_parents
from residents.feeds.ga05_commit import commit
from residents.feeds.infants import Infant, pair_newborns
from residents.feeds.matching import Known, by_number, children_of, elsewhere, note_variant, parents_of, seen_before
from residents.feeds.review import conflict, look_for_duplicates, people
from residents.feeds.undo import undo

COLUMNS = (
    Column("data_date", "数据日期", read.day, shown=False, looks_right=read.like_date, example="2026-11-05"),
    Column("data_unit", "数据单位", read.words(60), shown=False, width=18, example="越秀区公安分局"),
    Column("number", "身份证号", read.number, (*read.NUMBER_SYNONYMS[:7], "新生儿身份证号"), value_required=True,
           column_required=True, looks_right=read.like_number, sensitive=True, width=22, help="18 位，末位可以是 X"),
    Column("name", "姓名", read.name, ("新生儿姓名", "婴儿姓名"), value_required=True, column_required=True,
           help="未取名的写“母亲姓名之子/之女”"),
    Column("sex", "性别", read.code("sex"), show=read.named("sex"), value_required=True, column_required=True, looks_right=read.like_sex,
           choices=("男", "女"), width=8),
    Column("accepted_on", "受理日期", read.day, ("上户日期", "入户日期", "登记日期"), value_required=True, column_required=True,
           looks_right=read.like_date, width=13, example="2026-11-03"),
    Column("committee", "居村委会", read.community, ("居委会", "村居委会", "社区居委会", "社区", "所属社区"), value_required=True,
           column_required=True, width=20, show=area_name, help="社区全名或 12 位代码"),
    Column("group", "居民组", read.words(40), ("小组", "居民小组"), shown=False),
    Column("father_name", "父亲姓名", read.name, ("父姓名", "父亲"), shown=False),
    Column("father_number", "父亲身份证号", read.number, ("父亲身份证", "父亲身份证号码", "父亲证件号码", "父身份证号"),
           looks_right=read.like_number, sensitive=True, shown=False, width=22),
    Column("mother_name", "母亲姓名", read.name, ("母姓名", "母亲")),
    Column("mother_number", "母亲身份证号", read.number, ("母亲身份证", "母亲身份证号码", "母亲证件号码", "母身份证号"),
           looks_right=read.like_number, sensitive=True, shown=False, width=22, help="没有母亲的填父亲"),
)  # fmt: skip


def judge(rows: list[Row], check: Check) -> None:
    """Compare a chunk with the base. Every row is looked at, so that one pass tells all that is wrong with it."""
    values = [row.values for row in rows]
    known = by_number(n for v in values for n in (v["number"], v["father_number"], v["mother_number"]) if n)
    mothers = {known[v["mother_number"]].id for v in values if v["mother_number"] in known}
    siblings = children_of(mothers)
    children = [known[v["number"]].id for v in values if v["number"] in known]
    parents = parents_of(children)
    ours: list[Row] = []
    for row in rows:
        row.area = row.values["committee"] or ""
        row.values["temporary_name"] = any(fix.reason == NOTE_TEMPORARY for fix in row.fixes)
        _against_itself(row, check)
        mother = known.get(row.values["mother_number"] or "")
        father = known.get(row.values["father_number"] or "")
        if _in_scope(row, check, mother or father):
            judge_parents(row, mother, father, siblings, check)
            ours.append(row)
    first = {row.values["number"]: row for row in reversed(ours) if row.values["number"] not in known}
    joined = pair_newborns([row for row in ours if first.get(row.values["number"]) is row], check, lacking="numbered")
    for row in rows:
        _child(row, known, joined, parents, check)


def _against_itself(row: Row, check: Check) -> None:
    """D11, D18: what the row says in two places must agree."""
    v = row.values
    if not v["number"]:
        return
    for problem in disagreements(NumberReading(v["number"], (), None, v["number"], "resident"), sex=v["sex"]):
        row.note_problem("性别", problem)
    v["birth_date"] = birth_date(v["number"])
    if row.decided:
        v["sex"] = sex_of(v["number"])  # the number is believed once a person has looked (D11)
    by_month = any(fix.column == "受理日期" and fix.reason == NOTE_MONTH for fix in row.fixes)
    if by_month and v["accepted_on"] and v["birth_date"] and v["accepted_on"] == v["birth_date"].replace(day=1):
        v["accepted_on"] = v["birth_date"]  # in the month of birth, so not before it
    if v["accepted_on"] and v["birth_date"]:
        problem = born_on_or_before(v["birth_date"], v["accepted_on"], "受理日期")
        if problem:
            row.note_problem("受理日期", problem)


def _in_scope(row: Row, check: Check, parent: Known | None) -> bool:
    """D32: a row belongs to the importer when the child is registered, or its home lies, inside the scope.

    Of somebody else's row no more is said: whether its mother is known is not the importer's business.
    """
    home = parent.living_area if parent else ""
    if row.area and not check.scope.holds(row.area) and not check.scope.holds(home):
        row.refuse("居村委会", "scope", "这一行不在你的辖区", "已记下，入库时转给所在的地区")
        return False
    return True


def _child(
    row: Row, known: dict[str, Known], joined: dict[int, Infant], parents: dict[int, set[int]], check: Check
) -> None:
    v = row.values
    if not v["number"] or not v["name"]:
        return
    before = seen_before(check, v["number"], row.line, v["name"])
    child = known.get(v["number"])
    if child is not None:
        row.person_id = child.id
        _known_child(row, child, parents.get(child.id, set()), check)
    elif row.line in joined:
        _joined_child(row, joined[row.line].known)
    elif before and same_name(before[1], v["name"]):
        row.verdict, row.note = "unchanged", f"与本表第 {before[0]} 行重复"
    elif before:
        row.question(
            "身份证号",
            "number_twice",
            f"与第 {before[0]} 行同号，姓名不同（{before[1]}）",
            "一个号只能是一个人，请核对",
        )


def _joined_child(row: Row, child: Known) -> None:
    """The certificate of birth, or a collection form, came before the number: the same child, now registered."""
    v = row.values
    row.person_id, v["joined"] = child.id, True
    v["renamed"] = bool(not v["temporary_name"] and v["name"] != child.name)
    former = "" if not v["renamed"] else f"，{'暂用名' if child.temporary else '原名'}“{child.name}”改为“{v['name']}”"
    row.note = f"底册已有这个孩子，补上证号和户籍{former}"


def _known_child(row: Row, child: Known, parents: set[int], check: Check) -> None:
    v = row.values
    note_variant(row, "姓名", v["name"], child.name)
    if elsewhere(child, check):
        row.hold("身份证号", "elsewhere", "该证号已登记在别的社区", "请与该社区或上级核对")
    elif child.temporary and not v["temporary_name"]:
        v["renamed"] = True
        row.note = f"暂用名“{child.name}”改为“{v['name']}”"
    elif not same_name(child.name, v["name"]):
        row.question("姓名", "name_differs", f"同一证号在底册里是“{child.name}”", "请核对是改了名，还是证号写错")
    elif child.hukou_area != v["committee"] and child.hukou_area:
        row.question("居村委会", "hukou_differs", "底册里这个孩子的户籍在别的社区", "请核对是否已迁移")
    elif (not child.hukou_area) or not {pk for pk in (v["mother_pk"], v["father_pk"]) if pk} <= parents:
        row.note = "底册已有此人，补上户籍和父母"
    else:
        row.verdict, row.note = "unchanged", "底册已有，内容相同"


feeds.register(
    Feed(
        key="GA05",
        title="新生儿上户",
        bureau="公安",
        columns=COLUMNS,
        judge=judge,
        commit=commit,
        undo=undo,
        conflict=conflict,
        people=people,
        after=look_for_duplicates,
        order=20,
        help="派出所每月送来的新生儿上户名单。孩子随母亲（没有的随父亲）入户。",
    )
)
