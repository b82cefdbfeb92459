"""What a picture says besides the picture is dropped: where and when it was taken, with which phone (EXIF, XMP, comments).

Kept: how it must be turned to stand upright, and its colour profile. Kinds are known by their first bytes, never by a name.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

JPEG, PNG = "image/jpeg", "image/png"
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"}
_ORIENTATION = 0x0112
_APP0, _APP1, _APP2, _APP14, _APP15, _COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
_SCAN, _END = 0xDA, 0xD9


class NotAPicture(ValueError):
    """The bytes are no JPEG and no PNG, or end in the middle."""


@dataclass(frozen=True)
class Picture:
    """Bytes that hold the picture alone, and their kind."""

    content: bytes
    kind: str


def bare(content: bytes) -> Picture:
    """The picture without what it says of place, time and device. Raises NotAPicture."""
    try:
        if content.startswith(b"\xff\xd8\xff"):
            return Picture(_bare_jpeg(content), JPEG)
        if content.startswith(_PNG_HEAD):
            return Picture(_bare_png(content), PNG)
    except (struct.error, IndexError) as error:
        raise NotAPicture("The picture ends in the middle.") from error
    raise NotAPicture("Neither JPEG nor PNG.")


def _bare_jpeg(content: bytes) -> bytes:
    """Segments up to the scan: application data and comments go, the colour profile (APP2) and Adobe's mark (APP14) stay."""
    kept, turned, at = [b"\xff\xd8"], 1, 2
    while True:
        if content[at] != 0xFF:
            raise NotAPicture("A segment does not begin where it should.")
        marker = content[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        segment = content[at : at + 2 + length]
        if len(segment) < 2 + length:
            raise NotAPicture("A segment ends in the middle.")
        if marker == _SCAN:
            kept.append(_scan(content[at:]))
            break
        if marker == _APP1 and segment[4:10] == b"Exif\0\0":
            turned = _orientation(segment[10:]) or turned
        if not _tells(marker, segment):
            kept.append(segment)
        at += 2 + length
    if turned != 1:
        kept.insert(1, _upright(turned))
    return b"".join(kept)


def _tells(marker: int, segment: bytes) -> bool:
    """Does a segment say something besides the picture?"""
    if marker == _APP2:
        return not segment[4:].startswith(b"ICC_PROFILE")
    return marker == _COMMENT or (_APP0 <= marker <= _APP15 and marker not in (_APP0, _APP14))


def _scan(rest: bytes) -> bytes:
    """The picture's data up to its last end mark; phones append previews and films behind it."""
    end = rest.find(b"\xff\xd9")
    if end < 0:
        raise NotAPicture("The picture's data has no end.")
    return rest[: end + 2]


def _orientation(tiff: bytes) -> int | None:
    """1 … 8 of an EXIF block, None when it says nothing readable."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return None
    (first,) = struct.unpack_from(f"{order}I", tiff, 4)
    if first + 2 > len(tiff):
        return None
    (number,) = struct.unpack_from(f"{order}H", tiff, first)
    for entry in range(min(number, 200)):
        at = first + 2 + 12 * entry
        if at + 12 > len(tiff):
            return None
        tag, kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, at)
        if tag == _ORIENTATION and kind == 3 and 1 <= value <= 8:
            return int(value)
    return None


def _upright(turned: int) -> bytes:
    """An EXIF block that says nothing but how to turn the picture."""
    tiff = b"MM\x00\x2a" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _bare_png(content: bytes) -> bytes:
    kept, at = [_PNG_HEAD], len(_PNG_HEAD)
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        chunk = content[at : at + 12 + length]
        if len(chunk) < 12 + length:
            raise NotAPicture("A chunk ends in the middle.")
        if zlib.crc32(chunk[4:-4]) != struct.unpack(">I", chunk[-4:])[0]:
            raise NotAPicture("A chunk does not fit its check sum.")
        if name in _PNG_KEPT:
            kept.append(chunk)
        if name == b"IEND":
            return b"".join(kept)
        at += 12 + length
