"""Users as commands, pages and services find them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Q, QuerySet

from accounts.domain.endings import urgency
from accounts.models import Grant, User
from accounts.policy import lacks_second_factor
from accounts.roles import roles
from accounts.selectors.areas import area_path
from core import clock
from core.errors import NotFound
from core.scope import Scope

NOBODY = {"seed": "演示数据", "system": "系统"}  # who did what no user did
STATES = {"on": "在用", "new": "没改初始密码", "locked": "锁住", "off": "已停用"}
_TONES = {"在用": "", "没改初始密码": "a", "锁住": "r", "已停用": "o"}


def user_named(username: str) -> User:
    """The active user with this sign-in name; raises NotFound in words."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise NotFound(f"没有在用的账号「{username}」。", remedy="请核对用户名。")
    return user


def usernames_of(ids: Iterable[int]) -> dict[int, str]:
    """{user's id: sign-in name}."""
    return dict(User.objects.filter(pk__in=list(ids)).values_list("pk", "username"))


def names_of(usernames: Iterable[str]) -> dict[str, str]:
    """{sign-in name: the person's name} of whoever is known; what no person did says so."""
    return {**NOBODY, **dict(User.objects.filter(username__in=list(usernames)).values_list("username", "name"))}


@dataclass(frozen=True)
class GrantWords:
    """A grant as the screens say it. `over` = its last day has passed; `urgency`: soon, now or empty."""

    grant: Grant
    title: str
    area: str
    over: bool
    urgency: str = ""


@dataclass(frozen=True)
class UserLine:
    """A user in the list: live roles with their areas and ends, and the state in words."""

    user: User
    roles: list[GrantWords]
    state: str
    tone: str
    second_factor: str
    second_factor_tone: str


def visible_users(by: User) -> QuerySet[User]:
    """Accounts whose office lies in the areas that `by` looks after."""
    return User.objects.filter(by.scope("user.view").q("home_area"))


def visible_user(by: User, username: str) -> User:
    """One of them; raises NotFound for the others, whether they exist or not."""
    user = visible_users(by).prefetch_related("grants").filter(username=username).first()
    if user is None:
        raise NotFound("没有这个账号，或者不在你的范围里。")
    return user


def people_for(by: User, *, instead_of: User) -> list[User]:
    """Open accounts that `by` sees and that may take somebody's place, colleagues of the same area first."""
    found = visible_users(by).filter(is_active=True).exclude(pk=instead_of.pk).order_by("home_area", "username")
    return sorted((user for user in found if user.may_enter), key=lambda user: user.home_area != instead_of.home_area)


def user_lines(by: User, *, text: str = "", area: str = "", state: str = "") -> list[UserLine]:
    """The list of accounts: by name, sign-in name or post; of offices inside an area; in a state (a key of STATES)."""
    found = visible_users(by).prefetch_related("grants").order_by("home_area", "username")
    if text:
        found = found.filter(Q(name__icontains=text) | Q(username__icontains=text) | Q(post__icontains=text))
    if area:
        found = found.filter(Scope.of([area]).q("home_area"))
    locked = locked_names()
    lines = [_line(user, locked) for user in found]
    return [line for line in lines if not state or line.state == STATES[state]]


def lines_of_area(by: User, area: str) -> list[UserLine]:
    """The accounts of one area, for those who look after accounts: its office's, and others with a right in just it."""
    of_area = Q(home_area=area) | Q(pk__in=Grant.objects.filter(area_code=area).values("user_id"))
    found = visible_users(by).filter(of_area).prefetch_related("grants").order_by("-is_active", "username")
    locked = locked_names()
    return [_line(user, locked) for user in found]


def locked_names() -> set[str]:
    """Sign-in names that are locked now after too many wrong passwords (SEC02)."""
    since = clock.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    failed = AccessAttempt.objects.filter(
        attempt_time__gte=since, failures_since_start__gte=settings.AXES_FAILURE_LIMIT
    )
    return {name for name in failed.values_list("username", flat=True) if name}


def _line(user: User, locked: set[str]) -> UserLine:
    state, (second, tone) = state_of(user, locked), second_factor_of(user)
    live = [words for words in grants_of(user) if not words.over]
    return UserLine(user, live, state, _TONES[state], second, tone)


def second_factor_of(user: User) -> tuple[str, str]:
    """The state of the second factor in words, with a tone: 开通, and 没有开通 where the role should have it."""
    if user.two_factor_since is not None:
        return "已开通", ""
    return ("没有开通", "a") if lacks_second_factor(user) else ("没有开通", "")


def state_of(user: User, locked: set[str]) -> str:
    """One of STATES, in words."""
    if not user.is_active:
        return STATES["off"]
    if user.username in locked:
        return STATES["locked"]
    return STATES["new"] if user.must_change_password else STATES["on"]


def grants_of(user: User) -> list[GrantWords]:
    """All grants of a user, those over last."""
    today = clock.today()
    found = [
        GrantWords(
            row,
            roles[row.role].title,
            area_path(row.area_code),
            over=row.until is not None and row.until < today,
            urgency=urgency(row.until, today),
        )
        for row in user.grants.all()
    ]
    return sorted(found, key=lambda words: (words.over, words.grant.area_code, words.title))
