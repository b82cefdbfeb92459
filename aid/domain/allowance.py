"""What a family's means come to: which assistance they speak for, and how much (handbook §7.1, §7.3).

The machine reckons and shows; the street reviews, the district confirms (个人信息保护法 第二十四条). Incomes a person are compared
strictly: 人均收入“低于”标准; whoever has exactly the standard is not below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from aid.domain.assets import Limits, assets_of, judge_assets
from aid.domain.grades import DIFFERENCE, GRADES, read_grades
from aid.domain.income import deductions, family_income, monthly_income, necessary_expenses
from aid.domain.means import Differs, Line, Member
from aid.domain.money import MONTHS, NOTHING, cents, yuan
from aid.domain.standards import Derived, Standard, edge_standard, extreme_standard
from aid.domain.support import support_of_family


@dataclass(frozen=True)
class Rules:
    """The numbers of a month in a place. Texts that nobody has set are None: then nothing is deducted, exempted or graded."""

    minimum: Standard
    edge_ratio: Standard
    extreme_ratio: Standard
    orphan: Standard
    disabled_living: Standard
    disabled_care: Standard
    limits: Limits
    support_floor: Standard
    support_share: Standard
    disposable_income: Standard
    rigid_share: Standard
    order: tuple[str, ...] = ("verified", "survey", "declared")
    not_counted: frozenset[str] | None = None
    deducted: frozenset[str] = frozenset()
    method: str = DIFFERENCE
    grades: str = ""


@dataclass(frozen=True)
class Verdict:
    """What the figures say of one kind of assistance. `fits` None: a machine cannot say (see `missing`).

    `amount`: yuan a month for the whole family; None when it cannot be reckoned.
    """

    kind: str
    title: str
    fits: bool | None
    amount: Decimal | None
    lines: tuple[Line, ...]
    missing: tuple[str, ...] = ()
    clause: str = ""


@dataclass
class Assessment:
    """The figures of a family: incomes a month, a person a month, assets, and what they speak for."""

    people: int
    covered: int
    monthly: Decimal
    year: Decimal
    income: list[Line]
    assets: list[Line]
    within: bool | None
    expenses: Decimal
    differs: list[Differs] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    verdicts: dict[str, Verdict] = field(default_factory=dict)

    @property
    def per_person(self) -> Decimal:
        """Yuan a person a month, rounded for the screen; comparisons use the unrounded year."""
        return cents(self.year / MONTHS / self.people) if self.people else NOTHING

    def below(self, standard: Decimal) -> bool:
        """人均收入 < standard, exactly."""
        return self.year < standard * MONTHS * self.people


def assess(members: Sequence[Member], rules: Rules) -> Assessment:
    """Reckon a family's means by the rules of a month. At least one member must be counted."""
    due = support_of_family(
        [(member.name, one) for member in members if member.counted for one in member.obligors],
        minimum=rules.minimum, floor=rules.support_floor, share=rules.support_share,
    )  # fmt: skip
    income = family_income(members, order=rules.order, not_counted=rules.not_counted, due=due)
    less = deductions(members, order=rules.order, deducted=rules.deducted)
    monthly, lines = monthly_income(income, less)
    totals, owned = assets_of(members, order=rules.order)
    people = sum(member.counted for member in members)
    within, asset_lines, lacking = judge_assets(totals, people, limits=rules.limits, minimum=rules.minimum)
    found = Assessment(
        people=people,
        covered=sum(member.covered for member in members),
        monthly=monthly,
        year=max(income.total - less.total, NOTHING),
        income=lines,
        assets=asset_lines,
        within=within,
        expenses=necessary_expenses(members, order=rules.order),
        differs=[*income.differs, *less.differs, *owned.differs],
        missing=[*income.missing, *lacking],
    )
    if found.people:
        per_person = f"人均月收入 = {yuan(found.monthly)} ÷ {found.people} 人"
        found.income.append(Line(per_person, found.per_person, 0))
    for verdict in (
        minimum_living(found, rules), edge(found, members, rules), extreme_poverty(found, rules), rigid(found, rules),
    ):  # fmt: skip
        found.verdicts[verdict.kind] = verdict
    return found


def minimum_living(found: Assessment, rules: Rules) -> Verdict:
    """低保: 人均收入 below the standard and assets within the limits; 差额 or 分档 (社会救助法 第十八条)."""
    standard = rules.minimum
    if standard.value is None:
        return _unknown("minimum-living", "最低生活保障", standard.missing, found, "社会救助法 第十八条")
    below = found.below(standard.value)
    lines = [_compared("低保标准", found.per_person, standard.value, below, standard.version)]
    amount: Decimal | None
    if rules.method == GRADES:
        amount, line, missing = read_grades(rules.grades, found.per_person, found.covered)
        lines.append(line)
    else:
        amount, missing = max(standard.value * found.covered - found.monthly, NOTHING), []
        words = f"差额 = {yuan(standard.value)} × {found.covered} 人 − {yuan(found.monthly)}"
        floor = "，不足 0 的按 0" if standard.value * found.covered < found.monthly else ""
        lines.append(Line(f"{words}{floor}", amount, 0))
    fits = _both(below, found.within, sure=not (found.missing or missing))
    if fits is False:
        amount = NOTHING
    every = (*found.missing, *missing)
    return Verdict("minimum-living", "最低生活保障", fits, amount, tuple(lines), every, "社会救助法 第十八条")


def edge(found: Assessment, members: Sequence[Member], rules: Rules) -> Verdict:
    """低保边缘: below minimum × ratio, not below the minimum itself. No money; the severely disabled and ill may be listed alone."""
    standard = edge_standard(rules.minimum, rules.edge_ratio)
    clause = "社会救助法 第二十一条"
    if standard.value is None or rules.minimum.value is None:
        return _unknown("edge", "低保边缘", "、".join(standard.missing), found, clause)
    below = found.below(standard.value)
    lines = [
        Line(standard.words, standard.value),
        _compared("低保边缘标准", found.per_person, standard.value, below, ""),
    ]
    if found.below(rules.minimum.value):
        lines.append(Line("人均收入也低于低保标准，按最低生活保障申请"))
        below = False
    fits = _both(below, found.within, sure=not found.missing)
    if fits is not False:
        lines += [
            Line(f"{one.name}可以单独纳入最低生活保障（{_why_alone(one)}）", tone="g") for one in alone_in_edge(members)
        ]
    return Verdict("edge", "低保边缘", fits, NOTHING, tuple(lines), tuple(found.missing), clause)


def alone_in_edge(members: Sequence[Member]) -> list[Member]:
    """Those of an edge family who may be listed alone for the minimum living allowance (社会救助法 第二十一条)."""
    return [member for member in members if member.counted and (member.severe or member.ill)]


def _why_alone(member: Member) -> str:
    return "、".join(words for words, so in (("重度残疾", member.severe), ("患重病", member.ill)) if so)


def extreme_poverty(found: Assessment, rules: Rules) -> Verdict:
    """特困: three conditions that only people can see (社会救助法 第十六条); the figures say what the basic standard comes to."""
    standard = extreme_standard(rules.minimum, rules.extreme_ratio)
    lines = [Line(standard.words, standard.value)]
    amount = None
    if standard.value is not None:
        amount = standard.value * found.covered
        lines.append(Line(f"基本生活费 = {yuan(standard.value)} × {found.covered} 人", amount, 0))
    lines.append(Line("无劳动能力、无生活来源、无法定义务人或义务人无能力，由入户和审核的人认定；照料护理费另计"))
    return Verdict(
        "extreme-poverty", "特困人员救助供养", None, amount, tuple(lines), standard.missing, "社会救助法 第十六条"
    )


def rigid(found: Assessment, rules: Rules) -> Verdict:
    """刚性支出困难: below last year's disposable income, and necessary expenses above the share of the place (社会救助法 第二十二条)."""
    clause = "社会救助法 第二十二条"
    income, share = rules.disposable_income, rules.rigid_share
    missing = [words for words in (income.missing, share.missing) if words]
    if income.value is None or share.value is None:
        line = Line(f"不能由机器判断：{'、'.join(missing)}；必需支出近 12 个月 {yuan(found.expenses)}", tone="a")
        return Verdict("rigid", "刚性支出困难", None, NOTHING, (line,), tuple(missing), clause)
    below = found.year < income.value * found.people
    heavy = found.expenses > share.value * found.year
    share_words = f"家庭收入 {yuan(found.year)} 的 {share.value.normalize():f} 是 {yuan(share.value * found.year)}"
    said = f"必需支出 {yuan(found.expenses)}，{share_words}，{'超过了' if heavy else '没有超过'}"
    month = cents(income.value / MONTHS)
    lines = (
        _compared("上年居民人均可支配收入（每月）", found.per_person, month, below, income.version),
        Line(said, found.expenses),
    )
    fits = _both(below and heavy, found.within, sure=not found.missing)
    return Verdict("rigid", "刚性支出困难", fits, NOTHING, lines, tuple(found.missing), clause)


def per_head(kind: str, title: str, standard: Standard | Derived, heads: int, clause: str) -> Verdict:
    """What is paid by the head at one standard: orphans, disability allowances."""
    missing = (standard.missing,) if isinstance(standard.missing, str) and standard.missing else ()
    if standard.value is None:
        return Verdict(
            kind, title, None, None, (Line(standard.words, tone="a"),), missing or (f"{title}标准待确认",), clause
        )
    amount = standard.value * heads
    line = Line(f"{title} = {yuan(standard.value)} × {heads} 人", amount, 0)
    return Verdict(kind, title, None, amount, (Line(standard.words, standard.value), line), (), clause)


def _unknown(kind: str, title: str, missing: str, found: Assessment, clause: str) -> Verdict:
    line = Line(f"不能由机器判断：{missing}", tone="a")
    return Verdict(
        kind, title, None, None, (line,), tuple(dict.fromkeys([*missing.split("、"), *found.missing])), clause
    )


def _compared(title: str, has: Decimal, standard: Decimal, below: bool, version: str) -> Line:
    said = "低于" if below else "不低于"
    rests = f"（{version}）" if version else ""
    return Line(f"人均月收入 {yuan(has)} {said}{title} {yuan(standard)}{rests}", has, tone="" if below else "r")


def _both(below: bool, within: bool | None, *, sure: bool) -> bool | None:
    """Income and assets together; not below, or beyond the limits, is certain whatever else is missing."""
    if not below and sure:
        return False
    if within is False:
        return False
    return True if below and within and sure else None
