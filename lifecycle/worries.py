"""What /upkeep/ and /readyz warn of: deliveries that wait for somebody, events that nobody delivers."""

from __future__ import annotations

from core.ui.moments import moment_words
from core.upkeep import Worry, worries
from lifecycle.selectors.engine import late_since, parked_count


def _parked() -> str:
    number = parked_count()
    return f"{number} 次触发停放着，试过 8 次没办成，等人来看。" if number else ""


def _late() -> str:
    since = late_since()
    return (
        f"有事件从 {moment_words(since)} 起没有告诉规则：派发进程可能停了，应急用 bin/manage drain。" if since else ""
    )


worries.register(Worry("parked deliveries", "规则没办成的", _parked, "engine"))
worries.register(Worry("late deliveries", "规则没跟上的", _late, "engine"))
