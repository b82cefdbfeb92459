"""Who is on the voter roll: the edge days, citizens, certificates, standing, categories; explained alike."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db.models import Q

from core import clock
from lifecycle.domain import elections as rule
from lifecycle.models import Election, VoterCertificate, VoterStanding
from lifecycle.roster.context import open_context, reaching
from lifecycle.roster.declaration import Context, rosters
from lifecycle.roster.explain import explain
from lifecycle.roster.select import counts, read
from tests.support import factories as make
from tests.support.areas import DEYUANLI, SANYANJING, YUEXIU

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 10)
SAID = {"recorded_by": "test", "source": "desk:shequ"}


@pytest.fixture
def election(areas: None) -> Election:
    return Election.objects.create(
        kind="congress", title="区人大代表选举", area_code=YUEXIU, day=DAY, recorded_at=clock.now(), **SAID
    )


@pytest.fixture
def roll(quji: Any) -> Any:
    """`roll(area)`: person id → member."""

    def ask(area: str = SANYANJING, day: dt.date = DAY) -> dict[int, Any]:
        context = open_context(rosters["voters"], area=area, as_of=day)
        with reaching(quji, context):
            return {member.person_id: member for member in read(rosters["voters"], context)}

    return ask


def test_who_turns_eighteen_on_the_day_votes(election: Election, roll: Any) -> None:
    of_age = make.person("满了", birth=dt.date(2008, 11, 10))
    make.person("差一天", birth=dt.date(2008, 11, 11))
    assert list(roll()) == [of_age.pk]
    assert roll()[of_age.pk].values["reg_kind"] == "2 新满18周岁"
