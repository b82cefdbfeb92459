"""A list of the old is handed to the community hospital: written, registered as an export, kept with its people (交换至社区医院批次).

A list with more people than one may take out alone waits for the level above (core/exports); the batch begins when the file is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Max

from accounts.selectors.areas import area_name
from core import clock
from core.audit import acting, register_export
from core.bulk import insert_rows
from core.errors import NotAllowed, UserError
from core.exports.approval import approval_above
from core.exports.exporters import Exporter, Made, exporters
from core.exports.requests import ask
from core.parameters import read
from core.scope import as_system
from core.sheets import sha256_of, write_xlsx
from elderly.domain.rights import HEALTH
from elderly.models import ExchangedPerson, HospitalExchange
from elderly.parameters.checkup import CHECKUP_AGE
from elderly.selectors.exchanges import Listed, people_to_list

KIND = "hospital-exchange"
HEADERS = ("档案编号", "姓名", "身份证号", "出生日期", "现住地址", "联系电话", "变化")
_WALL = "a list goes in by COPY; its area was checked against the caller's grants before"


@dataclass(frozen=True)
class Order:
    """What list is wanted: of a community (or what lies above it), all people or what changed, for whom and what for."""

    area: str
    extent: str
    receiver: str
    purpose: str

    @property
    def params(self) -> dict[str, Any]:
        return {"area": self.area, "extent": self.extent, "receiver": self.receiver}


def may_hand_over(by: Any, area: str) -> bool:
    """Whole numbers and telephones leave the house: it takes the rights to health, to exports and to whole numbers of the area."""
    return all(by.scope(one).covers(area) for one in (HEALTH, "roster.export", "person.reveal"))


def people_for(order: Order, *, by: Any) -> list[Listed]:
    """Whom the list would name. NotAllowed outside the caller's rights, UserError for an empty list or an unconfirmed age."""
    if not may_hand_over(by, order.area):
        raise NotAllowed("把名单交给医院要有看体检、导出名册和看全号的权限。", remedy="请社区专干或街道办理。")
    if not order.receiver.strip():
        raise UserError("要写交给哪个单位。", field="receiver")
    if not order.purpose.strip():
        raise UserError("要写清用途。", field="purpose")
    today = clock.today()
    age = read(CHECKUP_AGE.key, on=today, area=order.area).value
    if age is None:
        raise UserError("体检年龄还待确认，不能出名单。", remedy="请区里在政策参数里填上依据和数值。")
    only = order.extent == HospitalExchange.Extent.CHANGED
    found = people_to_list(order.area, age=int(age), today=today, changed_only=only)
    if not found:
        nobody = "上次交出名单以后没有变化。" if only else "这里没有到年龄的老人。"
        raise UserError(nobody, remedy="不用再交。" if only else "请核对地区。", field="extent")
    return found


def needs_agreement(order: Order, people: Sequence[Listed], *, by: Any) -> Any:
    """A pending export request when the list names more people than one may take out alone; None: go on."""
    if len(people) <= approval_above(order.area):
        return None
    return ask(
        by=by,
        kind=KIND,
        what=f"{area_name(order.area)} 交给{order.receiver}的老人名单（全号），{len(people)} 人",
        params=order.params,
        purpose=order.purpose,
        rows=len(people),
        area=order.area,
        scope=by.scope("roster.export"),
    )


def hand_over(order: Order, people: Sequence[Listed], *, by: Any, path: Path) -> tuple[HospitalExchange, Any]:
    """Write the workbook to `path`, register the export, keep the batch with its people; returns batch and export record."""
    now, today = clock.now(), clock.today()
    with acting(by=by.username, why=f"交给{order.receiver}：{order.purpose}"[:120]), as_system(_WALL):
        number = _next_number(order.area, today.year)
        name = f"老人体检名单_{area_name(order.area)}_{today.year}第{number}批.xlsx"
        note = (
            ("交给", order.receiver),
            ("用途", order.purpose),
            ("谁导出", f"{by.name or by.username}（{by.username}）{now:%Y-%m-%d %H:%M}"),
            ("范围", HospitalExchange.Extent(order.extent).label),
            ("送回", "体检后按 WJ05 老年人健康管理（年度体检）的表头送回，档案编号照本表填写"),
        )
        write_xlsx(path, sheet="老人名单", headers=HEADERS, rows=[_cells(one) for one in people], note=note)
        fingerprint = sha256_of(path)
        record = register_export(
            by=by,
            what=name,
            params=order.params,
            area=order.area,
            purpose=f"{order.purpose}（交给{order.receiver}）"[:200],
            file_format="xlsx",
            rows=len(people),
            sha256=fingerprint,
            persons=[one.id for one in people],
        )
        batch = HospitalExchange.objects.create(
            area_code=order.area,
            year=today.year,
            number=number,
            extent=order.extent,
            receiver=order.receiver.strip(),
            purpose=order.purpose.strip(),
            made_at=now,
            made_by=by.username,
            rows=len(people),
            file_name=name,
            sha256=fingerprint,
            export_uid=record.uid,
        )
        rows = [(batch.pk, one.id, place, one.fingerprint) for place, one in enumerate(people, start=1)]
        insert_rows(ExchangedPerson, ("exchange_id", "person_id", "position", "fingerprint"), rows)
    return batch, record


def _cells(one: Listed) -> tuple[str, ...]:
    born = one.birth_date.isoformat() if one.birth_date else ""
    return (one.record_no, one.name, one.number, born, one.address, one.phone, one.change)


def _next_number(area: str, year: int) -> int:
    last = HospitalExchange.objects.filter(area_code=area, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def make(params: dict[str, Any], *, by: Any, purpose: str, path: Path) -> Made:
    """The file of an approved request, by the applicant's rights of now."""
    order = Order(params["area"], params["extent"], params["receiver"], purpose)
    batch, record = hand_over(order, people_for(order, by=by), by=by, path=path)
    return Made(batch.file_name, batch.rows, record)


exporters.register(Exporter(KIND, "交给社区医院的老人名单", make))
