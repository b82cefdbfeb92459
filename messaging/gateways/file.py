"""The gateway of demos and tests: it carries nothing, writes each message to `$DATA_DIR/sms/<day>.jsonl`, and says it arrived.

Numbers stand there masked. A number that ends in 0000 is one that nobody reaches.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from core import clock
from core.ui.formats import masked_phone
from messaging.gateways import Answer, Outcome, Outgoing, Report

_UNREACHABLE = "0000"


class FileGateway:
    """One line of JSON a message, on the disk before the answer."""

    @property
    def _folder(self) -> Path:
        return Path(settings.SMS_FOLDER)

    def send(self, sms: Outgoing) -> Answer:
        now = clock.now()
        line = {
            "at": now.isoformat(),
            "out_id": sms.out_id,
            "phone": masked_phone(sms.phone),
            "template": sms.template_code,
            "params": dict(sms.params),
            "text": sms.text,
        }
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{now.date()}.jsonl"
        with open(path, "a", encoding="utf-8", opener=_private) as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
        return Answer(Outcome.ACCEPTED, biz_id=f"file-{sms.out_id[:12]}", code="OK")

    def find(self, out_id: str, phone: str, day: dt.date) -> Report | None:
        for line in self._lines(day):
            if line["out_id"] == out_id:
                reached = not line["phone"].endswith(_UNREACHABLE)
                at = dt.datetime.fromisoformat(line["at"])
                code = "DELIVERED" if reached else "UNREACHABLE"
                return Report(out_id, reached, code, "" if reached else "号码打不通", at, f"file-{out_id[:12]}")
        return None

    def _lines(self, day: dt.date) -> Iterator[dict[str, Any]]:
        path = self._folder / f"{day}.jsonl"
        if not path.exists():
            return
        with path.open(encoding="utf-8") as file:
            for line in file:
                if line.endswith("\n"):  # a line cut off by a crash was never answered
                    yield json.loads(line)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
