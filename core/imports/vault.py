"""Uploaded workbooks at rest: sealed, because they hold whole numbers (SEC13)."""

from __future__ import annotations

from core.sealed_files import SealedFolder

_FOLDER = SealedFolder("imports")
keep, fetch, forget = _FOLDER.keep, _FOLDER.fetch, _FOLDER.forget
