"""A value says which line of which file it came from."""

from __future__ import annotations

import pytest

from core.sources import describe
from residents.models import Person
from tests.imports.support import bring

pytestmark = pytest.mark.django_db


def test_sources_in_words(quji, django_assert_num_queries):
    batch = bring("SQ01-440104001007.xlsx", "SQ01", quji)
    source = Person.objects.order_by("id").values_list("source", flat=True)[0]
    with django_assert_num_queries(2):
        said = describe([source, f"SQ01:{batch.pk}", "desk:quji", "seed", ""])
    line = source.rpartition(":")[2]
    assert said[source].text == f"社区 SQ01 {batch.uploaded_at:%Y-%m} 批次第 {line} 行"
    assert said[source].url == f"/imports/{batch.uid}/lines/{line}/"
    assert said["desk:quji"].text == "柜台登记，陈慧敏"
    assert said["seed"].text == "演示数据" and "" not in said
