"""Acts of two offices (SEC04, SEC07): the system administrator starts, the security administrator confirms or refuses.

A hand-over (交接) is carried out on its day: the confirmed rights and the open things go to the successor, the leaver's
account closes. A lost phone takes the second factor away, so that it can be set up anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accounts.handovers import handover_parts, rights_changed
from accounts.models import Grant, JointAct, User
from accounts.selectors.areas import area_name
from accounts.services.grants import write_grant
from accounts.services.responsibility import require_administrator, require_security
from accounts.services.second_factor import remove
from accounts.services.sessions import close_sessions
from accounts.services.users import shut
from core import clock
from core.audit import acting, log_read
from core.errors import Conflict, NotAllowed, UserError

Kind, State = JointAct.Kind, JointAct.State
OPEN = (State.WAITING, State.CONFIRMED)


def start_handover(leaver: User, successor: User, *, on: date, why: str, by: User) -> JointAct:
    """Propose who takes over from whom on which day; the rights wait for the security administrator."""
    require_administrator(by, leaver.home_area)
    if by.pk in (leaver.pk, successor.pk):
        raise NotAllowed("不能给自己办交接。", remedy="请另一位系统管理员来办。")
    if leaver.pk == successor.pk:
        raise UserError("接手的人要是另一个人。", field="successor")
    if not successor.may_enter:
        raise UserError(f"{successor.name}的账号已停用。", field="successor", remedy="请换一个人，或先恢复账号。")
    if on < clock.today():
        raise UserError(f"{on} 已经过去。", field="on", remedy="请写今天或以后的日子。")
    return _start(JointAct(kind=Kind.HANDOVER, user=leaver, successor=successor, on=on, why=why), by=by)


def start_lost_phone(user: User, *, why: str, by: User) -> JointAct:
    """Ask for a lost phone's second factor to be taken away."""
    require_administrator(by, user.home_area)
    if user.pk == by.pk:
        raise NotAllowed("不能给自己发起。", remedy="请另一位系统管理员来发起。")
    if user.two_factor_since is None:
        raise UserError(f"{user.name}没有开通两步验证。")
    return _start(JointAct(kind=Kind.LOST_PHONE, user=user, on=clock.today(), why=why), by=by)


def confirm(act: JointAct, *, grants: Iterable[int] = (), by: User) -> JointAct:
    """Agree. `grants`: keys of the leaver's rights that go to the successor. Carried out at once when its day is here."""
    with acting(by=by.username, why=act.why):
        act = _waiting(act)
        _require_second(act, by)
        if act.kind == Kind.HANDOVER:
            rows = list(Grant.objects.filter(user=act.user, pk__in=list(grants)))
            for row in rows:
                require_security(by, row.area_code)
            act.grants = [row.pk for row in rows]
        act.state, act.decided_by, act.decided_at = State.CONFIRMED, by, clock.now()
        act.save()
        _log(act, f"确认{act.get_kind_display()}", by=by)
        if act.on <= clock.today():
            _carry_out(act)
    return act


def refuse(act: JointAct, *, by: User) -> JointAct:
    """Disagree, or (by whoever started it) withdraw; nothing changes."""
    with acting(by=by.username, why=act.why):
        act = _open(act)
        if by.pk != act.started_by_id:
            _require_second(act, by)
        act.state, act.decided_by, act.decided_at = State.REFUSED, by, clock.now()
        act.save()
        _log(act, f"{'撤回' if by.pk == act.started_by_id else '没有同意'}{act.get_kind_display()}", by=by)
    return act


def carry_out_due(*, on: date) -> int:
    """Carry out the confirmed acts whose day has come; returns how many (the nightly job)."""
    due = JointAct.objects.filter(state=State.CONFIRMED, on__lte=on).order_by("on", "pk")
    for act in list(due):
        with acting(by=act.decided_by.username if act.decided_by else "system", why=act.why):
            _carry_out(_open(act))
    return len(due)


def _start(act: JointAct, *, by: User) -> JointAct:
    if not act.why.strip():
        raise UserError("请填事由。", field="why", remedy="例如 调到洪桥街道、手机丢了。")
    with acting(by=by.username, why=act.why):
        User.objects.select_for_update().get(pk=act.user_id)
        if JointAct.objects.filter(user=act.user, kind=act.kind, state__in=OPEN).exists():
            raise Conflict(f"{act.user.name}已经有一件没办完的{act.get_kind_display()}。", remedy="请先办完或撤回。")
        act.started_by, act.started_at = by, clock.now()
        act.save()
        _log(act, f"发起{act.get_kind_display()}", by=by)
    return act


def _open(act: JointAct) -> JointAct:
    locked = JointAct.objects.select_for_update(of=("self",)).select_related("user", "successor").get(pk=act.pk)
    if locked.state not in OPEN:
        raise Conflict(f"这件{locked.get_kind_display()}已经{locked.get_state_display()}。")
    return locked


def _waiting(act: JointAct) -> JointAct:
    locked = _open(act)
    if locked.state != State.WAITING:
        raise Conflict(f"这件{locked.get_kind_display()}{locked.get_state_display()}。")
    return locked


def _require_second(act: JointAct, by: User) -> None:
    """The second person is another one, in the other office, and gains nothing by it."""
    require_security(by, act.user.home_area)
    if by.pk in (act.started_by_id, act.user_id, act.successor_id):
        raise NotAllowed("发起的人、交的人、接的人都不能自己确认。", remedy="请另一位安全管理员来确认。")


def _carry_out(act: JointAct) -> None:
    if act.kind == Kind.HANDOVER:
        _hand_over(act)
    else:
        remove(act.user)
        close_sessions(act.user)
        _log(act, "办好重置两步验证", by=act.decided_by or act.user)
    act.state, act.done_at = State.DONE, clock.now()
    act.save()


def _hand_over(act: JointAct) -> None:
    leaver, successor, by = act.user, act.successor, act.decided_by
    assert successor is not None and by is not None
    today, given = clock.today(), []
    for row in Grant.objects.filter(user=leaver, pk__in=act.grants):
        if row.until is None or row.until >= today:
            write_grant(successor, row.role, row.area_code, by=by, until=row.until, why=f"接{leaver.name}的班")
            given.append(area_name(row.area_code))
    Grant.objects.filter(user=leaver).delete()
    parts = [f"{part.title} {number}" for part in handover_parts if (number := part.hand_over(leaver, successor))]
    shut(leaver)
    rights_changed([leaver.pk, successor.pk])
    _log(act, "办好交接", by=by, what="；".join([*given, *parts]))


def _log(act: JointAct, action: str, *, by: User, what: str = "") -> None:
    people = act.user.name + (f"→{act.successor.name}" if act.successor else "")
    reason = f"{act.why}。{what}" if what else act.why
    log_read(by=by, action=action, kind="user", label=people, area=act.user.home_area, reason=reason[:200])
