"""The demo sign-ins: one for each role that the product is shown with (contracts: README, "Demo sign-ins")."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Q, QuerySet

from accounts.models import Grant, User
from accounts.selectors.areas import area_tree
from accounts.selectors.offices import live_grants
from accounts.services.passwords import temporary_password
from accounts.services.users import shut
from core import clock
from core.audit import acting

_WHY = "演示账号"


@dataclass(frozen=True)
class DemoAccount:
    """A sign-in of the demo, with one grant."""

    username: str
    name: str
    post: str
    role: str
    area: str


ACCOUNTS = (
    DemoAccount("shequ", "黎敏仪", "三眼井社区专干", "committee_clerk", "440104001007"),
    DemoAccount("jiedao", "梁伟强", "洪桥街道社会事务办", "street_officer", "440104001"),
    DemoAccount("quji", "陈慧敏", "越秀区社区服务中心", "district_officer", "440104"),
    DemoAccount("jiaoyu", "区颖诗", "越秀区教育局基教科", "education_officer", "440104"),
    DemoAccount("minzheng", "麦子健", "越秀区民政局救助科", "civil_affairs_officer", "440104"),
    DemoAccount("admin", "冼文辉", "越秀区政务数据中心", "system_administrator", "440104"),
    DemoAccount("anquan", "潘咏琪", "越秀区政务数据中心", "security_administrator", "440104"),
    DemoAccount("audit", "邓家明", "越秀区审计室", "auditor", "440104"),
    DemoAccount("baohu", "谭洁茵", "越秀区政务数据中心", "privacy_officer", "440104"),
)


@dataclass(frozen=True)
class Written:
    """`password` is None when nothing was set: every account was there and no password was asked for."""

    accounts: tuple[DemoAccount, ...]
    created: int
    password: str | None


def make_demo_accounts(*, password: str, file: Path) -> Written:
    """Make the missing demo sign-ins and write them to a file that only its owner can read.

    `password` empty: a random one for new accounts, and those that exist keep theirs. Given: it is set for all.
    """
    with acting(by="system", why=_WHY):
        marked_demo_accounts().update(demo=True)
        known = {user.username: user for user in User.objects.filter(username__in=[a.username for a in ACCOUNTS])}
        missing = [account for account in ACCOUNTS if account.username not in known]
        chosen = password or (_kept_password(file) or temporary_password() if missing else "")
        for account in ACCOUNTS:
            if password or account in missing:
                _write(account, known.get(account.username), chosen)
    if chosen:
        _write_file(file, chosen)
    return Written(ACCOUNTS, len(missing), chosen or None)


_AT_STREETS = (
    "何伟民", "谭美玲", "罗志明", "黄少芬", "冯永昌", "邓丽珍", "区国华", "潘慧仪", "梁家豪", "陈玉莲", "麦志强", "黎秀英",
    "冼伟雄", "李少萍", "吴永康", "郑美华", "周志文", "徐丽娟",
)  # fmt: skip


def make_demo_streets(district: str = "440104") -> int:
    """A colleague at every street of the demo where nobody is in office, so that somebody answers there; returns how many were made.

    They sign in nowhere: no password fits.
    """
    streets = [node for node in area_tree().inside(district, "street") if not node.ended]
    held = {grant.area_code for grant in live_grants(Q(role="street_officer"))}
    made = 0
    with acting(by="system", why=_WHY):
        for place, street in enumerate(streets):
            if street.code in held or User.objects.filter(username=f"street-{street.code}").exists():
                continue
            user = User(
                username=f"street-{street.code}", name=_AT_STREETS[place % len(_AT_STREETS)], created_at=clock.now()
            )
            user.post, user.home_area, user.must_change_password, user.demo = "社会事务办", street.code, False, True
            user.set_unusable_password()
            user.save()
            Grant.objects.create(
                user=user,
                role="street_officer",
                area_code=street.code,
                granted_by="system",
                granted_at=clock.now(),
                why=_WHY,
            )
            made += 1
    return made


def marked_demo_accounts() -> QuerySet[User]:
    """The demo accounts of this base, those of a version that did not mark them yet included."""
    of_old = Q(username__in=[account.username for account in ACCOUNTS], grants__why=_WHY)
    return User.objects.filter(pk__in=User.objects.filter(Q(demo=True) | of_old).values("pk"))


def open_demo_accounts() -> list[str]:
    """Sign-in names of the demo accounts that are not closed."""
    return sorted(marked_demo_accounts().filter(is_active=True).values_list("username", flat=True))


def close_demo_accounts() -> list[str]:
    """Close them all, before a base serves a real office (SEC08); returns their names."""
    with acting(by="system", why="正式使用前停用演示账号"):
        users = list(marked_demo_accounts().filter(is_active=True))
        for user in users:
            user.demo = True
            user.save(update_fields=["demo"])
            shut(user)
    return sorted(user.username for user in users)


def _write(account: DemoAccount, user: User | None, password: str) -> None:
    if user is None:
        user = User(username=account.username, created_at=clock.now())
        user.name, user.post, user.home_area = account.name, account.post, account.area
        # The demo can be shown at once; an account made on screen has to change its password (SEC05).
        user.must_change_password = False
        user.demo = True
    user.set_password(password)
    user.save()
    Grant.objects.get_or_create(
        user=user,
        role=account.role,
        area_code=account.area,
        defaults={"granted_by": "system", "granted_at": clock.now(), "why": _WHY},
    )


def _kept_password(file: Path) -> str:
    """The password in the file, so that an account added by a later version signs in with the same one."""
    if not file.exists():
        return ""
    lines = (line.split() for line in file.read_text(encoding="utf-8").splitlines())
    return next((words[1] for words in lines if len(words) > 1 and words[0] == ACCOUNTS[0].username), "")


def _write_file(file: Path, password: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.writelines(line(account, password) + "\n" for account in ACCOUNTS)
    file.chmod(0o600)


def line(account: DemoAccount, password: str) -> str:
    """`shequ  password  黎敏仪 三眼井社区专干`."""
    return f"{account.username:<9} {password}  {account.name} {account.post}"
