"""Export requests: asked by whoever wants a large file, decided by the level above, fetched within a day, cleared away after."""

from __future__ import annotations

import datetime as dt
import tempfile
import uuid
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from core import clock
from core.audit import acting, log_read
from core.crypto import keyring
from core.errors import Conflict, NotAllowed, NotFound, UserError
from core.exports.approval import level_of, may_decide
from core.exports.exporters import exporters
from core.models import ExportRequest
from core.scope import Scope, as_system

State = ExportRequest.State
LIFE = dt.timedelta(hours=24)  # 附录 F SEC35: an exported file is removed after 24 hours
_NOT_HERE = "没有这份申请，或者不归你看。"


def ask(
    *, by: Any, kind: str, what: str, params: dict[str, Any], purpose: str, rows: int, area: str, scope: Scope
) -> ExportRequest:
    """A pending request instead of a file. `scope` is what the grant lets the applicant export: it says which level asks."""
    if not purpose.strip():
        raise UserError("要写清用途。", field="purpose")
    with acting(by=by.username, why=f"申请导出：{purpose}"):
        asked = ExportRequest.objects.create(
            at=clock.now(),
            by=by,
            kind=kind,
            what=what[:160],
            params=params,
            purpose=purpose,
            rows=rows,
            area_code=area,
            level_area=level_of(scope, area),
        )
        log_read(
            by=by, action="申请导出", kind="export", uid=asked.uid, label=asked.what[:80], area=area, reason=purpose
        )
    return asked


def decide(uid: UUID, *, agreed: bool, answer: str, by: Any) -> ExportRequest:
    """Agree or not. NotFound for those who are not the level above; a refusal says why; Conflict when somebody decided before."""
    with acting(by=by.username, why="批导出申请"):
        found = ExportRequest.objects.select_for_update(of=("self",)).select_related("by").filter(uid=uid).first()
        if found is None or not decides(by, found):
            raise NotFound(_NOT_HERE)
        if found.state != State.PENDING:
            raise Conflict(f"这份申请已经批过了：{found.get_state_display()}。")
        if not agreed and not answer.strip():
            raise UserError("不同意要写明为什么。", field="answer")
        now = clock.now()
        found.state = State.APPROVED if agreed else State.REFUSED
        found.decided_by, found.decided_at, found.answer = by, now, answer.strip()
        found.expires_at = now + LIFE if agreed else None
        found.save()
        act = "同意导出" if agreed else "不同意导出"
        log_read(
            by=by,
            action=act,
            kind="export",
            uid=uid,
            label=found.what[:80],
            area=found.area_code,
            reason=answer.strip(),
        )
    return found


def decides(user: Any, asked: ExportRequest) -> bool:
    exporter = exporters.get(asked.kind)
    return exporter is not None and may_decide(
        user, permission=exporter.approve, level=asked.level_area, applicant=asked.by
    )


def mine(user: Any, *, most: int = 50) -> list[ExportRequest]:
    """What somebody asked for, newest first."""
    return list(ExportRequest.objects.filter(by=user).select_related("decided_by").order_by("-id")[:most])


def to_decide(user: Any) -> list[ExportRequest]:
    """Pending requests that wait for this user, oldest first."""
    scopes = [user.scope(permission) for permission in sorted({exporter.approve for exporter in exporters})]
    ranges = tuple(pair for scope in scopes for pair in scope.ranges)
    if not ranges:
        return []
    pending = ExportRequest.objects.filter(Scope(ranges).q("level_area"), state=State.PENDING)
    return [asked for asked in pending.select_related("by").order_by("id")[:500] if decides(user, asked)]


def decided_by(user: Any, *, most: int = 20) -> list[ExportRequest]:
    """What this user has decided, newest first."""
    return list(ExportRequest.objects.filter(decided_by=user).select_related("by").order_by("-decided_at")[:most])


def fetch(uid: UUID, *, by: Any) -> tuple[str, bytes]:
    """Name and bytes of an approved file: made when first fetched, within what the applicant may see then; the same file after.

    NotFound for anybody else, Conflict when it is not approved or the day is over.
    """
    with transaction.atomic():
        asked = ExportRequest.objects.select_for_update(of=("self",)).filter(uid=uid, by=by).first()
        if asked is None:
            raise NotFound(_NOT_HERE)
        if asked.state != State.APPROVED:
            raise Conflict("这份申请还没有得到同意。")
        if asked.expires_at is None or asked.expires_at <= clock.now():
            raise Conflict("取件时间（24 小时）已过，文件已清除。", remedy="还要的话请重新申请。")
        content = _kept(asked) if asked.kept_as else _make(asked, by)
        log_read(
            by=by,
            action="取走导出文件",
            kind="export",
            uid=uid,
            label=asked.what[:80],
            area=asked.area_code,
            reason=asked.purpose,
        )
    return asked.file_name, content


def _make(asked: ExportRequest, by: Any) -> bytes:
    exporter = exporters.get(asked.kind)
    if exporter is None:
        raise NotAllowed("这种导出已经停用。")
    with tempfile.TemporaryDirectory(prefix="yisheng-export-") as folder:
        path = Path(folder) / "file"
        made = exporter.make(asked.params, by=by, purpose=asked.purpose, path=path)
        content = path.read_bytes()
    name = f"{uuid.uuid4().hex}.sealed"
    place = _place(name)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    place.write_bytes(keyring().seal(content))
    place.chmod(0o600)
    with acting(by=by.username, why="取导出文件"):
        asked.file_name, asked.kept_as, asked.export_uid = made.name, name, made.record.uid
        asked.save(update_fields=["file_name", "kept_as", "export_uid"])
    return content


def _kept(asked: ExportRequest) -> bytes:
    return keyring().unseal(_place(asked.kept_as).read_bytes())


def _place(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "exports" / name


def clear_files() -> int:
    """Remove export files whose day is over, and any that no request names; returns how many."""
    with as_system("files of every area are cleared away"), acting(by="system", why="导出文件满 24 小时清除"):
        over = list(ExportRequest.objects.filter(expires_at__lte=clock.now()).exclude(kept_as=""))
        for asked in over:
            _place(asked.kept_as).unlink(missing_ok=True)
            asked.kept_as = ""
            asked.save(update_fields=["kept_as"])
        named = set(ExportRequest.objects.exclude(kept_as="").values_list("kept_as", flat=True))
    latest = (clock.now() - LIFE).timestamp()
    stray = [
        path
        for path in (Path(settings.MEDIA_ROOT) / "exports").glob("*.sealed")
        if path.name not in named and path.stat().st_mtime < latest
    ]
    for path in stray:
        path.unlink(missing_ok=True)
    return len(over) + len(stray)
