"""A step that fails in the worker tells the page why."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from core.errors import Conflict, FileRefused, UserError
from core.imports.batches import Busy, State
from core.imports.checking import Stopped
from core.models import ImportBatch
from core.scope import as_system


@contextmanager
def note_failure(batch: ImportBatch) -> Iterator[None]:
    """Keep the words of a failed step with the batch. Nothing of the step was written; a bug is raised on as well."""
    try:
        yield
    except Busy:
        return
    except Stopped:
        _set(batch, State.ABANDONED, "检查时停下了，什么都没有入库。")
    except FileRefused as error:
        _set(batch, State.REFUSED, str(error))
    except (Conflict, UserError) as error:
        _set(batch, None, f"{error} 可以再检查一遍。")
    except Exception:
        _set(batch, None, "这一步没有做成，什么都没有入库。可以再试一次；还不行请告诉管理员。")
        raise


def _set(batch: ImportBatch, state: str | None, message: str) -> None:
    with as_system("the state of a batch belongs to no resident"):
        changed = {"message": message[:500], **({"state": state} if state else {})}
        ImportBatch.objects.filter(pk=batch.pk).update(**changed)
