"""A merge and the taking back of a file respect each other: neither pulls the ground from under the other."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.models import User
from core.imports.undoing import undo_batch
from residents.models import Merge, Person, Residence
from residents.services.merge import merge
from residents.services.unmerge import undo_merge
from tests.imports.support import bring, xlsx
from tests.support import factories

pytestmark = pytest.mark.django_db
HEADER = ("户号", "与户主关系", "姓名", "证件号码", "现住社区代码", "居住类型", "联系电话", "街路巷", "门牌号")
ROW = ("001", "户主", "田俊杰", "44019919921011201X", "440104001007", "户在人在", "13800000001", "三眼井东街", "1号")


def _file(quji: User):
    return bring(xlsx(HEADER, ROW), "SQ01", quji)


@pytest.mark.parametrize("imported_stays", [True, False])
def test_who_was_merged_stays_when_the_file_is_taken_back(quji: User, imported_stays: bool) -> None:
    batch = _file(quji)
    imported = Person.objects.get(name="田俊杰")
    other = factories.person("田俊傑", birth=dt.date(1992, 10, 11), sex="1", number=None)
    keep, lose = (imported, other) if imported_stays else (other, imported)
    made = merge(keep_uid=keep.uid, lose_uid=lose.uid, by=quji)
    kept = undo_batch(batch, by=quji)["kept"]
    assert [line["reason"] for line in kept] == ["已与另一条记录合并，先撤销合并"]
    undo_merge(uid=made.uid, by=quji, why="看错了")
    assert Person.objects.filter(status="living").count() == 2
    assert Residence.objects.filter(person=imported).count() == 2


def test_the_same_file_again_finds_the_survivor(quji: User) -> None:
    _file(quji)
    imported = Person.objects.get(name="田俊杰")
    other = factories.person("田俊傑", birth=dt.date(1992, 10, 11), sex="1")
    merge(keep_uid=other.uid, lose_uid=imported.uid, by=quji, choices={"number": "kept"})
    again = _file(quji)
    assert Person.objects.exclude(status="merged").count() == 1, "the number out of use names the survivor"
    assert Merge.objects.filter(undone_at=None).count() == 1 and again.state == "committed"
