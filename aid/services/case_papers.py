"""Papers of a case: signed authorization and commitment, photos of the visit, other material; sealed on the disk."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from aid.models import CasePaper
from aid.models.case_rows import PAPERS
from aid.services.case_intake import SIGNED
from aid.services.case_members import editable_case
from aid.services.case_moves import day_of, note_step, seen_case, written
from core import clock
from core.audit import acting, log_read
from core.errors import NotFound, UserError
from core.sealed_files import SealedFolder
from lifecycle.domain.photos import NotAPicture, bare

FOLDER = SealedFolder("aid")
MOST_BYTES = 10 * 1024 * 1024
MOST_PAPERS = 40
PDF = "application/pdf"


def keep_paper(
    uid: UUID, *, kind: str, signed_on: dt.date | None, title: str = "", content: bytes = b"", by: Any
) -> CasePaper:
    """Store a paper. The two signed ones need their day, the others a file; pictures lose what they say besides the picture."""
    titles = dict(PAPERS)
    if kind not in titles:
        raise UserError("请选是什么材料。", field="kind")
    if kind in SIGNED and signed_on is None:
        raise UserError("请填全体成员签字的日期。", field="signed_on")
    if kind not in SIGNED and not content:
        raise UserError("请选文件。", field="file")
    with acting(by=by.username, why="救助材料"):
        case = editable_case(uid, by=by)
        if CasePaper.objects.filter(case=case).count() >= MOST_PAPERS:
            raise UserError(f"一件救助最多存 {MOST_PAPERS} 份材料。", field="file")
        if signed_on is not None:
            day_of(signed_on, dt.date(2000, 1, 1), "signed_on")
        kept, mime = _checked(content) if content else (b"", "")
        row = CasePaper.objects.create(
            case=case,
            kind=kind,
            title=title.strip() or titles[kind],
            signed_on=signed_on,
            file=FOLDER.keep(kept) if kept else "",
            mime=mime,
            size=len(kept),
            **written(by),
        )
        note_step(case, "paper", by=by, on=clock.today(), words=f"登记材料：{row.title}"[:300])
        return row


def read_paper(uid: UUID, *, by: Any) -> tuple[bytes, str]:
    """(bytes, MIME type) of a paper; every look is written down. NotFound outside the reader's scope."""
    row = CasePaper.objects.filter(by.scope("aid.view").q("case__area_code"), uid=uid).select_related("case").first()
    if row is None or not row.file:
        raise NotFound("没有这份材料，或者不在你的范围里。")
    case = seen_case(row.case.uid, by=by)
    log_read(
        by=by,
        action="view-paper",
        kind="aid-case",
        uid=case.uid,
        label=f"{case.number} {row.title}",
        area=case.area_code,
    )
    return FOLDER.fetch(row.file), row.mime


def _checked(content: bytes) -> tuple[bytes, str]:
    if len(content) > MOST_BYTES:
        raise UserError(f"文件有 {len(content) / 1048576:.1f} MB，最多 {MOST_BYTES // 1048576} MB。", field="file")
    if content.startswith(b"%PDF-"):
        return content, PDF
    try:
        picture = bare(content)
    except NotAPicture as error:
        raise UserError("只收照片（JPG、PNG）和 PDF。", field="file", remedy="请拍照或扫描后再传。") from error
    return picture.content, picture.kind
