"""Who lives with the applicant and is covered, where the money goes, and what is known of the parents of a child."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aid.domain.case_states import UNDECIDED, State
from aid.domain.children import Parent
from aid.models import AidCase, CaseMember
from aid.services.case_moves import note_step, seen_case, written
from core import clock
from core.audit import acting, log_read
from core.errors import Conflict, NotAllowed, NotFound, UserError
from residents.domain.number_reading import read_number
from residents.selectors.someone import people_by_uid

ASSIST = "aid.assist"
EDITABLE = (*UNDECIDED, State.RECHECKING, State.HEARING)
LABOUR = {"whole": "有劳动能力", "part": "部分丧失", "none": "完全丧失", "child": "未成年", "old": "老年"}


@dataclass(frozen=True)
class MemberSaid:
    """What a form says of a member; `excluded_reason` empty: covered."""

    relation: str
    excluded_reason: str = ""
    health: str = ""
    labour: str = ""


def editable_case(uid: UUID, *, by: Any) -> AidCase:
    """A case whose members and papers may still be written. NotAllowed, Conflict in words."""
    case = seen_case(uid, by=by, lock=True)
    if not by.scope(ASSIST).holds(case.area_code):
        raise NotAllowed("这一步由社区或街道办理，你的岗位不能改。")
    if case.state not in EDITABLE:
        raise Conflict(f"这件救助现在是「{State(case.state).title}」，不能再改。", remedy="有变化的，先开始复核。")
    return case


def add_member(
    uid: UUID, said: MemberSaid, *, person_uid: UUID | None = None, name: str = "", number: str = "", by: Any
) -> CaseMember:
    """Somebody of the base, or an outsider by name and number (both sealed)."""
    with acting(by=by.username, why="救助共同生活成员"):
        case = editable_case(uid, by=by)
        person = None
        if person_uid is not None:
            person = people_by_uid([person_uid], scope=by.scope("person.view")).get(person_uid)
            if person is None:
                raise UserError("没有这个人，或者不在你的范围里。", field="person")
            if CaseMember.objects.filter(case=case, person_id=person.id).exists():
                raise Conflict(f"{person.name}已经在成员里。", field="person")
        elif not name.strip():
            raise UserError("请从底册里选人，或者填姓名。", field="name")
        elif number.strip() and not read_number(number).value:
            raise UserError("证号不对。", field="number", remedy="请按证件核对 18 位号码。")
        row = CaseMember.objects.create(
            case=case,
            person_id=person.id if person else None,
            name="" if person else name.strip(),
            number="" if person else number.strip(),
            place=CaseMember.objects.filter(case=case).count(),
            **_columns(said),
            **written(by),
        )
        note_step(case, "member", by=by, on=clock.today(), words="增加一名共同生活成员")
        return row


def say_member(uid: UUID, member_uid: UUID, said: MemberSaid, *, by: Any) -> CaseMember:
    """Correct what is said of a member, or leave them out with a reason."""
    with acting(by=by.username, why="救助共同生活成员"):
        case = editable_case(uid, by=by)
        row = CaseMember.objects.select_for_update().filter(case=case, uid=member_uid).first()
        if row is None:
            raise NotFound("没有这个成员。")
        columns = _columns(said)
        for column, value in columns.items():
            setattr(row, column, value)
        row.save(update_fields=list(columns))
        words = f"一名成员不纳入：{said.excluded_reason}" if said.excluded_reason else "更正一名成员的情况"
        note_step(case, "member", by=by, on=clock.today(), words=words)
        return row


def say_causes(uid: UUID, causes: list[str], *, by: Any) -> None:
    """Why the family is poor (致贫原因)."""
    with acting(by=by.username, why="致贫原因"):
        case = editable_case(uid, by=by)
        case.causes = causes
        case.save(update_fields=["causes"])


def say_account(uid: UUID, *, bank: str, name: str, account: str, by: Any) -> None:
    """Where the money goes; the number is sealed and shown by its last four digits."""
    with acting(by=by.username, why="救助发放账户"):
        case = seen_case(uid, by=by, lock=True)
        if not by.scope(ASSIST).holds(case.area_code):
            raise NotAllowed("这一步由社区或街道办理，你的岗位不能改。")
        digits = account.replace(" ", "").replace("-", "")
        if digits and not (digits.isdigit() and 10 <= len(digits) <= 25):
            raise UserError("银行账号是 10 至 25 位数字。", field="account")
        case.account_bank, case.account_name, case.account = bank.strip(), name.strip(), digits
        case.save(update_fields=["account_bank", "account_name", "account"])
        note_step(case, "account", by=by, on=clock.today(), words="登记发放账户")


def reveal_account(uid: UUID, *, reason: str, by: Any) -> str:
    """The whole number, for those who pay; each look is written down with its reason (SEC15)."""
    case = seen_case(uid, by=by)
    if not by.scope("aid.account").holds(case.area_code):
        raise NotAllowed("看账号全号要有「看救助对象的银行账号全号」的权限。")
    if not reason.strip():
        raise UserError("看全号要填事由。", field="reason")
    log_read(
        by=by,
        action="reveal-account",
        kind="aid-case",
        uid=case.uid,
        label=case.number,
        area=case.area_code,
        reason=reason.strip(),
    )
    return str(case.account or "没有登记账号")


def say_parents(
    uid: UUID, *, father: str, father_months: int | None, mother: str, mother_months: int | None, by: Any
) -> None:
    """How it stands with the parents of a child (handbook §7.5); sealed."""
    with acting(by=by.username, why="儿童父母情况"):
        case = editable_case(uid, by=by)
        if father not in set(Parent) or mother not in set(Parent):
            raise UserError("请选父母双方的情况。", field="father")
        case.circumstances = json.dumps(
            {"father": [father, father_months], "mother": [mother, mother_months]}, ensure_ascii=False
        )
        case.save(update_fields=["circumstances"])
        note_step(case, "parents", by=by, on=clock.today(), words="登记父母双方的情况")


def _columns(said: MemberSaid) -> dict[str, Any]:
    return {
        "relation": said.relation,
        "covered": not said.excluded_reason.strip(),
        "excluded_reason": said.excluded_reason.strip()[:100],
        "health": said.health.strip(),
        "labour": said.labour if said.labour in LABOUR else "",
    }
