"""Guardians: who has one, on what ground, and what ends it (民法典 第二十七条至第三十九条)."""

from __future__ import annotations

OF_AGE = 18  # 民法典 第十七条、第十八条

# 民法典: the ground on which somebody is guardian.
BASES = (
    ("statutory", "法定顺序（第 27、28 条）"),
    ("will", "遗嘱指定（第 29 条）"),
    ("agreement", "协议确定（第 30 条）"),
    ("appointed", "居委会或民政指定（第 31 条）"),
    ("court", "法院指定（第 31、36 条）"),
    ("chosen", "意定监护（第 33 条）"),
    ("authority", "民政或居委会担任（第 32 条）"),
)
# 民法典 第三十九条 and 第三十六条.
ENDS = (
    ("capable", "被监护人成年，或恢复行为能力"),
    ("unable", "监护人丧失监护能力"),
    ("revoked", "法院撤销监护人资格"),
    ("agreed", "协议变更监护人"),
    ("died", "一方去世"),
    ("court", "法院认定监护关系终止"),
)


def basis_word(code: str) -> str:
    return dict(BASES).get(code, "").partition("（")[0]


def end_word(code: str) -> str:
    return dict(ENDS).get(code, "")


def ward_problem(age: int | None, *, judgment: str) -> tuple[str, str, str] | None:
    """(field, what is wrong, remedy) when nobody of this age has a guardian; an adult only after a court's judgment that he cannot
    act for himself (民法典 第二十四条).
    """
    if age is None:
        return "ward", "不知道被监护人的出生日期，判断不了要不要监护。", "请先更正出生日期。"
    if age >= OF_AGE and not judgment:
        words = f"被监护人那一天 {age} 岁，成年人要有法院认定无（限制）民事行为能力的判决书。"
        return "judgment", words, "请填判决书文号（民法典第二十四条）。"
    return None


def guardian_problem(age: int | None) -> tuple[str, str, str] | None:
    """A guardian must be able to act himself (民法典 第二十七条: 有监护能力的人)."""
    if age is not None and age < OF_AGE:
        return "guardian", f"监护人那一天 {age} 岁，还没有成年。", "监护人要年满 18 周岁；请核对是不是填反了。"
    return None
