"""Two workers at one batch, a worker that dies, two batches with the same people: the base stays whole."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from core.errors import Conflict
from core.imports.batches import Busy, receive
from core.imports.checking import check_batch
from core.imports.committing import commit_batch
from core.models import ImportBatch
from residents.models import Person
from tests.imports.support import FEEDS, bring

FORM = "SQ01-440104001007.xlsx"


def checked(by):
    received = receive((FEEDS / FORM).read_bytes(), file_name=FORM, by=by)
    return check_batch(received.batch, by=by, layout=received.layout)


@pytest.mark.django_db
def test_a_worker_that_died_leaves_nothing_half_done(quji):
    batch = checked(quji)
    ImportBatch.objects.filter(pk=batch.pk).update(state="committing")
    batch.refresh_from_db()
    assert commit_batch(batch, by=quji).state == "committed"
    assert Person.objects.count() == 111
    assert commit_batch(batch, by=quji).state == "committed"
    assert Person.objects.count() == 111


@pytest.mark.django_db
def test_a_crash_in_the_middle_of_a_commit(quji, monkeypatch):
    batch = checked(quji)

    def breaks(*args, **kwargs):
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr("residents.feeds.sq01_commit.derive_kinship", breaks)
        with pytest.raises(MemoryError):
            commit_batch(batch, by=quji)
    batch.refresh_from_db()
    assert batch.state == "preview" and not Person.objects.exists()
    commit_batch(batch, by=quji)
    assert Person.objects.count() == 111


@pytest.mark.django_db
def test_two_batches_with_the_same_people(quji):
    first, second = checked(quji), checked(quji)
    commit_batch(first, by=quji)
    with pytest.raises(Conflict):
        commit_batch(second, by=quji)
    second.refresh_from_db()
    assert second.state == "preview" and Person.objects.count() == 111
    check_batch(second, by=quji)
    second.refresh_from_db()
    assert second.counts["unchanged"] == 111


@pytest.mark.django_db(transaction=True)
def test_two_workers_commit_one_batch_once(quji):
    batch = checked(quji)
    outcomes = []

    def work():
        try:
            commit_batch(ImportBatch.objects.get(pk=batch.pk), by=quji)
            outcomes.append("done")
        except Busy:
            outcomes.append("busy")
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert "done" in outcomes and Person.objects.count() == 111


@pytest.mark.django_db(transaction=True)
def test_a_batch_that_somebody_holds_is_busy(quji):
    batch = checked(quji)
    outcome = []

    def work():
        try:
            check_batch(ImportBatch.objects.get(pk=batch.pk), by=quji)
        except Busy:
            outcome.append("busy")
        finally:
            connection.close()

    with transaction.atomic():
        ImportBatch.objects.select_for_update().get(pk=batch.pk)
        worker = threading.Thread(target=work)
        worker.start()
        worker.join(timeout=20)
    assert outcome == ["busy"]


@pytest.mark.django_db
def test_the_same_file_twice_in_a_row(quji):
    bring(FORM, "SQ01", quji)
    assert bring(FORM, "SQ01", quji).counts["unchanged"] == 111
