"""要做的: what waits for this user in the area they look at, each with the reason and the place where it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from django.urls import reverse

from accounts.selectors.areas import area_name
from core import clock
from core.exports.requests import ExportRequest, to_decide
from core.imports.attention import Waiting, waiting
from core.parameters import parameters, read_many
from core.remember import remember
from core.scope import Scope
from core.sources import describe
from lifecycle.selectors.tasks import task_counts
from lifecycle.selectors.tasks_waiting import heads_in_hand
from lifecycle.selectors.todo_items import Todo, death_items, disagreement_items, exit_items, lead_items, open_leads
from residents.selectors.attention import (
    Named,
    OpenHead,
    first_open_heads,
    first_unnamed,
    first_unplaced,
    open_heads,
    unnamed,
    unplaced,
)
from residents.selectors.death_reports import people_reported
from residents.selectors.disagreements import open_disagreements
from residents.selectors.exits import open_exits
from residents.selectors.words import age_words, sex_word

SHOWN = 4  # of each kind, until the user asks for one kind
SHOWN_OF_ONE = 60
COUNTED = 999  # nobody works off more in a day; the screen says 999+
REMEMBERED = 60

KINDS = {
    "import": "导入", "review": "核对", "lead": "线索", "death": "待核实死亡", "differ": "说法不一", "exit": "疑似退出",
    "head": "户主", "home": "住处", "name": "姓名", "parameter": "参数", "export": "批导出",
}  # fmt: skip


_NOT_YET = "表送来了，但还没有人按「入库」。入库之前，底册里一个字都没有变。"
_NOTHING_TO_ENTER = "检查完了，没有能进底册的行。下载退回表改好再送；不要了，就按「放弃这批」。"


@dataclass
class TodoList:
    """What to do, by kind: how many there are, and the first of them."""

    counts: dict[str, int]
    items: list[Todo] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(self.counts.values())

    @property
    def kinds(self) -> list[tuple[str, str, int]]:
        """(key, title, number) of the kinds that have something."""
        return [(key, title, self.counts[key]) for key, title in KINDS.items() if self.counts.get(key)]

    @property
    def left(self) -> list[tuple[str, str, int]]:
        """The kinds of which not all are among the items, with how many are not."""
        listed = Counter(item.kind for item in self.items)
        return [
            (key, title, number - listed[key])
            for key, title, number in self.kinds
            if key not in ("review", "parameter") and number > listed[key]
        ]


def todo_list(user: Any, area: str, *, kind: str = "") -> TodoList:
    """Everything that waits for the user in an area; with `kind` only the items of that kind, and more of them."""
    batches = waiting(user)
    missing = _unconfirmed(user, area)
    exports = to_decide(user)
    counts = _counts(user, area, batches, missing, exports)
    most = SHOWN_OF_ONE if kind else SHOWN
    listed = {
        "import": lambda: [_import_item(batch) for batch in batches if batch.to_commit][:most],
        "review": lambda: [_review_item(batch) for batch in batches if batch.review][:most],
        "lead": lambda: lead_items(open_leads(user, area), most),
        "death": lambda: death_items(_scope(user, "person.edit", area), most),
        "differ": lambda: disagreement_items(_scope(user, "person.edit", area), most),
        "exit": lambda: exit_items(_scope(user, "person.edit", area), most),
        "head": lambda: [
            _head_item(row)
            for row in first_open_heads(_scope(user, "household.edit", area), most, without=heads_in_hand())
        ],
        "home": lambda: [_home_item(row) for row in first_unplaced(_scope(user, "person.edit", area), most)],
        "name": lambda: [_name_item(row) for row in first_unnamed(_scope(user, "person.edit", area), most)],
        "parameter": lambda: _parameter_items(missing),
        "export": lambda: [_export_item(asked) for asked in exports[:most]],
    }
    items = [item for key in KINDS if counts[key] and kind in ("", key) for item in listed[key]()]
    return TodoList(counts, _with_source_words(items))


def todo_count(user: Any, area: str) -> int:
    """The number beside 今天 in the side bar, on every page: tasks due by the end of the week, and what the base waits for; at most a
    minute old."""

    def count() -> int:
        due = task_counts(user, area)
        counted = _counts(user, area, waiting(user), _unconfirmed(user, area), to_decide(user))
        return due.overdue + due.week + sum(counted.values())

    return remember(f"todo:{user.pk}:{area}", count, seconds=REMEMBERED)


def _scope(user: Any, permission: str, area: str) -> Scope:
    scope: Scope = user.scope(permission)
    return scope.within(area) if area else scope


def _counts(
    user: Any, area: str, batches: list[Waiting], missing: list[str], exports: list[ExportRequest]
) -> dict[str, int]:
    return {
        "import": sum(batch.to_commit for batch in batches),
        "review": sum(batch.review for batch in batches),
        "lead": open_leads(user, area)[:COUNTED].count(),
        "death": _capped(people_reported, _scope(user, "person.edit", area)),
        "differ": _capped(open_disagreements, _scope(user, "person.edit", area)),
        "exit": _capped(open_exits, _scope(user, "person.edit", area)),
        "head": _capped(partial(open_heads, without=heads_in_hand()), _scope(user, "household.edit", area)),
        "home": _capped(unplaced, _scope(user, "person.edit", area)),
        "name": _capped(unnamed, _scope(user, "person.edit", area)),
        "parameter": len(missing),
        "export": len(exports),
    }


def _capped(rows: Callable[[Scope], Any], scope: Scope) -> int:
    return int(rows(scope)[:COUNTED].count()) if scope else 0


def _unconfirmed(user: Any, area: str) -> list[str]:
    """Keys of the parameters without a value today, for those who may record one."""
    if not user.has_permission("parameter.edit"):
        return []
    readings = read_many(parameters.keys(), on=clock.today(), area=area)
    return [key for key, reading in readings.items() if reading.value is None]


def _import_item(batch: Waiting) -> Todo:
    counts, ready = batch.counts, batch.counts.get("accepted", 0)
    said = (f"{ready:,} 行可以入库" if ready else "没有可以入库的行") if counts else "正在检查"
    wrong = [
        f"{counts[key]} 行{words}" for key, words in (("refused", "退回"), ("review", "要人核对")) if counts.get(key)
    ]
    return Todo(
        kind="import",
        icon="table-import",
        title=f"{batch.title} · {batch.file_name}",
        aside=batch.feed,
        url=f"/imports/{batch.uid}/",
        action="看预览" if counts else "看进度",
        text="，".join([said, *wrong]) + "。",
        why=_NOT_YET if ready or not counts else _NOTHING_TO_ENTER,
        source=f"{batch.uploaded_by}上传",
        since=batch.uploaded_at,
    )


def _review_item(batch: Waiting) -> Todo:
    return Todo(
        kind="review",
        icon="arrows-join",
        title=f"{batch.review} 行要人核对 · {batch.title}",
        aside=batch.feed,
        url=f"/imports/{batch.uid}/",
        action="核对",
        text=f"{batch.file_name}：和底册对不上，或者像是同一个人。",
        why="机器拿不准的行不会自动入库，也不会丢：两边放在一起，由人决定。",
        source=f"{batch.uploaded_by}上传",
        since=batch.uploaded_at,
    )


def _head_item(row: OpenHead) -> Todo:
    return Todo(
        kind="head",
        icon="home",
        title=f"确认户主 · {row.head + '户' if row.head else '户号 ' + row.number}",
        url=reverse("household", args=[row.uid]),
        action="确认",
        text="，".join(filter(None, [row.address, f"建议 {row.proposed}" if row.proposed else "还没有人选"])) + "。",
        why="户主由这一户的人商定，系统只给建议（户口登记条例 第五条）。",
        source=row.source,
    )


def _home_item(row: Named) -> Todo:
    return Todo(
        kind="home",
        icon="map-pin",
        title=f"补住处 · {row.name}",
        aside=_about(row),
        url=reverse("person-place", args=[row.uid]),
        action="补上",
        text=f"只知道住在{area_name(row.area)}" + (f"，来件写的是「{row.address}」" if row.address else "") + "。",
        why="来件里没有地址，或者地址和任何一处住房都对不上。补上以后，走访路线和同住的人才算得出来。",
        source=row.source,
    )


def _name_item(row: Named) -> Todo:
    return Todo(
        kind="name",
        icon="baby-carriage",
        title=f"补姓名 · {row.name}",
        aside=_about(row),
        url=reverse("person-correct", args=[row.uid]),
        action="补上",
        text="，".join(filter(None, [row.address, "登记时孩子还没有起名"])) + "。",
        why="来件写的是暂用名。上户口要有正式姓名，名册上也要写正式姓名。",
        source=row.source,
    )


def _parameter_items(missing: list[str]) -> list[Todo]:
    names = [parameters[key].name for key in missing]
    return [
        Todo(
            kind="parameter",
            icon="adjustments",
            title=f"{len(names)} 个参数待确认",
            url=reverse("parameters") + "?unconfirmed=1",
            action="录入",
            text="、".join(names[:4]) + (" 等。" if len(names) > 4 else "。"),
            why="这些数今天没有依据文件。系统不猜：用到它们的名册和金额会停下来，写明「待确认」。",
        )
    ]


def _export_item(asked: ExportRequest) -> Todo:
    return Todo(
        kind="export",
        icon="file-export",
        title=f"批导出 · {asked.by.display_name}",
        url=reverse("export-requests"),
        action="去批",
        text=f"{asked.what}。用途：{asked.purpose}。",
        why="一份文件里人多，要上级看过用途再给；没有批，对方拿不到文件。",
        source=f"{asked.by.display_name}申请",
        since=asked.at,
    )


def _about(row: Named) -> str:
    return " ".join(filter(None, [sex_word(row.sex), age_words(row.birth_date)]))


def _with_source_words(items: list[Todo]) -> list[Todo]:
    """Source strings of the base's rows put into words, in one statement; those of files are words already."""
    words = describe(item.source for item in items if item.since is None)
    return [replace(item, source=words[item.source].text) if item.source in words else item for item in items]
