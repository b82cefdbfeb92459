"""What is remembered is not worked out again until its time is over."""

from __future__ import annotations

from core.remember import remember


def test_remembers_until_it_is_forgotten() -> None:
    made = []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [remember("count:test", make, seconds=60) for _ in range(3)] == [1, 1, 1]
    assert remember("count:test:other", make, seconds=60) == 2


def test_nothing_is_not_remembered() -> None:
    assert remember("count:none", lambda: None, seconds=60) is None
    assert remember("count:none", lambda: 3, seconds=60) == 3
