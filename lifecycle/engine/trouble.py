"""Why a delivery failed, in plain words without anybody's data: whoever looks after the rules sees no resident."""

from __future__ import annotations

import traceback
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, IntegrityError, OperationalError

from core.errors import UserError
from lifecycle.engine.reacting import BrokenPlan


def in_words(error: Exception) -> str:
    """What happened and in which line of ours; the whole story stands in the log."""
    return f"{_what(error)}（{_where(error)}）"


def _what(error: Exception) -> str:
    constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    match error:
        case BrokenPlan() | LookupError():
            return str(error.args[0]) if error.args else "少了一项登记"
        case UserError():
            return "办理时底册不允许这样改"
        case IntegrityError():
            return f"写入时与已有的记录冲突{f'，约束 {constraint}' if constraint else ''}"
        case OperationalError():
            return "数据库忙，或者连接断了"
        case DatabaseError():
            return "数据库不接受这条语句"
    return f"规则里出了错，{type(error).__name__}"


def _where(error: Exception) -> str:
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_ours(frame.filename)]
    if not ours:
        return "位置见日志"
    path = Path(ours[-1].filename).relative_to(settings.BASE_DIR)
    return f"{path}:{ours[-1].lineno}"


def _is_ours(name: str) -> bool:
    path = Path(name)
    return path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts
