"""What is past its time: for each kind of record how long it is kept, by which law, and what becomes of it (SEC26; PIPL 19, 47)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

from compliance.models import RetentionCheck
from core import clock
from core.clock import SHANGHAI
from core.registry import Registry
from core.retention import LOGS, PROVISIONS, days_kept
from core.scope import as_system

FILES = 90  # days: uploaded workbooks after their batch is closed, P


@dataclass(frozen=True)
class Kept:
    """A kind of record: `table` and `at` say what is counted, `days` how long it stays; None = for ever, `action` what follows."""

    key: str
    title: str
    table: str
    at: str
    law: str
    action: str
    days: Callable[[], int] | None = None
    where: str = "true"


kept: Registry[Kept] = Registry("kept kind")

for _kept in (
    Kept(
        "reads",
        "查看与操作日志",
        "core_readlog",
        "at",
        "网络安全法 第二十三条：不少于六个月",
        "归档",
        lambda: days_kept(LOGS),
    ),
    Kept(
        "sign-ins",
        "登录日志",
        "axes_accesslog",
        "attempt_time",
        "网络安全法 第二十三条：不少于六个月",
        "归档",
        lambda: days_kept(LOGS),
    ),
    Kept(
        "failures",
        "登录失败日志",
        "axes_accessfailurelog",
        "attempt_time",
        "网络安全法 第二十三条：不少于六个月",
        "归档",
        lambda: days_kept(LOGS),
    ),
    Kept(
        "exports",
        "导出登记",
        "core_exportrecord",
        "at",
        "网络数据安全管理条例 第十二条：至少三年",
        "归档",
        lambda: days_kept(PROVISIONS),
    ),
    Kept(
        "provisions",
        "对外提供登记",
        "compliance_provision",
        "provided_on",
        "网络数据安全管理条例 第十二条：至少三年",
        "负责人核对后删除",
        lambda: days_kept(PROVISIONS),
    ),
    Kept(
        "assessments",
        "影响评估",
        "compliance_impactassessment",
        "assessed_on",
        "个人信息保护法 第五十六条：至少三年",
        "负责人核对后删除",
        lambda: days_kept(PROVISIONS),
    ),
    Kept(
        "uploads",
        "上传的原始文件",
        "core_importbatch",
        "uploaded_at",
        "个人信息保护法 第十九条：实现目的所必要的最短时间（天数为建议值）",
        "负责人核对后删除文件，批次和逐行结果留着",
        lambda: FILES,
        where="file_path <> '' AND state IN ('committed', 'undone', 'refused', 'abandoned')",
    ),
    Kept("history", "底册的改动历史", "residents_personevent", "pgh_created_at", "档案：登记的沿革", "不删"),
    Kept("residents", "死亡人员的资料", "residents_person", "died_on", "户口登记档案永久保存", "停止除存储以外的处理"),
):
    kept.register(_kept)


@dataclass(frozen=True)
class Due:
    """How many rows of a kind are past their time on a day, and the day of the oldest."""

    kind: Kept
    keeps: int | None
    due: int = 0
    oldest: dt.date | None = None


def what_is_due(*, on: dt.date | None = None) -> list[Due]:
    """Every kind, with what is past its time: one short statement each."""
    today = on or clock.today()
    with as_system("retention counts the rows of every area, and reads none of them"):
        return [_due(kind, today) for kind in kept]


def _due(kind: Kept, today: dt.date) -> Due:
    if kind.days is None:
        return Due(kind, None)
    keeps = kind.days()
    edge = dt.datetime.combine(today - dt.timedelta(days=keeps), dt.time(), SHANGHAI)
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT count(*), min("{kind.at}")::date FROM "{kind.table}" WHERE "{kind.at}" < %s AND {kind.where}',
            [edge],
        )
        number, oldest = cursor.fetchone()
    return Due(kind, keeps, number, oldest)


def note_what_is_due() -> int:
    """The nightly look, kept by day; returns how many kinds have something due."""
    found = [due for due in what_is_due() if due.due]
    for due in found:
        RetentionCheck.objects.update_or_create(
            day=clock.today(), kind=due.kind.key, defaults={"due": due.due, "oldest": due.oldest}
        )
    return len(found)
