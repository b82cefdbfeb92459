"""What a backup says about itself, and the record of what was done with backups (SEC33)."""

import datetime as dt
import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from launch.environment import DATA, Stop

# What was done and how it ended; core/upkeep.py shows it to the system administrator.
RECORD = DATA / "upkeep.jsonl"
_FILE = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """`rows`: table → rows, counted in the very snapshot that was dumped. `files`: path in the backup → [bytes, sha256]."""

    made_at: str
    seconds: float
    database: str
    server: str
    code: str
    migrations: dict[str, str]
    rows: dict[str, int]
    files: dict[str, tuple[int, str]]
    folders: list[str]
    keys: str
    format: int = 1
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def bytes(self) -> int:
        """Size of the whole backup."""
        return sum(size for size, _ in self.files.values())

    def write(self, folder: Path) -> None:
        """Leave it in the backup's folder, readable by the owner only."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        with open(os.open(folder / _FILE, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
            os.fsync(file.fileno())


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a backup; Stop when there is none, or it is of a format this program does not know."""
    try:
        told = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Stop(f"{folder} is no backup: it has no {_FILE}.") from None
    if told.get("format") != 1:
        raise Stop(f"{folder} was made by a newer program (format {told.get('format')}).")
    return Manifest(**told)


def hashes(folder: Path) -> dict[str, tuple[int, str]]:
    """Size and SHA-256 of every file of a backup but the manifest."""
    return {
        str(path.relative_to(folder)): (path.stat().st_size, sha256_of(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != _FILE
    }


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_files(folder: Path, manifest: Manifest) -> None:
    """Stop at the first file that is missing, changed or not named in the manifest."""
    found = hashes(folder)
    for name, (size, digest) in manifest.files.items():
        if name not in found:
            raise Stop(f"The backup is incomplete: {name} is missing 备份不完整.")
        if found[name] != (size, digest):
            raise Stop(f"{name} is not what was backed up (its SHA-256 differs) 备份文件已改变.")
    if strangers := sorted(found.keys() - manifest.files.keys()):
        raise Stop(f"{strangers[0]} does not belong to this backup.")


def backup_folder() -> Path:
    """Where backups are kept: BACKUP_DIR, else $DATA_DIR/backups. Another disk or machine is better (docs/how-to)."""
    return Path(os.environ.get("BACKUP_DIR") or DATA / "backups").resolve()


def note(act: str, *, ok: bool, **more: Any) -> None:
    """Add a line to the record: `act` is backup, rehearsal or restore. The site shows the last of each (/upkeep/)."""
    line = {"act": act, "at": now(), "ok": ok, **more}
    with RECORD.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def now() -> str:
    """This moment, with the machine's offset, to the second."""
    return dt.datetime.now().astimezone().isoformat(timespec="seconds")
