"""Photos of a visit: the picture alone, sealed on the disk, shown to those who may read visits and only with a line in the log."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from core import clock
from core.audit import acting, log_read
from core.errors import NotFound, UserError
from core.sealed_files import SealedFolder
from lifecycle.domain.photos import NotAPicture, Picture, bare
from lifecycle.models import Visit, VisitPhoto

FOLDER = SealedFolder("visits")
MOST_BYTES = 6 * 1024 * 1024
MOST_OF_A_VISIT = 6


def keep_photo(*, visit_uid: UUID, client_uid: UUID, content: bytes, by: Any) -> VisitPhoto:
    """Add a photo to one's own visit; the same `client_uid` again adds nothing. `visit_uid`: the visit's, or its client uid.

    UserError for anything but a JPEG or PNG within the limits. What the picture says besides the picture is dropped first.
    """
    with acting(by=by.username, why="走访照片", source=f"visit:{visit_uid}"):
        rows = Visit.objects.select_for_update().filter(by.scope("visit.do").q("area_code"), by=by.username)
        visit = rows.filter(client_uid=visit_uid).first() or rows.filter(uid=visit_uid).first()
        if visit is None:
            raise NotFound("没有这次走访，或者不是你记的。")
        if known := VisitPhoto.objects.filter(client_uid=client_uid, visit=visit).first():
            return known
        if visit.photos.count() >= MOST_OF_A_VISIT:
            raise UserError(f"一次走访最多 {MOST_OF_A_VISIT} 张照片。", field="photo", remedy="请留最要紧的几张。")
        picture = _picture(content)
        return VisitPhoto.objects.create(
            client_uid=client_uid,
            visit=visit,
            file=FOLDER.keep(picture.content),
            kind=picture.kind,
            size=len(picture.content),
            taken_by=by.username,
            recorded_at=clock.now(),
        )


def _picture(content: bytes) -> Picture:
    if len(content) > MOST_BYTES:
        raise UserError(
            f"照片有 {len(content) / 1048576:.1f} MB，最多 {MOST_BYTES // 1048576} MB。",
            field="photo",
            remedy="请用手机自带的相机按普通清晰度重拍。",
        )
    try:
        return bare(content)
    except NotAPicture as error:
        raise UserError("这不是照片，或者没有传完整。", field="photo", remedy="请用 JPG 或 PNG 照片。") from error


def read_photo(uid: UUID, *, by: Any) -> tuple[bytes, str]:
    """(bytes, kind) of a photo in the reader's scope; every look is written down. NotFound out of scope."""
    photo = (
        VisitPhoto.objects.filter(by.scope("visit.do").q("visit__area_code"), uid=uid)
        .select_related("visit__person")
        .first()
    )
    if photo is None:
        raise NotFound("没有这张照片，或者不在你的范围里。")
    person = photo.visit.person
    log_read(by=by, action="view-photo", kind="person", uid=person.uid, label=person.name, area=photo.visit.area_code)
    return FOLDER.fetch(photo.file), photo.kind
