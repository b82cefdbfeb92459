"""Does what the tables and archives hold still fit the chain? Names the first link that does not, and the row in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Protocol

from core.chain import anchors, archive_files
from core.chain.anchors import Anchored
from core.chain.canonical import MARK, Line, columns_now, content_hash, link_hash, read_lines, same, sealed_digest
from core.chain.streams import Stream, stream_named, streams
from core.crypto import keyring
from core.models import ChainLink, LogArchive

BEGINNING = -(2**62)


class Link(Protocol):
    """A link as the database or a manifest holds it."""

    @property
    def stream(self) -> str: ...

    @property
    def number(self) -> int: ...

    @property
    def first_id(self) -> int: ...

    @property
    def last_id(self) -> int: ...

    @property
    def rows(self) -> int: ...

    @property
    def content(self) -> str: ...

    @property
    def sealed(self) -> str: ...

    @property
    def marks(self) -> bytes | memoryview: ...

    @property
    def previous(self) -> str: ...

    @property
    def hash(self) -> str: ...


@dataclass(frozen=True)
class Finding:
    """Something that does not fit: `kind` is changed, removed, inserted, link, anchor, archive or unverifiable."""

    stream: str
    link: int
    kind: str
    words: str
    row: int | None = None


@dataclass(frozen=True)
class Report:
    """What was verified: rows and links looked at, the first thing that does not fit of each stream."""

    streams: int
    links: int
    rows: int
    anchors: int
    findings: list[Finding]

    @property
    def sound(self) -> bool:
        return not [finding for finding in self.findings if finding.kind != "unverifiable"]


def verify(*, anchor_folder: Path | None = None, public_key: str = "") -> Report:
    """The whole database and the archives it names, against the chain and the anchors. Run as the owner."""
    known = list(anchors.read_folder(anchor_folder, key=public_key) if anchor_folder else anchors.read_rows())
    findings = [Finding("", 0, "anchor", one.trouble) for one in known if one.trouble]
    links = rows = 0
    for stream in streams():
        counted = _verify_stream(stream, known, findings)
        links, rows = links + counted[0], rows + counted[1]
    return Report(len(streams()), links, rows, len(known), findings)


def _verify_stream(stream: Stream, known: Sequence[Anchored], findings: list[Finding]) -> tuple[int, int]:
    """Adds the first trouble of the stream to the findings; returns links and rows that were looked at."""
    rows = 0
    before: Link | None = None
    archived = _archived_lines(stream)
    have = columns_now(stream)
    links = list(ChainLink.objects.filter(stream=stream.table).order_by("number"))
    for link in links:
        found = _continuity(link, before) or _missing_columns(stream, link, have)
        if not found:
            lines = next(archived, None)
            if lines is None:
                first = before.last_id + 1 if before else BEGINNING
                lines = list(read_lines(stream, link.columns, first=first, last=link.last_id))
            rows += len(lines)
            found = compare(stream, link, lines)
        if found:
            findings += found[:1]
            return link.number, rows
        before = link
    findings += _returned(stream)
    findings += _against_anchors(stream, {link.number: link.hash for link in links}, known)
    return len(links), rows


def _returned(stream: Stream) -> list[Finding]:
    """Rows in the range of an archive: what was archived has left the table, so these were put there."""
    archive = LogArchive.objects.filter(stream=stream.table).order_by("-last_link").first()
    link = ChainLink.objects.filter(stream=stream.table, number=archive.last_link).first() if archive else None
    if link is None:
        return []
    lines = read_lines(stream, link.columns, first=BEGINNING, last=link.last_id)
    return [
        Finding(stream.table, link.number, "inserted", f"已归档的范围里又多出 id {line.id} 的行。", line.id)
        for line in lines
    ][:1]


def _archived_lines(stream: Stream) -> Iterator[list[Line]]:
    for archive in LogArchive.objects.filter(stream=stream.table).order_by("first_link"):
        yield from archive_files.frames(archive_files.folder() / archive.file)


def _continuity(link: Link, before: Link | None) -> list[Finding]:
    """Numbers follow one another, and each link carries the hash of the one before and its own."""
    number, previous = (before.number + 1, before.hash) if before else (1, "")
    if link.number != number:
        return [Finding(link.stream, number, "link", f"第 {number} 环不见了，接着的是第 {link.number} 环。")]
    made = link_hash(
        link.stream,
        link.number,
        previous,
        rows=link.rows,
        first=link.first_id,
        last=link.last_id,
        content=link.content,
        sealed=link.sealed,
        marks=bytes(link.marks),
    )
    if link.previous != previous or not same(made, link.hash):
        return [Finding(link.stream, number, "link", f"第 {number} 环本身被改过，和前一环接不上。")]
    return []


def _missing_columns(stream: Stream, link: ChainLink, have: Sequence[str]) -> list[Finding]:
    lost = sorted(set(link.columns) - set(have))
    words = f"第 {link.number} 环含有的列 {'、'.join(lost)} 已不在表里，对不了。"
    return [Finding(stream.table, link.number, "changed", words)] if lost else []


def compare(stream: Stream | None, link: Link, lines: Sequence[Line]) -> list[Finding]:
    """What does not fit between a link and the rows of its range, row by row; nothing when all fits."""
    if not same(content_hash(lines), link.content):
        return list(_rows_that_differ(link, lines))[:1] or [
            Finding(link.stream, link.number, "changed", f"第 {link.number} 环里的行对不上。")
        ]
    if link.sealed and stream is not None and any(line.sealed for line in lines):
        return _compare_sealed(link, lines)
    return []


def _rows_that_differ(link: Link, lines: Sequence[Line]) -> Iterator[Finding]:
    marks = bytes(link.marks)
    told = [marks[at : at + MARK] for at in range(0, len(marks), MARK)]
    found = [line.mark for line in lines]
    for tag, a, b, c, _ in SequenceMatcher(None, told, found, autojunk=False).get_opcodes():
        where = f"第 {link.number} 环"
        if tag == "replace":
            yield Finding(link.stream, link.number, "changed", f"{where}里 id {lines[c].id} 的行被改过。", lines[c].id)
        elif tag == "insert":
            yield Finding(link.stream, link.number, "inserted", f"{where}里多出 id {lines[c].id} 的行。", lines[c].id)
        elif tag == "delete":
            between = (
                f"id {lines[c - 1].id if c else link.first_id} 和 {lines[c].id if c < len(lines) else link.last_id}"
            )
            yield Finding(link.stream, link.number, "removed", f"{where}少了 {b - a} 行，在 {between} 之间。")


def _compare_sealed(link: Link, lines: Sequence[Line]) -> list[Finding]:
    if getattr(link, "key_id", "") != keyring().oldest:
        words = (
            f"第 {link.number} 环的加密列是用钥匙 {getattr(link, 'key_id', '')} 记的，现在对不了；其余各列都对上了。"
        )
        return [Finding(link.stream, link.number, "unverifiable", words)]
    try:
        fits = same(sealed_digest(lines), link.sealed)
    except ValueError:
        fits = False
    return [] if fits else [Finding(link.stream, link.number, "changed", f"第 {link.number} 环里有加密的值被改过。")]


def _against_anchors(stream: Stream, hashes: dict[int, str], known: Iterable[Anchored]) -> list[Finding]:
    """The first anchor that the chain of today contradicts: a chain cut short or written anew."""
    for anchor in known:
        head = anchor.heads.get(stream.table)
        if head is None or hashes.get(head.number) == head.hash:
            continue
        words = "不见了" if head.number not in hashes else "和当天的锚定不同：这条链被整个重写过"
        return [Finding(stream.table, head.number, "anchor", f"{anchor.day} 锚定过的第 {head.number} 环{words}。")]
    return []


def verify_archives(folder: Path, *, anchor_folder: Path | None = None, public_key: str = "") -> Report:
    """Archive files alone, without the database: content, continuity inside each stream, and the anchors."""
    known = list(anchors.read_folder(anchor_folder, key=public_key)) if anchor_folder else []
    findings = [Finding("", 0, "anchor", one.trouble) for one in known if one.trouble]
    by_stream: dict[str, list[Path]] = {}
    for path in sorted(folder.glob(f"*{archive_files.SUFFIX}"), key=_first_link):
        by_stream.setdefault(_first_link(path)[0], []).append(path)
    links = rows = 0
    for name, paths in by_stream.items():
        counted = _verify_files(name, paths, known, findings)
        links, rows = links + counted[0], rows + counted[1]
    return Report(len(by_stream), links, rows, len(known), findings)


def _first_link(path: Path) -> tuple[str, int]:
    said, links = archive_files.manifest(path)
    return said["stream"], links[0].number


def _verify_files(
    name: str, paths: Sequence[Path], known: Sequence[Anchored], findings: list[Finding]
) -> tuple[int, int]:
    before: Link | None = None
    links = rows = 0
    hashes: dict[int, str] = {}
    for path in paths:
        for link, lines in zip(archive_files.manifest(path)[1], _frames(path, findings), strict=False):
            found = _continuity(link, before) or compare(stream_named(name), link, lines)
            if found:
                findings += found
                return links, rows
            before, links, rows = link, links + 1, rows + len(lines)
            hashes[link.number] = link.hash
    contradicted = [one for one in known if name in one.heads and one.heads[name].number in hashes]
    stream = stream_named(name)
    if stream is not None:
        findings += _against_anchors(stream, hashes, contradicted)
    return links, rows


def _frames(path: Path, findings: list[Finding]) -> Iterator[list[Line]]:
    try:
        yield from archive_files.frames(path)
    except (ValueError, EOFError, OSError) as error:
        findings.append(Finding("", 0, "archive", f"归档文件 {path.name} 读不出来：{error}"))
