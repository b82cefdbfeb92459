"""The closing form of a task: what was answered, checked against what is asked, and said in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

MOST = 500  # characters of a written answer


class Question(Protocol):
    """lifecycle/tasking/declaration.py Asked."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def choices(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def required(self) -> bool: ...


def read_answers(questions: Iterable[Question], given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """(answers as they are kept, {question: what is wrong}). Keys that nobody asked for are a mistake too."""
    answers: dict[str, Any] = {}
    problems: dict[str, str] = {}
    asked = {question.key: question for question in questions}
    for key in given.keys() - asked.keys():
        problems[key] = f"没有「{key}」这一问。"
    for key, question in asked.items():
        value = given.get(key)
        if value in (None, "", [], ()):
            if question.required:
                verb = "请选" if question.kind in ("choice", "several", "yes-no") else "请填"
                problems[key] = f"{verb}{question.label}。"
            continue
        try:
            answers[key] = _read(question, value)
        except ValueError as error:
            problems[key] = f"{question.label}：{error}"
    return answers, problems


def _read(question: Question, value: Any) -> Any:
    if question.kind == "choice":
        return _one_of(question, value)
    if question.kind == "several":
        values = [value] if isinstance(value, str) else list(value)
        return [_one_of(question, one) for one in values]
    if question.kind == "yes-no":
        if value in (True, "true", "yes", "1"):
            return True
        if value in (False, "false", "no", "0"):
            return False
        raise ValueError("要答是或否。")
    if question.kind == "number":
        return _number(value)
    if question.kind == "day":
        try:
            return value.isoformat() if isinstance(value, dt.date) else dt.date.fromisoformat(str(value)).isoformat()
        except ValueError as error:
            raise ValueError("日子写成 2026-08-31 的样子。") from error
    text = str(value).strip()
    if len(text) > MOST:
        raise ValueError(f"最多 {MOST} 个字，现在 {len(text)} 个。")
    return text


def _one_of(question: Question, value: Any) -> str:
    if value not in dict(question.choices):
        allowed = "、".join(f"{key}（{words}）" for key, words in question.choices)
        raise ValueError(f"没有「{value}」这一项，可选 {allowed}。")
    return str(value)


def _number(value: Any) -> int:
    try:
        number = int(str(value).strip())
    except ValueError as error:
        raise ValueError("要填整数，例如 3。") from error
    if not 0 <= number < 10**9:
        raise ValueError("要填 0 以上的整数。")
    return number


def unticked(checklist: Sequence[str], ticked: Collection[int]) -> list[str]:
    """The steps of a checklist that nobody has ticked."""
    return [step for place, step in enumerate(checklist) if place not in ticked]


def in_words(questions: Iterable[Question], answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(question, answer) as the screen shows them."""
    return [
        (question.label, _said(question, answers[question.key])) for question in questions if question.key in answers
    ]


def outcome(questions: Iterable[Question], answers: Mapping[str, Any]) -> str:
    """The result in a few words: what was chosen. Written answers stay sealed."""
    chosen = [question for question in questions if question.kind in ("choice", "yes-no")]
    return "，".join(_said(question, answers[question.key]) for question in chosen if question.key in answers)


def _said(question: Question, value: Any) -> str:
    words = dict(question.choices)
    if question.kind == "choice":
        return words.get(value, str(value))
    if question.kind == "several":
        return "、".join(words.get(one, str(one)) for one in value)
    if question.kind == "yes-no":
        return "是" if value else "否"
    return str(value)
