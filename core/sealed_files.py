"""Files at rest that hold personal data: sealed with the field keys, outside every folder that a web server serves (SEC13)."""

from __future__ import annotations

import os
import uuid
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from core.crypto import keyring
from core.errors import UserError

SUFFIX = ".sealed"


@dataclass(frozen=True)
class SealedFolder:
    """A folder of sealed files below the folder of uploaded files; rotation of keys finds all of them (`reseal_files`)."""

    name: str

    @property
    def path(self) -> Path:
        return Path(settings.MEDIA_ROOT) / self.name

    def keep(self, content: bytes) -> str:
        """Seal and store; returns the name under which `fetch` finds it."""
        name = f"{uuid.uuid4().hex}{SUFFIX}"
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(self.path / name, keyring().seal(content))
        return name

    def fetch(self, name: str) -> bytes:
        """The bytes as they were kept. UserError when the file is gone from the disk."""
        try:
            return keyring().unseal((self.path / name).read_bytes())
        except FileNotFoundError as error:
            raise UserError("原来的文件已不在服务器上。", remedy="请重新上传。") from error

    def forget(self, name: str) -> None:
        if name:
            (self.path / name).unlink(missing_ok=True)


def reseal_files() -> int:
    """Seal with the active key every file that another key seals; returns how many. May be stopped and started again."""
    ring, done = keyring(), 0
    for path in sorted(Path(settings.MEDIA_ROOT).glob(f"*/*{SUFFIX}")):
        sealed = path.read_bytes()
        if ring.key_id(sealed) != ring.active:
            _write(path, ring.seal(ring.unseal(sealed)))
            done += 1
    return done


def _write(path: Path, sealed: bytes) -> None:
    """Whole or not at all: a crash in the middle leaves the former file."""
    draft = path.with_suffix(".draft")
    draft.write_bytes(sealed)
    draft.chmod(0o600)
    os.replace(draft, path)
