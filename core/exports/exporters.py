"""What can be exported after somebody agreed: each kind of export declares how its file is made from the request's parameters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from core.exports.approval import DUTY
from core.models import ExportRecord, ExportRequest
from core.registry import Registry


@dataclass(frozen=True)
class Made:
    """A file that was written and registered."""

    name: str
    rows: int
    record: ExportRecord


class Make(Protocol):
    """Writes the file of a request to `path` and registers it, within what the applicant may see now."""

    def __call__(self, params: dict[str, Any], *, by: Any, purpose: str, path: Path) -> Made: ...


@dataclass(frozen=True)
class Exporter:
    """A kind of export: `approve` is the permission of those who decide about large ones."""

    key: str
    title: str
    make: Make
    approve: str = DUTY
    open_url: Callable[[ExportRequest], str] = lambda _request: ""


exporters: Registry[Exporter] = Registry("exporter")
