"""居委会选举登记名单: who takes part in electing the committee (居民委员会组织法 2025 修订, in force since 2026-01-01).

第十五条 (eighteen, not deprived), 第十六条 (who is listed: registered here and taking part; resident here though registered elsewhere
and taking part; a community worker of six months who applied and was confirmed), 第十七条 (list, objections).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Left

from core.scope import Scope
from lifecycle.domain import elections as rule
from lifecycle.models.election import ElectionKind
from lifecycle.models.voter import Basis, StandingKind
from lifecycle.roster.declaration import Category, Column, Context, Criterion, Evidence, Roster, Row, rosters
from lifecycle.rosters import voters
from lifecycle.rosters.voters_columns import address, age
from lifecycle.rosters.voters_evidence import (
    barred_evidence,
    citizen_evidence,
    declared_evidence,
    home_evidence,
    hukou_evidence,
    living_evidence,
)
from lifecycle.selectors import elections, elections_roll
from residents.domain.ages import born_by
from residents.selectors.as_of import lives_in, living_on, registered_in, residence_columns
from residents.selectors.words import sex_word

KIND = ElectionKind.COMMITTEE
_COMMUNITY = 12
_LAW = "居民委员会组织法（2025 修订）第十六条"


@dataclass(frozen=True)
class CommitteeRoll:
    """The last list of the community, for additions and removals."""

    earlier: tuple[int, ...]
    earlier_day: dt.date | None


def _rule(area: str, as_of: dt.date, _values: Mapping[str, Any]) -> CommitteeRoll:
    day, versions = elections.last_lists(elections.COMMITTEE_VOTERS, area, as_of)
    return CommitteeRoll(versions, day)


# ── Criteria ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def declared(context: Context, **said: Any) -> Any:
    """What was declared for elections inside the area."""
    rows = elections_roll.participants(context.as_of, **said)
    return rows.filter(Scope.of([context.area]).q("election__area_code"))


def _in_its_community(context: Context, kind: str, basis: str) -> Q:
    """Declared on this basis for the community in which the person is registered, or lives, on the day."""
    there = declared(context, basis=basis, willing=True).filter(
        person=OuterRef("pk"), election__area_code=Left(OuterRef(f"{kind}__area_code"), _COMMUNITY)
    )
    return Q(pk__in=there.values("person_id"))


def by_registration(context: Context) -> Q:
    return registered_in(context.place) & _in_its_community(context, "hukou", Basis.REGISTERED)


def by_residence(context: Context) -> Q:
    return lives_in(context.place) & _in_its_community(context, "home", Basis.RESIDENT)


def by_work(context: Context) -> Q:
    confirmed = declared(context, basis=Basis.WORKER, willing=True).filter(
        confirmed_on__lte=context.as_of, worked_since__lte=worked_by(context.as_of)
    )
    return Q(pk__in=confirmed.values("person_id"))


def worked_by(day: dt.date) -> dt.date:
    """The latest first working day with six full months before `day`."""
    months = day.year * 12 + day.month - 1 - rule.WORKER_MONTHS
    first = dt.date(months // 12, months % 12 + 1, 1)
    last = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def listed_elsewhere(context: Context) -> Q:
    return Q(pk__in=declared(context, elsewhere=True).values("person_id"))


def declined(context: Context) -> Q:
    return Q(pk__in=declared(context, willing=False).values("person_id"))


def has_declared(context: Context) -> Q:
    return Q(pk__in=declared(context).values("person_id"))


def _declared_otherwise(context: Context, row: Row) -> str:
    return declared_evidence(context, row).value


def _basis(key: str, words: str, q: Any, evidence: Any, instead: Any) -> Criterion:
    return Criterion(
        key,
        lambda _context: words,
        lambda _context: _LAW,
        q=q,
        evidence=evidence,
        otherwise=lambda context, row: instead(context, row).value,
    )


def _with_declaration(evidence: Any) -> Any:
    def both(context: Context, row: Row) -> Evidence:
        place, said = evidence(context, row), declared_evidence(context, row)
        return Evidence(f"{place.value}；{said.value}", said.source or place.source, said.since)

    return both


CRITERIA = (
    voters.CRITERIA[0],
    Criterion(
        "citizen",
        lambda _context: "中国公民",
        q=voters.citizen,
        evidence=citizen_evidence,
        otherwise=lambda context, row: citizen_evidence(context, row).value,
    ),
    Criterion(
        "living",
        lambda context: f"{context.as_of} 那天在世",
        q=lambda context: living_on(context.as_of),
        evidence=living_evidence,
        otherwise=lambda context, row: living_evidence(context, row).value,
    ),
    Criterion(
        "basis",
        lambda _context: "登记参加选举，有一样就行",
        any_of=(
            _basis(
                "registered",
                "户籍在本社区，表示参加",
                by_registration,
                _with_declaration(hukou_evidence),
                hukou_evidence,
            ),
            _basis(
                "resident",
                "户籍不在、常住本社区，表示参加",
                by_residence,
                _with_declaration(home_evidence),
                home_evidence,
            ),
            _basis(
                "worker",
                "在本社区工作满六个月，本人申请，选举委员会确认",
                by_work,
                declared_evidence,
                declared_evidence,
            ),
        ),
    ),
    Criterion(
        "not-elsewhere",
        lambda _context: "没有在别处登记参加",
        lambda _context: _LAW,
        q=lambda context: ~listed_elsewhere(context),
        evidence=declared_evidence,
        otherwise=_declared_otherwise,
    ),
    Criterion(
        "not-deprived",
        lambda _context: "没有被剥夺政治权利",
        lambda _context: "居民委员会组织法（2025 修订）第十五条",
        q=lambda context: ~voters.deprived(context),
        evidence=lambda context, row: barred_evidence(context, row, StandingKind.DEPRIVED),
        otherwise=lambda context, row: barred_evidence(context, row, StandingKind.DEPRIVED).value,
    ),
)

CATEGORIES = (
    Category(rule.BASIS["1"], "户籍在本社区，表示参加选举。", by_registration),
    Category(rule.BASIS["2"], "户籍不在、常住本社区，表示参加选举；要核对没有在别处登记。", by_residence),
    Category(rule.BASIS["3"], "社区工作者，在本社区工作满六个月，本人申请并经选举委员会确认。"),
)


# ── Columns of committee_election_voter_columns ──────────────────────────────────────────────────────────────────────


def _yes(key: str) -> Any:
    return lambda _context, row: "是" if (row["declared"] or {}).get(key) else "否"


def _basis_column(_context: Context, row: Row) -> str:
    code = next(code for code, title in rule.BASIS.items() if title == row["category"])
    return f"{code} {row['category']}"


COLUMNS = (
    Column(
        "committee", "社区", lambda context, row: context.area_name(row["listed_area"]), 12, posted=True, printed=30
    ),
    Column("name", "姓名", lambda _c, row: row["name"], 9, posted=True, printed=26),
    Column("sex", "性别", lambda _c, row: sex_word(row["sex"]), 5, posted=True, printed=12),
    Column(
        "birth_date",
        "出生日期",
        lambda _c, row: row["birth_date"].isoformat() if row["birth_date"] else "",
        10.5,
        printed=24,
    ),
    Column("age", "年龄", age, 5, printed=12),
    Column("address", "现居地址", address("home"), 19, printed=60, left=True),
    Column("basis", "登记依据", _basis_column, 14, printed=44, left=True),
    Column("willing", "是否表示参加选举", _yes("willing"), 8, printed=18, print_header="表示参加"),
    Column("elsewhere", "是否已在他处登记", _yes("elsewhere"), 8, printed=18, print_header="他处登记"),
    Column("deprived", "剥夺政治权利", lambda _c, _row: "否", 8),
    Column("household_rep", "户代表标记", _yes("household_rep"), 7, printed=14, print_header="户代表"),
    Column("resident_rep", "居民代表标记", _yes("resident_rep"), 7, printed=16, print_header="居民代表"),
    Column("proxy_to", "委托给", lambda _c, row: row["proxy"] or "", 9, compared=False),
    Column("objection", "申诉/处理", lambda _c, row: row["objection"], 12, compared=False),
)


def _listed_area(context: Context) -> Coalesce:
    """The community whose committee is elected."""
    there = declared(context, willing=True).filter(person=OuterRef("pk")).order_by("pk")
    return Coalesce(Subquery(there.values("election__area_code")[:1]), Value(""))


def _fields(context: Context) -> dict[str, Any]:
    return {
        **residence_columns(),
        "hukou_building": F("hukou__dwelling__building_id"),
        "bar": elections_roll.bar_of(context.as_of),
        "declared": elections_roll.participation_of(context.as_of),
    }


def _column_fields(context: Context) -> dict[str, Any]:
    return {
        "proxy": elections_roll.proxy_of(KIND, context.as_of),
        "objection": Coalesce(elections_roll.objection_of(KIND, context.as_of), Value(""), output_field=TextField()),
    }


COMMITTEE = rosters.register(
    Roster(
        key=elections.COMMITTEE_VOTERS,
        title="居委会选举登记",
        noun="登记参加的居民",
        other_names=("居委会换届名册", "居委会选举名单"),
        layout="居委会选举登记名单",
        period=lambda as_of: as_of.isoformat(),
        last_day=dt.date.fromisoformat,
        heading=lambda context: f"{context.as_of} 居委会选举登记名单",
        summary=lambda context: f"{born_by(rule.VOTING_AGE, context.as_of)} 或以前出生，登记参加选举",
        criteria=CRITERIA,
        categories=CATEGORIES,
        columns=COLUMNS,
        person_columns=("name", "sex", "birth_date", "died_on", "status", "nationality", "source", "sources"),
        evidence_fields=_fields,
        column_fields=_column_fields,
        listed_area=_listed_area,
        narrowing=has_declared,
        withheld=("hukou_place", "home_place"),
        rule=_rule,
        permission="election.view",
        facts=elections_roll.FACTS,
        asked_for=lambda area, today: elections.next_day(KIND, area, today) if len(area) > 6 else None,
        periods=lambda area, today: elections.days_of(KIND, area, today),
        shown=("sex", "birth_date", "address", "household_rep", "resident_rep"),
        in_panel=False,
    )
)
