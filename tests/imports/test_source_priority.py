"""Whose word counts: the same base whatever order the files come in; what differs is kept, shown, and decided by a person."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest
from django.db import transaction

from core import clock
from core.services.parameters import load_shipped_parameters, record_version
from residents.domain.sources import GENERAL, read_order
from residents.models import Disagreement, Person
from tests.imports.layouts import MOTHER, SQ01, send
from tests.support import factories
from tests.support.areas import YUEXIU

pytestmark = pytest.mark.django_db
CHILD = "44019920260103392X"
FILES = {
    "GA01": [{"民族": "回族"}, {"姓名": "田芷萱", "身份证号": CHILD, "性别": "女", "出生日期": "2026-01-03", "与户主关系": "女",
                               "民族": "汉族"}],
    "SQ01": [{"民族": "壮族"}, {"姓名": "田芷萱", "证件号码": CHILD, "性别": "女", "出生日期": "2026-01-03", "与户主关系": "女",
                               "民族": "满族", "婚姻状况": "未婚", "联系电话": ""}],
    "WJ02": [{"母亲姓名": "梁惠珍", "母亲身份证": MOTHER, "父亲姓名": "", "父亲身份证": "", "新生儿姓名": ""}],
}  # fmt: skip


@pytest.fixture(autouse=True)
def present():
    with clock.travel(dt.date(2026, 11, 21)):
        yield


def _files():
    """The mother stands at the head of her household in both lists."""
    head = {
        "GA01": {"身份证号": MOTHER, "出生日期": "1996-09-03"},
        "SQ01": {"证件号码": MOTHER, "出生日期": "1996-09-03"},
    }
    return {code: [rows[0] | head.get(code, {}), *rows[1:]] for code, rows in FILES.items()}


def _outcome():
    people = {}
    for person in Person.objects.order_by("birth_date"):
        fields = (
            person.name,
            person.sex,
            str(person.birth_date),
            person.ethnicity,
            person.marital_status,
            person.phone,
        )
        place = (person.hukou_area, person.living_area, person.hukou_address, person.living_address)
        papers = tuple(sorted(person.documents.filter(active=True).values_list("type", flat=True)))
        people[person.birth_date] = (*fields, *place, papers, person.kin.filter(kind="parent").count())
    differing = sorted(
        (row.person.birth_date, row.field, row.standing, row.other, row.other_feed)
        for row in Disagreement.objects.filter(state="open").select_related("person")
    )
    return people, differing


def test_any_order_of_the_files_makes_the_same_base(quji):
    factories.person("梁惠珍", birth=dt.date(1996, 9, 3), number=MOTHER)
    outcomes = {}
    for order in permutations(("GA01", "SQ01", "WJ02")):
        with transaction.atomic():
            for code in order:
                batch = send(code, quji, *_files()[code])
                assert not (batch.counts["review"] or batch.counts["refused"]), (order, code)
            outcomes[order] = _outcome()
            transaction.set_rollback(True)
    first = outcomes[("GA01", "SQ01", "WJ02")]
    assert first[0][dt.date(2026, 1, 3)][0] == "田芷萱" and first[0][dt.date(1996, 9, 3)][3] == "03"
    for order, outcome in outcomes.items():
        assert outcome == first, order


def test_a_lower_source_is_heard_and_not_followed(client_as, shequ):
    send("GA01", shequ, {"民族": "回族"})
    batch = send("SQ01", shequ)
    person, heard = Person.objects.get(), Disagreement.objects.get()
    assert (person.ethnicity, heard.field, heard.standing, heard.other) == ("03", "ethnicity", "03", "01")
    assert "民族、所在户以公安为准，不改，记下说法不一" in batch.rows.get().note
    assert send("SQ01", shequ).counts["unchanged"] == 1 and Disagreement.objects.count() == 1
    page = client_as(shequ).get(f"/persons/{person.uid}/").content.decode()
    assert "底册用的是公安说的「回族」，社区采集说「汉族」" in page
    assert "民族" in client_as(shequ).get("/disagreements/").content.decode()


def test_agreement_closes_it(shequ):
    send("GA01", shequ, {"民族": "回族"})
    send("SQ01", shequ)
    send("SQ01", shequ, {"民族": "回族"})
    assert Disagreement.objects.get().state == "agreed"


def test_adopting_is_a_correction_at_the_desk_and_the_police_do_not_undo_it(client_as, shequ):
    send("GA01", shequ, {"民族": "回族"})
    send("SQ01", shequ)
    row = Disagreement.objects.get()
    client = client_as(shequ)
    client.post(f"/disagreements/{row.pk}/", {"decision": "adopt", "reason": ""})
    assert Disagreement.objects.get().state == "open"
    client.post(f"/disagreements/{row.pk}/", {"decision": "adopt", "reason": "看了户口簿"})
    person = Person.objects.get()
    assert (person.ethnicity, person.sources["ethnicity"]) == ("01", "desk:shequ")
    send("GA01", shequ, {"民族": "回族", "数据日期": "2026-11-20"})
    assert Person.objects.get().ethnicity == "01"


def test_keeping_is_remembered(client_as, user_named, shequ):
    send("GA01", shequ, {"民族": "回族"})
    send("SQ01", shequ)
    row = Disagreement.objects.get()
    assert client_as(user_named("panfu")).post(f"/disagreements/{row.pk}/", {"reason": "x"}).status_code == 404
    client_as(shequ).post(f"/disagreements/{row.pk}/", {"decision": "keep", "reason": "本人说是回族"})
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.reason) == ("kept", "shequ", "本人说是回族")
    assert send("SQ01", shequ).counts["unchanged"] == 1 and Disagreement.objects.count() == 1


def test_an_office_may_set_another_order_for_a_field(quji):
    load_shipped_parameters(by="test")
    record_version(
        "source.order.ethnicity", area=YUEXIU, since=dt.date(2026, 1, 1), value="社区采集 > 公安", document="越秀〔2026〕1 号",
        by=quji, why="试点",
    )  # fmt: skip
    send("GA01", quji, {"民族": "回族"})
    send("SQ01", quji)
    assert Person.objects.get().ethnicity == "01"
    with pytest.raises(Exception, match="不认识"):
        record_version(
            "source.order.phone",
            area=YUEXIU,
            since=dt.date(2026, 1, 1),
            value="邻居 > 公安",
            document="x",
            by=quji,
            why="x",
        )


def test_every_value_says_where_it_comes_from(client_as, shequ):
    send("SQ01", shequ)
    send("GA01", shequ)
    person = Person.objects.get()
    page = client_as(shequ).get(f"/persons/{person.uid}/sources/").content.decode()
    assert "公安 GA01" in page and "社区 SQ01" in page and "第 2 行" in page and "证实" in page and "黎敏仪" in page
    line = person.sources["sex"].split(":")
    assert f"/lines/{line[2]}/" in page
    link = next(part.split('"')[0] for part in page.split('href="') if "/lines/" in part.split('"')[0])
    shown = client_as(shequ).get(link).content.decode()
    assert "来件这样写" in shown and SQ01["证件号码"] not in shown


@pytest.mark.parametrize("text", ["", "公安 > 公安", "邻居"])
def test_an_order_that_says_nothing_is_refused(text):
    with pytest.raises(ValueError, match=r"[一-鿿]"):
        read_order(text)


def test_the_general_order_is_the_handbooks():
    order = read_order(GENERAL)
    ranks = [order.rank(source) for source in ("GA01:1:2", "WJ02:1:2", "SB01:1:2", "SQ01:1:2", "seed")]
    assert ranks == sorted(ranks, reverse=True) and len(set(ranks)) == 5
    assert order.rank("MZ01:1") == order.rank("WJ02:1") and order.keeps("desk:a", "GA01:1")
