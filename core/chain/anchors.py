"""Anchors: once a day the heads of all chains, in a file that belongs somewhere else than the database.

Whoever may write in the database could rewrite a whole chain; not the anchors that were carried away, printed or signed. With
`ANCHOR_KEY` (base64 of 32 bytes, Ed25519) each anchor is signed, and its public key printed beside it.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Sum

from core import clock
from core.models import Anchor, ChainLink
from core.scope import as_system


@dataclass(frozen=True)
class Head:
    """Where a chain stood: its last link's number, the rows up to it and its hash."""

    number: int
    rows: int
    hash: str


@dataclass(frozen=True)
class Anchored:
    """An anchor as read from a file or a row; `trouble` says in words what is wrong with the anchor itself."""

    day: dt.date
    previous: str
    heads: dict[str, Head]
    sha256: str
    signature: str
    trouble: str = ""


def folder() -> Path:
    return Path(settings.DATA_DIR) / "anchors"


def anchor_day(*, to: Path | None = None) -> Anchor:
    """The anchor of today: made once, written to `DATA_DIR/anchors/<day>.json` (again, if the file is gone)."""
    day = clock.today()
    with as_system("an anchor holds the heads of all chains"):
        anchor = Anchor.objects.filter(day=day).first() or _make(day)
    _write(anchor, to or folder())
    return anchor


def _make(day: dt.date) -> Anchor:
    before = Anchor.objects.order_by("-day").first()
    rows = dict(ChainLink.objects.values_list("stream").annotate(Sum("rows")))
    last = ChainLink.objects.order_by("stream", "-number").distinct("stream")
    heads = {link.stream: {"number": link.number, "rows": rows[link.stream], "hash": link.hash} for link in last}
    made_at = clock.now()
    said = {
        "day": day.isoformat(),
        "made_at": made_at.isoformat(timespec="seconds"),
        "previous": before.sha256 if before else "",
        "streams": heads,
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1)
    return Anchor.objects.create(day=day, made_at=made_at, text=text, sha256=_sha256(text), signature=_sign(text))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _write(anchor: Anchor, to: Path) -> None:
    to.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = to / f"{anchor.day.isoformat()}.json"
    if not path.exists():
        path.write_text(as_file(anchor), encoding="utf-8")
        path.chmod(0o400)


def as_file(anchor: Anchor) -> str:
    """What stands in the file: the text, its hash, the signature and the key to check it with."""
    said = {"anchor": anchor.text, "sha256": anchor.sha256, "signature": anchor.signature, "public_key": public_key()}
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _key() -> Ed25519PrivateKey | None:
    if not settings.ANCHOR_KEY:
        return None
    try:
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(settings.ANCHOR_KEY, validate=True))
    except (binascii.Error, ValueError) as error:
        raise ImproperlyConfigured("ANCHOR_KEY must be the base64 of 32 bytes.") from error


def public_key() -> str:
    key = _key()
    return base64.b64encode(key.public_key().public_bytes_raw()).decode() if key else ""


def _sign(text: str) -> str:
    key = _key()
    return base64.b64encode(key.sign(text.encode())).decode() if key else ""


def read_folder(path: Path, *, key: str = "") -> Iterator[Anchored]:
    """The anchors of a folder, oldest first, each compared with the one before; `key` is a public key to check signatures with
    (the key in the file itself proves nothing)."""
    before: Anchored | None = None
    for file in sorted(path.glob("*.json")):
        said = json.loads(file.read_text(encoding="utf-8"))
        found = _read(said["anchor"], said["sha256"], said["signature"], key)
        if not found.trouble and before is not None and found.previous != before.sha256:
            found = _with_trouble(found, f"锚定 {found.day} 接不上前一份：中间的锚定文件被拿走或换过。")
        yield found
        before = found


def read_rows() -> Iterator[Anchored]:
    """The anchors that the database holds; weaker than those of a folder kept elsewhere."""
    for row in Anchor.objects.order_by("day"):
        yield _read(row.text, row.sha256, row.signature, public_key())


def _read(text: str, sha256: str, signature: str, key: str) -> Anchored:
    said: dict[str, Any] = json.loads(text)
    heads = {stream: Head(**head) for stream, head in said["streams"].items()}
    found = Anchored(dt.date.fromisoformat(said["day"]), said["previous"], heads, sha256, signature)
    if _sha256(text) != sha256:
        return _with_trouble(found, f"锚定 {found.day} 的内容和它的校验码对不上。")
    if key and not _signed(text, signature, key):
        return _with_trouble(found, f"锚定 {found.day} 的签名不对。")
    return found


def _signed(text: str, signature: str, key: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(key)).verify(base64.b64decode(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def _with_trouble(found: Anchored, words: str) -> Anchored:
    return Anchored(found.day, found.previous, found.heads, found.sha256, found.signature, words)
