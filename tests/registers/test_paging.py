"""Keyset paging visits every row once, in order, forwards and back, with ties and empty values."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import UserError
from core.register.declaration import registers
from core.register.listing import Ask, read_page
from core.scope import Scope
from residents.models import Person
from tests.support import factories
from tests.support.areas import SANYANJING

SCOPE = Scope.of([SANYANJING])
births = st.lists(st.one_of(st.none(), st.dates(dt.date(2000, 1, 1), dt.date(2000, 1, 4))), min_size=1, max_size=12)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(born=births, size=st.integers(1, 5), sort=st.sampled_from(["", "birth_date", "-birth_date", "name", "-name"]))
def test_each_row_once(areas: None, born: list[dt.date | None], size: int, sort: str) -> None:
    Person.objects.all().delete()
    for number, birth in enumerate(born):
        row = factories.person(f"张{'一二三'[number % 3]}", birth=dt.date(2000, 1, 1), number=None)
        Person.objects.filter(pk=row.pk).update(birth_date=birth)
    register = registers["persons"]
    whole = [row["pk"] for row in read_page(register, SCOPE, Ask({}, sort=sort), size=100).rows]
    assert sorted(whole) == sorted(Person.objects.values_list("id", flat=True))
    seen, page = [], read_page(register, SCOPE, Ask({}, sort=sort), size=size)
    pages = [page]
    while page.next:
        page = read_page(register, SCOPE, Ask({}, sort=sort, after=page.next), size=size)
        pages.append(page)
    for each in pages:
        seen += [row["pk"] for row in each.rows]
    assert seen == whole
    for former, later in pairwise(pages):
        back = read_page(register, SCOPE, Ask({}, sort=sort, before=later.previous), size=size)
        assert [row["pk"] for row in back.rows] == [row["pk"] for row in former.rows]


def test_a_worn_out_link_is_told_in_words(db: None) -> None:
    with pytest.raises(UserError, match="翻页地址已失效"):
        read_page(registers["persons"], SCOPE, Ask({}, after="%%%"))
