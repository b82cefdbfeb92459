"""Archive files: one sealed frame a link, a manifest beside it. A frame holds the canonical lines of the link's rows.

`<stream>-<month>-<first link>.jsonl.gz.sealed` is a row of frames: four bytes of length, then the sealed gzip of JSON lines.
`<same>.manifest.json` says which columns the lines hold and repeats the links, so that a file verifies without the database.
"""

from __future__ import annotations

import gzip
import json
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from core.chain.canonical import Line
from core.crypto import keyring
from core.models import ChainLink

_LENGTH = struct.Struct(">I")
SUFFIX = ".jsonl.gz.sealed"


@dataclass(frozen=True)
class ManifestLink:
    """What a link says of itself, as the manifest repeats it."""

    stream: str
    number: int
    first_id: int
    last_id: int
    rows: int
    columns: list[str]
    content: str
    sealed: str
    marks: bytes
    previous: str
    hash: str


def folder() -> Path:
    return Path(settings.DATA_DIR) / "archives"


def write(path: Path, links: Iterable[tuple[ChainLink, list[Line]]], *, about: dict[str, Any]) -> None:
    """Write frames and manifest; files that only their owner may read, and nobody change."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    said: list[dict[str, Any]] = []
    with path.open("xb") as file:
        for link, lines in links:
            frame = keyring().seal(gzip.compress("".join(f"[{line.id},{line.text}]\n" for line in lines).encode()))
            file.write(_LENGTH.pack(len(frame)) + frame)
            said.append(_manifest_of(link))
    manifest = _beside(path)
    manifest.write_text(json.dumps({**about, "links": said}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for written in (path, manifest):
        written.chmod(0o400)


def _manifest_of(link: ChainLink) -> dict[str, Any]:
    names = ("stream", "number", "first_id", "last_id", "rows", "columns", "content", "sealed", "previous", "hash")
    return {name: getattr(link, name) for name in names} | {"marks": bytes(link.marks).hex()}


def _beside(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(SUFFIX) + ".manifest.json")


def manifest(path: Path) -> tuple[dict[str, Any], list[ManifestLink]]:
    """What the manifest of an archive says, and its links in order."""
    said = json.loads(_beside(path).read_text(encoding="utf-8"))
    links = [ManifestLink(**{**link, "marks": bytes.fromhex(link["marks"])}) for link in said.pop("links")]
    return said, links


def frames(path: Path) -> Iterator[list[Line]]:
    """The rows of each link in turn; ValueError when a frame was changed."""
    with path.open("rb") as file:
        while head := file.read(_LENGTH.size):
            sealed = file.read(_LENGTH.unpack(head)[0])
            yield [_line(text) for text in gzip.decompress(keyring().unseal(sealed)).decode().splitlines()]


def _line(text: str) -> Line:
    number, _, rest = text[1:-1].partition(",")
    return Line(int(number), rest)


def reseal(path: Path) -> bool:
    """Seal every frame with the key in use, when another one sealed it; the manifest says nothing of keys."""
    ring = keyring()
    changed, parts = False, []
    with path.open("rb") as file:
        while head := file.read(_LENGTH.size):
            sealed = file.read(_LENGTH.unpack(head)[0])
            if ring.key_id(sealed) != ring.active:
                sealed, changed = ring.seal(ring.unseal(sealed)), True
            parts.append(_LENGTH.pack(len(sealed)) + sealed)
    if changed:
        fresh = path.with_suffix(".fresh")
        fresh.write_bytes(b"".join(parts))
        fresh.chmod(0o400)
        fresh.replace(path)
    return changed
