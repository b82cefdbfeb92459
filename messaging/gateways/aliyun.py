"""Aliyun 短信服务 (SendSms, QuerySendDetails; messaging/data/sms_error_codes.csv).

The service has no key of idempotency, so nothing is retried here: the SDK's own retries are off, and whatever leaves the outcome open
is answered *unknown*. OutId comes back in receipts and in QuerySendDetails.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from alibabacloud_dysmsapi20170525 import models
from alibabacloud_dysmsapi20170525.client import Client
from alibabacloud_tea_openapi.exceptions import ClientException
from alibabacloud_tea_openapi.utils_models import Config
from darabonba.runtime import RuntimeOptions
from django.conf import settings
from Tea.exceptions import TeaException

from core.clock import SHANGHAI
from messaging.gateways import Answer, GatewaySilent, Outcome, Outgoing, Report
from messaging.gateways.errors import outcome_of, words_of

_DELIVERED, _FAILED = 3, 2  # SendStatus; 1: waiting for the operator
_PAGE = 50
_CONNECT, _READ = 3_000, 8_000  # milliseconds


class AliyunGateway:
    """One client for the life of the process."""

    def __init__(self) -> None:
        self._client = Client(
            Config(
                access_key_id=settings.SMS_ACCESS_KEY_ID,
                access_key_secret=settings.SMS_ACCESS_KEY_SECRET,
                endpoint=settings.SMS_ENDPOINT,
                protocol=settings.SMS_PROTOCOL,
            )
        )
        self._once = RuntimeOptions(autoretry=False, max_attempts=1, connect_timeout=_CONNECT, read_timeout=_READ)

    def send(self, sms: Outgoing) -> Answer:
        request = models.SendSmsRequest(
            phone_numbers=sms.phone,
            sign_name=settings.SMS_SIGN,
            template_code=sms.template_code,
            template_param=json.dumps(dict(sms.params), ensure_ascii=False),
            out_id=sms.out_id,
        )
        try:
            body = self._client.send_sms_with_options(request, self._once).body
        except ClientException as refused:  # the service answered that it does not take it
            return Answer(outcome_of(str(refused.code)), code=str(refused.code), words=words_of(str(refused.code)))
        except TeaException as lost:
            return Answer(Outcome.UNKNOWN, code=str(lost.code or ""), words="平台没有回答，正在查发没发出去")
        code = str(body.code or "")
        outcome = outcome_of(code) if code else Outcome.UNKNOWN
        return Answer(outcome, body.biz_id or "", code, "" if outcome is Outcome.ACCEPTED else words_of(code))

    def find(self, out_id: str, phone: str, day: dt.date) -> Report | None:
        page = 1
        while True:
            rows, total = self._details(phone, day, page)
            for row in rows:
                if row.out_id == out_id:
                    return _report(row)
            if page * _PAGE >= total or not rows:
                return None
            page += 1

    def _details(self, phone: str, day: dt.date, page: int) -> tuple[list[Any], int]:
        request = models.QuerySendDetailsRequest(
            phone_number=phone, send_date=f"{day:%Y%m%d}", page_size=_PAGE, current_page=page
        )
        try:
            body = self._client.query_send_details_with_options(request, self._once).body
        except TeaException as silent:
            raise GatewaySilent(str(silent.code)) from silent
        if body.code != "OK":
            raise GatewaySilent(str(body.code))
        found = body.sms_send_detail_dtos.sms_send_detail_dto if body.sms_send_detail_dtos else []
        return list(found or []), int(body.total_count or 0)


def _report(row: Any) -> Report:
    delivered = {_DELIVERED: True, _FAILED: False}.get(int(row.send_status or 0))
    code = row.err_code or ""
    said = row.receive_date or row.send_date
    at = dt.datetime.strptime(said, "%Y-%m-%d %H:%M:%S").replace(tzinfo=SHANGHAI) if said else None
    return Report(row.out_id, delivered, code, "" if delivered is not False else f"运营商：{code}", at)
