"""What rows about births say of the parents, and whether such a birth can be (handbook §5.4)."""

from __future__ import annotations

import datetime as dt

from core.imports.feed import Check, Row
from residents.domain.ages import age_on
from residents.domain.names import same_name
from residents.feeds.matching import Known, elsewhere, note_variant

# 5.4: two births of one mother within seven months are questioned; twins may cross midnight.
_TWINS = dt.timedelta(days=3)
_APART = dt.timedelta(days=213)
_YOUNGEST_MOTHER, _OLDEST_MOTHER = 15, 55


def judge_parents(
    row: Row,
    mother: Known | None,
    father: Known | None,
    siblings: dict[int, list[tuple[int, dt.date]]],
    check: Check,
    *,
    number: str = "身份证号",
) -> None:
    """Names, sexes and dates of the parents beside the base; `mother_pk` and `father_pk` for the commit.

    `number`: how the layout's headers of the parents' numbers end (母亲身份证号, 母亲身份证).
    """
    v = row.values
    v["mother_pk"], v["father_pk"] = mother.id if mother else None, father.id if father else None
    for known, said, wanted, column in (
        (mother, v["mother_name"], "2", "母亲"),
        (father, v["father_name"], "1", "父亲"),
    ):
        if known is None:
            continue
        if said and not same_name(said, known.name):
            whom = "别的姓名" if elsewhere(known, check) else f"“{known.name}”"
            row.question(
                f"{column}姓名",
                "parent_name",
                f"{column}证号在底册里是{whom}，表里写“{said}”",
                "请核对姓名和证号，改正写错的一个",
            )
        elif said:
            note_variant(row, f"{column}姓名", said, known.name)
        if known.sex in ("1", "2") and known.sex != wanted:
            row.question(f"{column}{number}", "parent_sex", f"{column}在底册里的性别不符", "请核对父母两列是否填反")
    if mother is None and (v["mother_number"] or father is None) and not _has(row, f"母亲{number}"):
        _mother_missing(row, f"母亲{number}")
    if mother is not None and v.get("birth_date"):
        _plausible_birth(row, mother, siblings.get(mother.id, []), check, f"母亲{number}")


def _has(row: Row, column: str) -> bool:
    """Is something wrong with this column already?"""
    return any(finding.column == column for finding in row.findings)


def _mother_missing(row: Row, column: str) -> None:
    if row.values["mother_number"] or row.values["mother_name"]:
        said = row.values["mother_name"] or "母亲"
        row.question(column, "mother", f"底册里没有找到母亲{said}", "请先登记母亲；母亲是外地人的，请人核对后入库")
    else:
        row.question(column, "mother", "没有填母亲，父亲也不在底册", "请补上母亲或父亲的证号")


def _plausible_birth(row: Row, mother: Known, siblings: list[tuple[int, dt.date]], check: Check, column: str) -> None:
    """§5.4: mother's age, and months between two births of one mother (twins excepted)."""
    born: dt.date = row.values["birth_date"]
    if mother.birth_date:
        age = age_on(mother.birth_date, born)
        if not _YOUNGEST_MOTHER <= age <= _OLDEST_MOTHER:
            row.question(column, "mother_age", f"生育时母亲{age}岁", "请核对母亲证号")
    in_file: dict[int, list[tuple[int, dt.date]]] = check.memory.setdefault("births", {})
    earlier = in_file.setdefault(mother.id, [])
    own = row.values["number"]
    for _, other in [*siblings, *earlier]:
        if _TWINS < abs(other - born) < _APART:
            row.question(
                column,
                "births_apart",
                f"同一位母亲在 {other.isoformat()} 还生了一个孩子，相隔不到 7 个月",
                "请核对母亲证号",
            )
            break
    if all(number != own for number, _ in earlier):
        earlier.append((own, born))
