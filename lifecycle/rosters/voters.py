"""选民名单: who elects the deputies of the people's congress on the day asked for (columns voter_list_columns).

选举法 第四条、第二十七条 (who), 第二十八条 (list); 若干规定 三、四、五、九 (who may not, who may although detained, who votes where
he lives). The base set is who is registered in the area and whoever lives here with a certificate; each removal has its document.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, F, Q, Value, When

from lifecycle.domain import elections as rule
from lifecycle.domain.electoral_calendar import TERM_YEARS
from lifecycle.models.election import ElectionKind
from lifecycle.models.voter import StandingKind
from lifecycle.roster.declaration import Category, Context, Criterion, Roster, Row, rosters
from lifecycle.rosters.voters_columns import COLUMNS
from lifecycle.rosters.voters_evidence import (
    SAID,
    barred_evidence,
    certificate_evidence,
    citizen_evidence,
    home_evidence,
    hukou_evidence,
    living_evidence,
    of_age_evidence,
    ruling_evidence,
)
from lifecycle.selectors import elections, elections_roll
from residents.domain.ages import born_by
from residents.selectors.as_of import (
    belonging_to,
    lives_in,
    living_on,
    registered_in,
    residence_columns,
    resident_number,
)
from residents.selectors.ground import code_of

KIND = ElectionKind.CONGRESS


@dataclass(frozen=True)
class Roll:
    """What the roll of an area and day is made with: the wards, the last list and since when a change is news."""

    wards: rule.Wards
    earlier: tuple[int, ...]
    earlier_day: dt.date | None
    since: dt.date


def _rule(area: str, as_of: dt.date, _values: Mapping[str, Any]) -> Roll:
    day, versions = elections.last_lists(elections.VOTERS, area, as_of)
    # Without an earlier list, what happened within one term is news (宪法 第九十八条).
    since = day or as_of.replace(year=as_of.year - TERM_YEARS, day=min(as_of.day, 28))
    return Roll(elections.wards_on(area, as_of), versions, day, since)


# ── Criteria ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def of_age(context: Context) -> Q:
    return Q(birth_date__lte=born_by(rule.VOTING_AGE, context.as_of))


def citizen(_context: Context) -> Q:
    return Q(nationality=rule.CITIZEN)


def deprived(context: Context) -> Q:
    return elections_roll.standing(StandingKind.DEPRIVED, context.as_of)


def suspended(context: Context) -> Q:
    return elections_roll.standing(StandingKind.SUSPENDED, context.as_of)


def incapable(context: Context) -> Q:
    return elections_roll.standing(StandingKind.INCAPABLE, context.as_of)


def struck(context: Context) -> Q:
    return elections_roll.struck_by_ruling(KIND, context.as_of)


def given_away(context: Context) -> Q:
    return elections_roll.certified_away(context.area, context.as_of)


def taken_in(context: Context) -> Q:
    return elections_roll.certified_into(context.area, context.as_of)


def registered(context: Context) -> Q:
    return registered_in(context.place) & ~given_away(context)


def by_certificate(context: Context) -> Q:
    return lives_in(context.place) & taken_in(context)


def by_ruling(context: Context) -> Q:
    here = registered_in(context.place) | lives_in(context.place)
    return here & elections_roll.listed_by_ruling(KIND, context.as_of)


def _here(context: Context) -> str:
    return context.area_name(context.area)


def _not(key: str, words: str, clause: str, barred: Any, kind: str) -> Criterion:
    return Criterion(
        key,
        lambda _context: words,
        lambda _context: clause,
        q=lambda context: ~barred(context),
        evidence=lambda context, row: barred_evidence(context, row, kind),
        otherwise=lambda context, row: barred_evidence(context, row, kind).value,
    )


def _registered_otherwise(context: Context, row: Row) -> str:
    if row["registered_here"] or not row["hukou_code"]:
        return hukou_evidence(context, row).value
    gone = row["certificate"]
    return f"{hukou_evidence(context, row).value}{'，已开资格证明到别处参选' if gone else ''}"


CRITERIA = (
    Criterion(
        "of-age",
        lambda context: f"{born_by(rule.VOTING_AGE, context.as_of)} 或以前出生，选举日满 {rule.VOTING_AGE} 周岁",
        lambda _context: "选举法第四条",
        q=of_age,
        evidence=of_age_evidence,
        otherwise=lambda context, row: of_age_evidence(context, row).value,
    ),
    Criterion(
        "citizen",
        lambda _context: "中国公民",
        lambda _context: "选举法第四条",
        q=citizen,
        evidence=citizen_evidence,
        otherwise=lambda context, row: citizen_evidence(context, row).value,
    ),
    Criterion(
        "living",
        lambda context: f"{context.as_of} 那天在世",
        lambda _context: "选举法第二十七条：死亡的除名",
        q=lambda context: living_on(context.as_of),
        evidence=living_evidence,
        otherwise=lambda context, row: living_evidence(context, row).value,
    ),
    Criterion(
        "belongs",
        lambda context: f"在{_here(context)}登记，有一样就行",
        any_of=(
            Criterion(
                "registered",
                lambda context: f"户籍在{_here(context)}，没有转到别处参选",
                lambda _context: "选举法第二十七条：按选区登记",
                q=registered,
                evidence=hukou_evidence,
                otherwise=_registered_otherwise,
            ),
            Criterion(
                "certificate",
                lambda context: f"住在{_here(context)}，有原选区的资格证明",
                lambda _context: "关于县级以下人民代表大会代表直接选举的若干规定 九",
                q=by_certificate,
                evidence=certificate_evidence,
                otherwise=lambda context, row: (
                    f"{home_evidence(context, row).value}，{certificate_evidence(context, row).value}"
                ),
            ),
            Criterion(
                "ruling",
                lambda _context: "选举委员会或法院决定列入",
                lambda _context: "选举法第二十九条",
                q=by_ruling,
                evidence=ruling_evidence,
                otherwise=lambda context, row: ruling_evidence(context, row).value if row["ruling"] else "",
            ),
        ),
    ),
    _not("not-deprived", "没有被剥夺政治权利", "选举法第四条", deprived, StandingKind.DEPRIVED),
    _not("not-suspended", "没有被决定停止行使选举权利", "若干规定 四", suspended, StandingKind.SUSPENDED),
    _not(
        "capable",
        "没有经选举委员会确认不能行使",
        "选举法第二十七条第二款；若干规定 三",
        incapable,
        StandingKind.INCAPABLE,
    ),
    Criterion(
        "not-struck",
        lambda _context: "没有决定不列入",
        lambda _context: "选举法第二十九条",
        q=lambda context: ~struck(context),
        evidence=ruling_evidence,
        otherwise=lambda context, row: ruling_evidence(context, row).value,
    ),
)


# ── Categories: 登记类别, against the last published list ────────────────────────────────────────────────────────────


def _continuing(context: Context) -> Q:
    return elections_roll.on_versions(context.rule.earlier, context.area)


def _of_age_since(context: Context) -> Q:
    return Q(birth_date__gt=born_by(rule.VOTING_AGE, context.rule.since))


def _moved_in(context: Context) -> Q:
    since = context.rule.since
    return Q(hukou__began_on__gt=since) | Q(hukou__began_on=None, hukou__during__startswith__gt=since)


CATEGORIES = (
    Category(
        rule.BY_CERTIFICATE,
        "人户分离，凭原选区的资格证明在现居住地参选。",
        lambda context: elections_roll.not_so(registered(context)),
    ),
    Category(rule.CONTINUING, "上一次公布的名单上就有。一次登记，长期有效。", _continuing),
    Category(
        rule.RESTORED,
        "上一次选举以后恢复了选举权利。",
        lambda context: elections_roll.restored(context.rule.since, context.as_of),
    ),
    Category(rule.OF_AGE, "上一次选举以后满 18 周岁。", _of_age_since),
    Category(rule.MOVED_IN, "上一次选举以后户口迁入。", _moved_in),
    Category(rule.OTHER, "不在上一次的名单上，也不是以上几种：没有上次名单可比，或者上次漏了。"),
)


def _listed_area(context: Context) -> Case:
    """The community whose roll holds the voter: of the registration, else of the home."""
    return Case(
        When(registered_in(context.place), then=code_of(context.place, "hukou")), default=code_of(context.place, "home")
    )


def _evidence_fields(context: Context) -> dict[str, Any]:
    return {
        **residence_columns(),
        "hukou_building": F("hukou__dwelling__building_id"),
        "home_building": F("home__dwelling__building_id"),
        "registered_here": Case(
            When(registered(context), then=Value(True)), default=Value(False), output_field=BooleanField()
        ),
        "bar": elections_roll.bar_of(context.as_of),
        "permission": elections_roll.permission_of(context.as_of),
        "certificate": elections_roll.certificate_of(context.as_of),
        "ruling": elections_roll.ruling_of(KIND, context.as_of),
    }


def _column_fields(context: Context) -> dict[str, Any]:
    return {
        "number": resident_number(),
        "card": elections_roll.card_of(KIND, context.as_of),
        "proxy": elections_roll.proxy_of(KIND, context.as_of),
    }


def _remark(context: Context, row: Row) -> str:
    birth = row["birth_date"]
    if birth == born_by(rule.VOTING_AGE, context.as_of):
        return "选举日当天满 18 周岁，计入。"
    return f"{SAID[StandingKind.PERMITTED]}，可用流动票箱或委托投票。" if row["permission"] else ""


VOTERS = rosters.register(
    Roster(
        key=elections.VOTERS,
        title="选民",
        noun="选民",
        other_names=("选民名单", "选举名册", "人大代表选举"),
        layout="选民名单",
        period=lambda as_of: as_of.isoformat(),
        last_day=dt.date.fromisoformat,
        heading=lambda context: f"{context.as_of} 选举选民名单",
        summary=lambda context: (
            f"{context.as_of} 满 {rule.VOTING_AGE} 周岁，户籍在{_here(context)}或持资格证明住在这里"
        ),
        criteria=CRITERIA,
        categories=CATEGORIES,
        columns=COLUMNS,
        person_columns=(
            *("name", "sex", "birth_date", "died_on", "status", "ethnicity", "nationality"),
            *("source", "sources"),
        ),
        evidence_fields=_evidence_fields,
        column_fields=_column_fields,
        listed_area=_listed_area,
        narrowing=lambda context: belonging_to(context.place, context.as_of),
        withheld=("hukou_place", "home_place"),
        rule=_rule,
        remark=_remark,
        permission="election.view",
        facts=elections_roll.FACTS,
        asked_for=lambda area, today: elections.next_day(KIND, area, today) if len(area) > 6 else None,
        periods=lambda area, today: elections.days_of(KIND, area, today),
        shown=("ward_no", "sex", "age", "hukou_address", "voter_cert_no"),
        in_panel=False,
    )
)
