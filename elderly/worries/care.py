"""What the night had to mend: whatever the rules did not see when it happened."""

from __future__ import annotations

from core.upkeep import Worry, last_note, worries
from elderly.services.care_by_night import NOTE


def _mended() -> str:
    last = last_note(NOTE)
    number = int(last["mended"]) if last else 0
    return (
        f"昨夜核对补了 {number} 处探访安排：证件到期这类没有事件的属于正常，数目大就要看规则有没有停。"
        if number
        else ""
    )


worries.register(Worry("mended care visits", "探访安排夜里补的", _mended, "engine"))
