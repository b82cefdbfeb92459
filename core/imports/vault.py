"""Uploaded workbooks at rest: sealed with the field keys, because they hold whole numbers (SEC13)."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings

from core.crypto import keyring
from core.errors import UserError


def _path(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "imports" / name


def keep(content: bytes) -> str:
    """Seal and store; returns the name under which `fetch` finds it."""
    name = f"{uuid.uuid4().hex}.sealed"
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(keyring().seal(content))
    path.chmod(0o600)
    return name


def fetch(name: str) -> bytes:
    """The bytes as they were uploaded. UserError when the file is gone from the disk."""
    try:
        return keyring().unseal(_path(name).read_bytes())
    except FileNotFoundError as error:
        raise UserError("原来的文件已不在服务器上。", remedy="请重新上传。") from error


def forget(name: str) -> None:
    if name:
        _path(name).unlink(missing_ok=True)
