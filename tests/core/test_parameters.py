"""Policy parameters: shipped values, inheritance, versions that never change the past silently."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from core import clock
from core.errors import NotAllowed, NotFound, UserError
from core.models import ParameterValue
from core.parameters import ancestors, parameters, read
from core.services.parameters import load_shipped_parameters, record_version
from tests.support.areas import HONGQIAO, SANYANJING, YUEXIU

pytestmark = pytest.mark.django_db
DIBAO = "GZ_DIBAO"


@pytest.fixture(autouse=True)
def shipped(areas: None) -> None:
    load_shipped_parameters(by="system")


def record(by: User, **said: Any) -> ParameterValue:
    values = {"area": YUEXIU, "since": dt.date(2027, 1, 1), "value": "1500", "document": "穗民〔2026〕1 号"}
    return record_version(DIBAO, by=by, **(values | said))


def value(on: dt.date, area: str = SANYANJING) -> Any:
    return read(DIBAO, on=on, area=area).value


def test_shipped_values_and_their_documents() -> None:
    assert read("school-age.entry-age", on=dt.date(2026, 8, 31), area=SANYANJING).value == 6
    cut_off = read("school-age.cut-off", on=dt.date(2026, 8, 31), area=SANYANJING)
    assert (cut_off.value, cut_off.area) == ("08-31", "440100") and cut_off.document
    assert value(dt.date(2023, 6, 1)) == "1238"


def test_what_is_not_known_reads_as_unconfirmed() -> None:
    reading = read(DIBAO, on=dt.date(2026, 6, 1), area=SANYANJING)
    assert reading.value is None and "待确认" in reading.warning
    assert read("GD_DISABLED_CARE", on=dt.date(2026, 6, 1), area=SANYANJING).value is None


def test_every_shipped_value_cites_something() -> None:
    for parameter in parameters:
        for seed in parameter.seeds:
            assert seed.value is None or seed.document, parameter.key


def test_loading_again_writes_nothing_and_keeps_what_an_office_recorded(quji: User) -> None:
    assert load_shipped_parameters(by="system") == 0
    record(quji, area=YUEXIU)
    ParameterValue.objects.filter(key=DIBAO, area_code="440100").update(recorded_by="shiju", value="1300")
    assert load_shipped_parameters(by="system") == 0
    assert value(dt.date(2023, 6, 1)) == "1300"


def test_the_nearest_area_wins(quji: User) -> None:
    assert ancestors(SANYANJING) == [SANYANJING, HONGQIAO, YUEXIU, "440100", "440000", "000000"]
    record(quji, value="1500")
    record(quji, area=HONGQIAO, value="1600")
    on = dt.date(2027, 3, 1)
    assert (value(on), value(on, "440104004107"), value(on, "440106")) == ("1600", "1500", None)
    assert value(dt.date(2026, 12, 31), HONGQIAO) is None


def test_a_new_version_ends_the_former_and_the_past_stays(quji: User) -> None:
    record(quji)
    record(quji, since=dt.date(2027, 7, 1), value="1600")
    assert (value(dt.date(2027, 6, 30)), value(dt.date(2027, 7, 1))) == ("1500", "1600")
    record(quji, since=dt.date(2027, 4, 1), value="1550")  # between two versions
    assert [value(dt.date(2027, month, 15)) for month in (2, 5, 8)] == ["1500", "1550", "1600"]
    with pytest.raises(UserError, match="已经有一个值"):
        record(quji, since=dt.date(2027, 4, 1), value="1560")


def test_changing_days_gone_by_needs_a_reason_and_is_kept(quji: User) -> None:
    record(quji)
    with clock.travel(dt.date(2027, 9, 1)):
        with pytest.raises(UserError, match="已经按原来的值算过"):
            record(quji, since=dt.date(2027, 3, 1), value="1555")
        record(quji, since=dt.date(2027, 3, 1), value="1555", why="文件更正")
        assert value(dt.date(2027, 5, 1)) == "1555"
    before = ParameterValue.pgh_event_model.objects.filter(key=DIBAO, area_code=YUEXIU).get()
    assert before.value == "1500" and before.pgh_context.metadata["why"] == "文件更正"


def test_an_unconfirmed_stretch_may_be_filled(quji: User) -> None:
    ParameterValue.objects.filter(key=DIBAO).update(area_code=YUEXIU)
    record(quji, since=dt.date(2024, 1, 1), value="1300")
    assert value(dt.date(2024, 5, 1)) == "1300" and value(dt.date(2023, 5, 1)) == "1238"


def test_who_may_record_and_what_is_asked(quji: User, shequ: User) -> None:
    with pytest.raises(NotAllowed):
        record(shequ)
    with pytest.raises(NotFound):
        record(quji, area="440100")
    with pytest.raises(UserError, match="要填数字"):
        record(quji, value="一千")
    with pytest.raises(UserError, match="依据文件"):
        record(quji, document=" ")
    with pytest.raises(UserError, match="要填"):
        record(quji, value="")


def test_the_pages(client_as: Any, quji: User, shequ: User) -> None:
    client = client_as(quji)
    listed = client.get(reverse("parameters")).content.decode()
    assert "小学入学年龄" in listed and "6 周岁" in listed and "待确认" in listed and "沿用" in listed
    assert "小学入学年龄" not in client.get(reverse("parameters"), {"unconfirmed": "1"}).content.decode()
    page = reverse("parameter", args=[DIBAO])
    said = {"area": YUEXIU, "since": "2027-1-1", "value": "1500", "document": "穗民〔2026〕1 号"}
    assert client.post(page, said | {"document": ""}).status_code == 422
    assert client.post(page, said).status_code == 302
    shown = client.get(page).content.decode()
    assert "1500 元/人月" in shown and "还没到" in shown and "quji" in shown
    assert "记下新版本" not in client_as(shequ).get(page).content.decode()
    assert client.get(reverse("parameter", args=["no-such"])).status_code == 404
