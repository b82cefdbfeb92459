"""What the operator's codes mean and what to do about them (messaging/data/sms_error_codes.csv, from the provider's own pages)."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from messaging.gateways import Outcome

_TABLE = Path(__file__).resolve().parent.parent / "data" / "sms_error_codes.csv"
# Money, contract and limits of the account: nothing goes until somebody acts, so the queue waits instead of failing row by row.
_PAUSING = frozenset(
    {
        *("isv.DAY_LIMIT_CONTROL", "isv.MONTH_LIMIT_CONTROL", "isv.AMOUNT_NOT_ENOUGH", "isv.OUT_OF_SERVICE"),
        *("isv.PRODUCT_UN_SUBSCRIPT", "isv.PRODUCT_UNSUBSCRIBE", "isv.ACCOUNT_NOT_EXISTS", "isv.ACCOUNT_ABNORMAL"),
        *("isp.RAM_PERMISSION_DENY", "isv.DENY_IP_RANGE", "isv.SIGN_STATE_ILLEGAL"),
    }
)
_UNKNOWN = frozenset({"isp.SYSTEM_ERROR"})  # 先查回执再重试


@cache
def _meanings() -> dict[str, tuple[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: (row["meaning"], row["handling"]) for row in csv.DictReader(file)}


def words_of(code: str) -> str:
    """The code in words, with what to do: 号码格式不合法（标记号码无效）."""
    meaning, handling = _meanings().get(code, ("平台没有说明", ""))
    return f"{meaning}（{handling}）" if handling and handling != "无" else meaning


def outcome_of(code: str) -> Outcome:
    """What an answer with this code means for the message."""
    if code == "OK":
        return Outcome.ACCEPTED
    if code in _UNKNOWN:
        return Outcome.UNKNOWN
    return Outcome.PAUSED if code in _PAUSING else Outcome.REFUSED
