"""`import_feed` and `undo_batch` as scripts call them: one JSON line, exit codes, nothing written when refused."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from core.models import ImportBatch
from residents.models import Person
from tests.imports.support import FEEDS

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    out = io.StringIO()
    call_command(*arguments, stdout=out, **options)
    return json.loads(out.getvalue().splitlines()[-1])


def test_import_and_undo(quji, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    said = run("import_feed", "SQ01", str(FEEDS / "SQ01-440104001007.xlsx"), by="quji")
    assert set(said) == {
        "batch",
        "feed",
        "rows",
        "accepted",
        "unchanged",
        "corrected",
        "review",
        "refused",
        "skipped",
        "returned_file",
    }
    assert (said["rows"], said["accepted"], said["returned_file"]) == (111, 111, None)
    run("import_feed", "SQ01", str(FEEDS / "SQ01-440104004107.xlsx"), by="quji")
    dirty = run("import_feed", "GA05", str(FEEDS / "GA05-dirty.xlsx"), by="quji")
    assert (dirty["accepted"], dirty["corrected"], dirty["review"], dirty["refused"], dirty["skipped"]) == (
        11,
        7,
        2,
        2,
        2,
    )
    assert Path(dirty["returned_file"]).read_bytes().startswith(b"PK")
    undone = run("undo_batch", dirty["batch"], by="quji")
    assert undone == {"batch": dirty["batch"], "undone": 11, "kept": []}


def test_dry_run_writes_nothing(quji):
    said = run("import_feed", "SQ01", str(FEEDS / "SQ01-440104001007.xlsx"), by="quji", dry_run=True)
    assert (said["batch"], said["accepted"]) == (None, 111)
    assert not ImportBatch.objects.exists() and not Person.objects.exists()


@pytest.mark.parametrize(
    ("code", "content", "user", "words"),
    [
        ("SQ01", b"%PDF-1.7", "quji", "PDF"),
        ("XX99", b"a,b,c", "quji", "XX99"),
        ("SQ01", b"a,b,c", "nobody", "nobody"),
        ("SQ01", b"a,b,c", "jiaoyu", ""),
    ],
)
def test_what_cannot_be_read_exits_with_2(quji, user_named, tmp_path, code, content, user, words):
    if user == "jiaoyu":
        user_named("jiaoyu")
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=words) as refused:
        run("import_feed", code, str(path), by=user)
    assert refused.value.returncode == 2 and "\n" not in str(refused.value)
    assert not ImportBatch.objects.exists()
