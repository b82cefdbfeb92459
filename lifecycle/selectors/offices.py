"""The start page of those who see no resident: accounts for the administrators, the logs for the auditor."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.selectors.users import STATES, GrantWords, UserLine, user_lines
from compliance.selectors import open_matters
from core.exports.approval import DUTY, LOG
from core.exports.requests import to_decide
from core.selectors.audit import LogFilter, export_log, read_log, sign_ins

ENDING = 30  # days before the end of a grant in which somebody should decide about it
SHOWN = 8


@dataclass(frozen=True)
class Ending:
    """A grant that ends soon."""

    line: UserLine
    grant: GrantWords


@dataclass(frozen=True)
class Office:
    """`cells` of numbers that open their lists; what needs a decision; what was looked at last."""

    cells: list[dict[str, Any]]
    endings: list[Ending]
    bare: list[UserLine]
    accounts: bool
    audits: bool
    reads: list[Any]
    renews: bool  # may the reader renew rights that end?


def office(user: Any, *, since: dt.datetime, today: dt.date) -> Office:
    """What concerns the two administrators and the auditor, each by their permission."""
    lines = user_lines(user) if user.has_permission("user.view") else []
    cells = _account_cells(lines) if lines else []
    reads: list[Any] = []
    audits = user.has_permission("audit.view")
    if audits:
        asked = LogFilter(user.scope("audit.view"), since=since.date())
        reads = list(read_log(asked).rows)
        cells += _log_cells(reads, list(export_log(asked).rows), len(sign_ins(asked)[1]), since.date())
    cells += _waiting_cells(user)
    bare = [line for line in lines if not line.roles and line.user.is_active]
    return Office(
        cells,
        _endings(lines, today)[:SHOWN],
        bare[:SHOWN],
        bool(lines),
        audits,
        reads[:SHOWN],
        user.has_permission("grant.edit"),
    )


def _waiting_cells(user: Any) -> list[dict[str, Any]]:
    """Export requests to decide; for the data protection officer what compliance waits for."""
    cells = []
    if user.has_permission(LOG) or user.has_permission(DUTY):
        number = len(to_decide(user))
        tone = "amb" if number else ""
        cells.append({"number": number, "label": "等你批的导出", "url": reverse("export-requests"), "tone": tone})
    if user.has_permission("compliance.edit"):
        found = open_matters(user.scope("compliance.edit"))
        tone = "red" if any(one.tone == "r" for one in found) else "amb" if found else ""
        cells.append({"number": len(found), "label": "合规上等着办的", "url": reverse("compliance"), "tone": tone})
    return cells


def _account_cells(lines: list[UserLine]) -> list[dict[str, Any]]:
    number = Counter(line.state for line in lines)
    users = reverse("users")
    tones = {"locked": "red", "new": "amb"}
    return [{"number": len(lines), "label": "全部账号", "url": users}] + [
        {
            "number": number[words],
            "label": words,
            "url": f"{users}?state={key}",
            "tone": tones.get(key, "") if number[words] else "",
        }
        for key, words in STATES.items()
    ]


def _log_cells(reads: list[Any], exports: list[Any], failures: int, since: dt.date) -> list[dict[str, Any]]:
    day = f"?since={since.isoformat()}"
    return [
        {"number": len(reads), "label": "查看个人资料", "url": reverse("audit") + day},
        {"number": len(exports), "label": "导出文件", "url": reverse("audit-exports") + day},
        {
            "number": failures,
            "label": "登录失败",
            "url": reverse("audit-sign-ins") + day,
            "tone": "red" if failures else "",
        },
    ]


def _endings(lines: list[UserLine], today: dt.date) -> list[Ending]:
    last = today + dt.timedelta(days=ENDING)
    found = [
        Ending(line, words) for line in lines for words in line.roles if words.grant.until and words.grant.until <= last
    ]
    return sorted(found, key=lambda ending: (ending.grant.grant.until or last, ending.line.user.username))
