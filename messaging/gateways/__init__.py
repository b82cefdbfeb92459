"""Who carries messages. `SMS_BACKEND` names one: `file` (writes them down and carries nothing) or `aliyun`.

A gateway answers one of four ways, and the fourth is why nothing is ever sent twice: *unknown* means that it may have gone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

_BACKENDS = {"file": "messaging.gateways.file.FileGateway", "aliyun": "messaging.gateways.aliyun.AliyunGateway"}


class Outcome(StrEnum):
    """What came of an attempt."""

    ACCEPTED = "accepted"  # the gateway has it; delivery is told later
    REFUSED = "refused"  # it will not go, and trying again changes nothing
    PAUSED = "paused"  # nothing goes now (no money, a limit of the account): the queue waits
    UNKNOWN = "unknown"  # no answer: it may have gone


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as it leaves: `out_id` comes back in receipts, and finds it again."""

    out_id: str
    phone: str
    template_code: str
    params: Mapping[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the gateway said to an attempt; `words` for the screen."""

    outcome: Outcome
    biz_id: str = ""
    code: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What the gateway knows of a message: `delivered` None while the operator has not said."""

    out_id: str
    delivered: bool | None
    code: str = ""
    words: str = ""
    at: dt.datetime | None = None
    biz_id: str = ""


class Gateway(Protocol):
    """`send` once; `find` asks what became of a message sent on a day (None: the gateway knows nothing of it)."""

    def send(self, sms: Outgoing) -> Answer: ...

    def find(self, out_id: str, phone: str, day: dt.date) -> Report | None: ...


class GatewaySilent(Exception):
    """The gateway could not be asked; ask later."""


@cache
def gateway() -> Gateway:
    """The one that the settings name."""
    path = _BACKENDS.get(settings.SMS_BACKEND)
    if path is None:
        raise ImproperlyConfigured(f"SMS_BACKEND is “{settings.SMS_BACKEND}”; it must be one of {sorted(_BACKENDS)}.")
    made: Gateway = import_string(path)()
    return made
