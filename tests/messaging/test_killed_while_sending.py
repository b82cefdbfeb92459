"""A worker that is killed between claim and answer: what left is not sent again, what did not leave is sent once."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from core import clock
from messaging.domain.sms_states import State
from messaging.models import Sms
from messaging.services.sms_answers import ask_about_silent
from messaging.services.sms_asking import NewSms, send_sms
from messaging.services.sms_sending import send_waiting
from tests.support.areas import SANYANJING
from tests.support.factories import person

pytestmark = pytest.mark.django_db(transaction=True)
NOON = dt.datetime(2026, 11, 23, 12, tzinfo=clock.SHANGHAI)

# A worker as Celery runs it, killed by itself: `before` the gateway has the second message, or `after`.
_WORKER = """
import os, signal, sys
import django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.SMS_FOLDER = sys.argv[2]
import datetime as dt
from core import clock
from messaging.gateways import file
from messaging.services.sms_sending import send_waiting
carried, real = [], file.FileGateway.send
def send(self, sms):
    if carried and sys.argv[3] == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    answer = real(self, sms)
    if carried:
        os.kill(os.getpid(), signal.SIGKILL)
    carried.append(sms)
    return answer
file.FileGateway.send = send
with clock.travel(dt.datetime.fromisoformat(sys.argv[4])):
    send_waiting()
"""


@pytest.mark.parametrize("when", ["before", "after"])
def test_nothing_is_sent_twice_and_nothing_is_lost(when: str, numbers: None, settings: Any, tmp_path: Path) -> None:
    settings.SMS_FOLDER = tmp_path
    params = {"name": "何", "when": "明天", "place": "卫生站"}
    with clock.travel(NOON):
        wanted = [
            NewSms("checkup-invite", f"n{n}", SANYANJING, person(f"何{n}", phone=f"1380000123{n}").pk, params)
            for n in range(3)
        ]
        send_sms(wanted, by="test", why="try")
        arguments = [str(connection.settings_dict["NAME"]), str(tmp_path), when, NOON.isoformat()]
        killed = subprocess.run([sys.executable, "-c", _WORKER, *arguments], env=os.environ, check=False)
        assert killed.returncode == -signal.SIGKILL
        assert sorted(Sms.objects.values_list("state", flat=True)) == [State.ACCEPTED, State.SENDING, State.SENDING]
        assert send_waiting() == 0
    with clock.travel(NOON + dt.timedelta(minutes=11)):
        ask_about_silent()
        send_waiting()
    lines = [json.loads(line) for line in (tmp_path / "2026-11-23.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == len({line["out_id"] for line in lines}) == 3
    assert not Sms.objects.filter(state__in=[State.SENDING, State.QUEUED]).exists()
