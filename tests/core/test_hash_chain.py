"""Somebody with the owner's password tampers with the logs; the command finds it."""

from __future__ import annotations

import base64
import datetime as dt
import json
import threading
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import User
from core import clock
from core.audit import acting, log_read
from core.chain import linking
from core.chain.anchors import anchor_day
from core.chain.linking import chain_logs
from core.chain.verifying import verify
from core.models import Anchor, ChainLink, ReadLog
from core.models.append_only import OnlyGrows
from residents.models import Person
from tests.support import factories
from tests.support.areas import SANYANJING
from tests.support.commands import last_json

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def logged(shequ: User, monkeypatch: pytest.MonkeyPatch) -> list[ReadLog]:
    """Seven looks, chained in links of three."""
    monkeypatch.setattr(linking, "ROWS", 3)
    rows = [
        log_read(by=shequ, action="view", kind="person", label=f"第{n}位", area=SANYANJING, reason="核对")
        for n in range(7)
    ]
    chain_logs()
    return rows


def owner(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def found() -> list[tuple[str, int, str, int | None]]:
    return [(one.stream, one.link, one.kind, one.row) for one in verify().findings]


def test_what_nobody_touched_is_sound(logged: list[ReadLog]) -> None:
    report = verify()
    assert report.sound and report.rows >= 7
    assert list(ChainLink.objects.filter(stream="core_readlog").values_list("number", "rows")) == [
        (1, 3),
        (2, 3),
        (3, 1),
    ]


def test_a_changed_row_is_named(logged: list[ReadLog]) -> None:
    owner("UPDATE core_readlog SET reason = '' WHERE id = %s", logged[4].pk)
    assert found() == [("core_readlog", 2, "changed", logged[4].pk)]


def test_a_removed_row_is_noticed(logged: list[ReadLog]) -> None:
    owner("DELETE FROM core_readlog WHERE id = %s", logged[1].pk)
    assert found() == [("core_readlog", 1, "removed", None)]
    assert f"id {logged[0].pk} 和 {logged[2].pk} 之间" in verify().findings[0].words


def test_a_row_slipped_in_between_is_named(logged: list[ReadLog], shequ: User) -> None:
    owner("UPDATE core_readlog SET id = id + 1000000 WHERE id = %s", logged[6].pk)
    owner(
        "INSERT INTO core_readlog (id, at, by_id, action, subject_kind, subject_label, area_code, reason, request_id)"
        " VALUES (-5, now(), %s, 'view', 'person', '假的', '', '', '')",
        shequ.pk,
    )
    assert found() == [("core_readlog", 1, "inserted", -5)]


def test_a_link_made_over_is_noticed(logged: list[ReadLog]) -> None:
    owner("UPDATE core_chainlink SET content = repeat('0', 64) WHERE stream = 'core_readlog' AND number = 2")
    assert found() == [("core_readlog", 2, "link", None)]
    owner("DELETE FROM core_chainlink WHERE stream = 'core_readlog' AND number = 2")
    assert found() == [("core_readlog", 2, "link", None)]


def test_a_chain_written_anew_contradicts_the_anchor_that_was_carried_away(
    logged: list[ReadLog], tmp_path: Path, capsys: Any
) -> None:
    anchor_day(to=tmp_path / "elsewhere")
    owner("DELETE FROM core_readlog WHERE id = %s", logged[6].pk)
    owner("DELETE FROM core_chainlink")
    owner("DELETE FROM core_anchor")
    chain_logs()
    assert verify().sound, "without the anchors nobody would see it"
    with pytest.raises(CommandError, match="对不上"):
        call_command("verify_audit", "--anchors", str(tmp_path / "elsewhere"))
    answer = last_json(capsys)
    assert not answer["sound"]
    assert {"stream": "core_readlog", "link": 3, "kind": "anchor"}.items() <= answer["findings"][0].items()


def test_anchors_are_signed_and_a_changed_one_is_noticed(logged: list[ReadLog], settings: Any, tmp_path: Path) -> None:
    settings.ANCHOR_KEY = base64.b64encode(b"k" * 32).decode()
    anchor_day(to=tmp_path / "a")
    file = next((tmp_path / "a").iterdir())
    said = json.loads(file.read_text(encoding="utf-8"))
    assert verify(anchor_folder=tmp_path / "a", public_key=said["public_key"]).sound
    other = base64.b64encode(b"x" * 32).decode()
    assert not verify(anchor_folder=tmp_path / "a", public_key=other).sound
    file.chmod(0o600)
    file.write_text(json.dumps(said | {"anchor": said["anchor"].replace('"rows": 7', '"rows": 6')}), encoding="utf-8")
    assert not verify(anchor_folder=tmp_path / "a").sound


def test_history_and_its_reasons_are_chained_and_new_keys_leave_no_trace(
    areas: None, settings: Any, capsys: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path  # the files of other tests know other keys
    person = factories.person("何丽容", phone="13500006637")
    with acting(by="shequ", why="更正电话"):
        Person.objects.filter(pk=person.pk).update(name="何丽蓉", phone="13500009999")
    chain_logs()
    assert verify().sound
    fresh = base64.b64encode(b"n" * 32).decode()
    settings.FIELD_KEYS = f"n1:{fresh},{settings.FIELD_KEYS}"
    call_command("rotate_field_keys")
    assert verify().sound
    owner(
        "UPDATE pghistory_context SET metadata = jsonb_set(metadata, '{by}', '\"quji\"') WHERE metadata->>'why' = '更正电话'"
    )
    assert ("residents_personevent", 1, "changed") in [one[:3] for one in found()]


def test_a_sealed_value_of_the_past_cannot_be_exchanged(areas: None) -> None:
    person = factories.person("何丽容", phone="13500006637")
    other = factories.person("潘慧敏", phone="13511112222")
    with acting(by="shequ", why="更正"):
        Person.objects.filter(pk=person.pk).update(note="x")
    chain_logs()
    owner("UPDATE residents_personevent SET phone = (SELECT phone FROM residents_person WHERE id = %s)", other.pk)
    assert found() == [("residents_personevent", 1, "changed", None)]


def test_a_new_column_leaves_old_links_sound(logged: list[ReadLog]) -> None:
    owner("SET CONSTRAINTS ALL IMMEDIATE")
    owner("ALTER TABLE core_readlog ADD COLUMN machine text DEFAULT 'x'")
    try:
        assert verify().sound
    finally:
        owner("ALTER TABLE core_readlog DROP COLUMN machine")


def test_one_anchor_a_day_and_its_file_comes_back(logged: list[ReadLog], tmp_path: Path) -> None:
    first = anchor_day()
    file = tmp_path / "anchors" / f"{first.day}.json"
    file.unlink()
    assert anchor_day().pk == first.pk and file.exists() and Anchor.objects.count() == 1
    with clock.travel(clock.today() + dt.timedelta(days=1)):
        second = anchor_day()
    assert json.loads(second.text)["previous"] == first.sha256


def test_logs_cannot_be_changed_by_code_that_forgets_itself(logged: list[ReadLog]) -> None:
    row = ReadLog.objects.first()
    assert row is not None
    for act in (row.save, row.delete, ReadLog.objects.all().delete, lambda: ReadLog.objects.update(reason="")):
        with pytest.raises(OnlyGrows):
            act()


@pytest.mark.django_db(transaction=True)
def test_a_row_that_commits_late_is_not_missed(shequ: User) -> None:
    """Its id was drawn before another row's, and it becomes visible after that one was chained."""
    drawn, may_commit, done = threading.Event(), threading.Event(), threading.Event()

    def slow() -> None:
        with acting(by="slow", why="late"):
            log_read(by=shequ, action="view", kind="person", label="慢的")
            drawn.set()
            may_commit.wait(20)
        connection.close()
        done.set()

    worker = threading.Thread(target=slow)
    worker.start()
    assert drawn.wait(20)
    quick = log_read(by=shequ, action="view", kind="person", label="快的")
    assert ReadLog.objects.count() == 1
    first = chain_logs()
    assert first.waiting and not ChainLink.objects.filter(stream="core_readlog").exists()
    may_commit.set()
    assert done.wait(20)
    worker.join()
    chain_logs(wait=5)
    assert verify().sound
    late = ReadLog.objects.get(subject_label="慢的")
    assert late.pk < quick.pk
    assert ChainLink.objects.get(stream="core_readlog").rows == 2
