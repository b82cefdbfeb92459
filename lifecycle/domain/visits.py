"""What is asked at the door, what two people answered differently, and when somebody comes again.

Source: handbook 6.4 (民政部等 10 部门《开展特殊困难老年人探访关爱服务的指导意见》2022-10): each visit says who came and when, whether
the person was met, health, mood, fire and electricity, what is needed, a photo if it helps, and the next day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from core.errors import UserError

SELF, FAMILY, NOBODY = "self", "family", "nobody"
MET = {SELF: "见到了", NOBODY: "没见到", FAMILY: "见到家人"}
HEALTH = {"same": "和上次一样", "worse": "差一些", "doctor": "要就医"}
MOOD = {"calm": "平稳", "low": "低落", "care": "要关心"}
FIRE = {"fine": "没问题", "hazard": "有隐患"}
NEEDS = {
    "rice-oil": "米油",
    "blood-pressure": "血压计",
    "escort": "陪诊",
    "meals": "助餐",
    "repair": "维修",
    "talk": "说说话",
}
CHOICES: dict[str, dict[str, str]] = {"met": MET, "health": HEALTH, "mood": MOOD, "fire": FIRE}
LABELS = {
    "met": "见到本人了吗",
    "whom": "见到谁",
    "health": "身体",
    "mood": "心情",
    "fire": "用火用电",
    "needs": "需要什么",
    "note": "情况",
    "next_on": "下次再来",
    "next_reason": "为什么晚些来",
}
REQUIRED_WHEN_SEEN = ("health", "mood", "fire")
THEIRS, MINE, BOTH = "theirs", "mine", "both"
VERDICTS = (THEIRS, MINE, BOTH)
NOTE_MOST, WHOM_MOST = 1000, 60


@dataclass(frozen=True)
class Answers:
    """The answers of one visit. Empty: not answered. `needs` in the order of the form."""

    met: str = ""
    whom: str = ""
    health: str = ""
    mood: str = ""
    fire: str = ""
    needs: tuple[str, ...] = ()
    note: str = ""
    next_on: dt.date | None = None
    next_reason: str = ""

    def said(self, key: str) -> str:
        """One answer in words; empty when there is none."""
        value = getattr(self, key)
        if key in CHOICES:
            return CHOICES[key].get(value, value)
        if key == "needs":
            return "、".join(NEEDS.get(need, need) for need in value)
        return value.isoformat() if isinstance(value, dt.date) else str(value or "")

    def plain(self) -> dict[str, Any]:
        """As JSON carries them."""
        return {
            "met": self.met,
            "whom": self.whom,
            "health": self.health,
            "mood": self.mood,
            "fire": self.fire,
            "needs": list(self.needs),
            "note": self.note,
            "next_on": self.next_on.isoformat() if self.next_on else None,
            "next_reason": self.next_reason,
        }


@dataclass(frozen=True)
class Difference:
    """A question that two people answered differently, with both answers in words."""

    key: str
    label: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class Rhythm:
    """How often somebody is to be seen: every so many days, or in every calendar month (`days` None), and for what reason."""

    days: int | None
    words: str

    def latest(self, seen: dt.date) -> dt.date:
        """The latest day of the next visit after one on `seen`."""
        if self.days is not None:
            return seen + dt.timedelta(days=self.days)
        first = (seen.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
        return (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def read_answers(raw: Mapping[str, Any], *, seen_on: dt.date, latest: dt.date | None = None) -> Answers:
    """What a form or a program sent, checked. UserError names the question at fault.

    `latest`: the latest day on which somebody comes again; a later one needs a reason (约好的日子).
    """
    answers = Answers(
        **{key: _choice(key, raw.get(key)) for key in CHOICES},
        whom=str(raw.get("whom") or "").strip()[:WHOM_MOST],
        needs=_needs(raw.get("needs")),
        note=str(raw.get("note") or "").strip()[:NOTE_MOST],
        next_on=_day(raw.get("next_on")),
        next_reason=str(raw.get("next_reason") or "").strip()[:200],
    )
    if not answers.met:
        raise UserError("还没有填见到本人了没有。", field="met", remedy="点「见到了」「没见到」或「见到家人」。")
    if answers.met == NOBODY:
        # Nobody was seen: what the form still held from before is no answer.
        answers = replace(answers, whom="", health="", mood="", fire="", needs=())
    elif answers.met == SELF:
        answers = replace(answers, whom="")
        _all_said(answers)
    _next_day(answers, seen_on, latest)
    return answers


def _choice(key: str, value: Any) -> str:
    text = str(value or "")
    if text and text not in CHOICES[key]:
        raise UserError(f"「{LABELS[key]}」没有这个选项。", field=key, remedy="请在几个按钮里选一个。")
    return text


def _needs(value: Any) -> tuple[str, ...]:
    given = [value] if isinstance(value, str) and value else list(value or [])
    if unknown := [need for need in given if need not in NEEDS]:
        raise UserError(f"「需要什么」没有“{unknown[0]}”。", field="needs", remedy="别的需要请写在「情况」里。")
    return tuple(need for need in NEEDS if need in given)


def _day(value: Any) -> dt.date | None:
    if not value:
        return None
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError as error:
        raise UserError(f"看不懂日子“{value}”。", field="next_on", remedy="请写成 2026-12-07 的样子。") from error


def _all_said(answers: Answers) -> None:
    for key in REQUIRED_WHEN_SEEN:
        if not getattr(answers, key):
            raise UserError(f"「{LABELS[key]}」还没有填。", field=key, remedy="见到了本人，这一项要填。")


def _next_day(answers: Answers, seen_on: dt.date, latest: dt.date | None) -> None:
    if answers.next_on is None:
        return
    if answers.next_on <= seen_on:
        raise UserError(
            f"下次的日子 {answers.next_on} 不在这次（{seen_on}）之后。", field="next_on", remedy="请选后面的日子。"
        )
    if latest and answers.next_on > latest and not answers.next_reason:
        raise UserError(f"最晚 {latest} 要再来一次。", field="next_reason", remedy="约好更晚的日子，请写原因。")


def differences(mine: Answers, theirs: Answers) -> list[Difference]:
    """Questions to which both gave an answer, and not the same. What only one of them answered contradicts nothing."""
    found = []
    for one in fields(Answers):
        if one.name == "next_reason":
            continue
        a, b = mine.said(one.name), theirs.said(one.name)
        if a and b and a != b:
            found.append(Difference(one.name, LABELS[one.name], theirs=b, mine=a))
    return found


def joined(mine: Answers, theirs: Answers, verdicts: Mapping[str, str]) -> tuple[Answers, Answers | None]:
    """(the answers that now stand in their visit, those in mine or None when mine is joined to theirs).

    `verdicts`: for each differing question THEIRS, MINE or BOTH. With one BOTH the two visits stay two; else what only I
    answered goes to theirs. UserError when a question is left open.
    """
    open_keys = [one for one in differences(mine, theirs) if verdicts.get(one.key) not in VERDICTS]
    if open_keys:
        raise UserError(
            f"「{open_keys[0].label}」还没有定用谁的。", field=open_keys[0].key, remedy="每一项都点一下再存。"
        )
    named = {one.key: verdicts[one.key] for one in differences(mine, theirs)}
    two = BOTH in named.values()
    for key, verdict in named.items():
        if verdict == MINE:
            theirs = replace(theirs, **_with_reason(mine, key))
        elif verdict == THEIRS and two:
            mine = replace(mine, **_with_reason(theirs, key))
    if two:
        return theirs, mine
    for one in fields(Answers):
        if not getattr(theirs, one.name) and getattr(mine, one.name):
            theirs = replace(theirs, **{one.name: getattr(mine, one.name)})
    return theirs, None


def _with_reason(answers: Answers, key: str) -> dict[str, Any]:
    """An answer with what belongs to it: the reason goes with the day."""
    taken = {key: getattr(answers, key)}
    return taken | {"next_reason": answers.next_reason} if key == "next_on" else taken


def missed_in_a_row(met: Sequence[str]) -> int:
    """How many of the latest visits (newest first) met nobody, up to the first that met somebody."""
    return next((place for place, one in enumerate(met) if one != NOBODY), len(met))


def quick_days(today: dt.date, latest: dt.date | None) -> list[dt.date]:
    """Two days to choose with one press: a week from now, and the latest that is allowed (else two weeks from now)."""
    week = today + dt.timedelta(days=7)
    last = latest or today + dt.timedelta(days=14)
    return sorted({day for day in (min(week, last), last) if day > today})


def summary(answers: Answers) -> str:
    """A visit in one line: 差一些，低落；要血压计。膝盖疼。"""
    state = "，".join(filter(None, (answers.said(key) for key in ("health", "mood"))))
    hazard = "用火用电有隐患" if answers.fire == "hazard" else ""
    needs = f"需要{answers.said('needs')}" if answers.needs else ""
    first = "" if answers.met == SELF else answers.said("met")
    parts = "；".join(filter(None, (first, state, hazard, needs)))
    return "。".join(filter(None, (parts, answers.note.rstrip("。")))) + ("。" if parts or answers.note else "")


def strictest(rhythms: Iterable[Rhythm], seen: dt.date) -> Rhythm | None:
    """Of several reasons to come again, the one with the earliest day."""
    return min(rhythms, key=lambda rhythm: rhythm.latest(seen), default=None)
