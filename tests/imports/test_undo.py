"""A batch is taken back as far as nothing later rests on it; then it can be brought again."""

from __future__ import annotations

import pytest

from core.audit import acting
from core.errors import Conflict
from core.imports.undoing import undo_batch
from core.models import Event, ImportBatch
from residents.models import Household, HouseholdMembership, IdentityDocument, Kinship, Person, Residence
from tests.imports.support import bring, verdicts, xlsx

pytestmark = pytest.mark.django_db

TABLES = (Person, Residence, HouseholdMembership, Kinship, IdentityDocument, Household)
HOME, NEWBORNS = "SQ01-440104001007.xlsx", "GA05.xlsx"


def sizes():
    return {model.__name__: model.objects.count() for model in TABLES}


def test_undo_leaves_nothing_and_can_be_brought_again(quji):
    bring(HOME, "SQ01", quji)
    bring("SQ01-440104004107.xlsx", "SQ01", quji)
    before = sizes()
    batch = bring(NEWBORNS, "GA05", quji)
    report = undo_batch(batch, by=quji)
    assert (report["undone"], report["kept"]) == (8, [])
    assert sizes() == before
    assert not Event.objects.filter(kind="person.born", status="registered").exists()
    assert bring(NEWBORNS, "GA05", quji).counts["accepted"] == 8


def test_people_whom_later_facts_rest_on_stay(quji):
    first = bring(HOME, "SQ01", quji)
    bring("SQ01-440104004107.xlsx", "SQ01", quji)
    bring(NEWBORNS, "GA05", quji)
    report = undo_batch(first, by=quji)
    assert report["undone"] + len(report["kept"]) == 111
    mother = Person.objects.get(name="苏雨")
    assert mother.residences.count() == 2
    rows = {kept["row"]: kept["reason"] for kept in report["kept"]}
    line = int(mother.source.rpartition(":")[2])
    assert "亲属关系" in rows[line] or "事件" in rows[line]
    assert not Person.objects.filter(name="孙国强").exists()


def test_a_person_corrected_later_stays(quji):
    batch = bring(HOME, "SQ01", quji)
    with acting(by="shequ", why="窗口更正", source="desk:shequ"):
        Person.objects.filter(name="孙国强").update(note="已核对")
    report = undo_batch(batch, by=quji)
    assert [kept["reason"] for kept in report["kept"]] == ["此人的资料后来又改过"]
    assert Person.objects.get().name == "孙国强"


HEADER = ("户号", "与户主关系", "姓名", "证件号码", "现住社区代码", "居住类型", "联系电话", "街路巷", "门牌号")
ROW = ("001", "户主", "田俊杰", "44019919921011201X", "440104001007", "户在人在")


def test_changed_fields_and_homes_come_back(quji):
    bring(xlsx(HEADER, (*ROW, "13800000001", "三眼井东街", "1号")), "SQ01", quji)
    second = bring(xlsx(HEADER, (*ROW, "13800000002", "三眼井东街", "9号")), "SQ01", quji)
    person = Person.objects.get()
    assert (person.phone, person.living_address, second.counts["accepted"]) == ("13800000002", "三眼井东街9号", 1)
    undo_batch(second, by=quji)
    person.refresh_from_db()
    assert (person.phone, person.phone_last4, person.living_address) == ("13800000001", "0001", "三眼井东街1号")
    assert person.residences.count() == 2
    again = bring(xlsx(HEADER, (*ROW, "13800000001", "三眼井东街", "1号")), "SQ01", quji)
    assert set(verdicts(again).values()) == {"unchanged"}


def test_only_a_committed_batch_can_be_undone(quji):
    batch = bring(HOME, "SQ01", quji, commit=False)
    with pytest.raises(Conflict):
        undo_batch(batch, by=quji)
    undone = bring(HOME, "SQ01", quji)
    undo_batch(undone, by=quji)
    with pytest.raises(Conflict):
        undo_batch(undone, by=quji)
    assert ImportBatch.objects.get(pk=undone.pk).state == "undone"
