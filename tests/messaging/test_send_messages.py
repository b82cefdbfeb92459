"""From asking for a message to what the person got: once, at a decent hour, never after a death, never to a number that said no."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from core import clock
from core.crypto import digest
from messaging.domain.segments import segments
from messaging.domain.sms_states import State
from messaging.domain.wording import forbidden_in, trouble_with
from messaging.gateways import Answer, Outcome, gateway
from messaging.models import Silence, Sms, SmsTemplate
from messaging.services.silence import NewSilence, silence
from messaging.services.sms_answers import ask_about_silent
from messaging.services.sms_asking import NewSms, call_back, send_sms
from messaging.services.sms_sending import send_waiting
from messaging.services.sms_templates import ship_texts
from tests.support.areas import SANYANJING
from tests.support.factories import household, person

Carried = Callable[[], list[dict[str, Any]]]
pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2026, 11, 23, 9, 30, tzinfo=clock.SHANGHAI)
FILLED = {"name": "何丽容", "when": "11月25日上午", "place": "洪桥街社区卫生服务中心"}


@pytest.fixture(autouse=True)
def morning(numbers: None) -> Any:
    with clock.travel(MORNING):
        yield


def ask(who: Any, key: str = "one", **more: Any) -> Sms:
    wanted = NewSms("checkup-invite", key, SANYANJING, who.pk if who else None, **{"params": FILLED} | more)
    return Sms.objects.get(pk=send_sms([wanted], by="test", why="try")[key])


def test_a_message_goes_once_and_its_receipt_is_written_down(carried: Carried, client: Client) -> None:
    her = person("何丽容", phone="13800001234")
    sms = ask(her)
    assert (sms.state, sms.phone_last4, sms.segments) == (State.QUEUED, "1234", 1)
    assert ask(her).pk == sms.pk
    assert send_waiting() == 1 and send_waiting() == 0
    assert [line["phone"] for line in carried()] == ["138****1234"]
    sms.refresh_from_db()
    assert sms.state == State.ACCEPTED
    receipt = [{"out_id": sms.uid.hex, "success": True, "err_code": "DELIVERED", "report_time": "2026-11-23 09:31:07"}]
    address = "/api/v1/sms/receipts/"
    assert client.post(address, receipt, "application/json").status_code == 403
    for _ in range(2):
        answer = client.post(f"{address}?secret=a-word-of-ours", receipt, "application/json")
        assert answer.json() == {"code": 0, "msg": "接收成功"}
    sms.refresh_from_db()
    assert (sms.state, sms.code) == (State.DELIVERED, "DELIVERED")


def test_nothing_goes_to_the_dead_nor_to_their_phone_unless_somebody_living_holds_it(carried: Carried) -> None:
    him = person("邓国强", sex="1", phone="13800005678")
    before = ask(him, "before")
    silence([NewSilence(him.pk, "died", "test", SANYANJING, digest("13800005678", "phone"), "5678")], by="t", why="t")
    assert send_waiting() == 0  # asked right before sending, though it was queued while he lived
    before.refresh_from_db()
    assert (before.state, before.reason) == (State.SUPPRESSED, "已去世")
    assert (
        ask(None, "his phone", whose="contact", phone="13800005678").state == State.QUEUED
    )  # his record still holds it
    him.status = "deceased"
    him.save()
    assert ask(None, "nobody's", whose="contact", phone="13800005678").reason == "已去世"
    widow = person("何丽容", phone="13800005678")
    assert ask(widow, "widow").state == State.QUEUED
    assert carried() == []


def test_who_answers_td_gets_nothing_any_more_and_a_strangers_number_too(client: Client) -> None:
    her = person("何丽容", phone="13800001234")
    replies = [
        {"phone_number": "13800001234", "content": " td "},
        {"phone_number": "13900009999", "content": "退订"},
        {"phone_number": "13700007777", "content": "谢谢"},
    ]
    for _ in range(2):
        client.post("/api/v1/sms/replies/?secret=a-word-of-ours", replies, "application/json")
    assert Silence.objects.count() == 2
    assert ask(her).reason == "本人退订"
    assert ask(None, "stranger", whose="contact", phone="13900009999").reason == "本人退订"
    assert ask(None, "thanks", whose="contact", phone="13700007777").state == State.QUEUED


def test_notices_wait_for_the_day_and_urgent_ones_do_not(carried: Carried) -> None:
    ship_texts()
    SmsTemplate.objects.create(
        code="fire", title="火警", text="{what}", kind="urgent", state="active", changed_at=clock.now(), changed_by="t"
    )
    her = person("何丽容", phone="13800001234")
    with clock.travel(dt.datetime(2026, 11, 23, 22, 15, tzinfo=clock.SHANGHAI)):
        late = ask(her)
        now = NewSms("fire", "fire", SANYANJING, her.pk, {"what": "请马上离开12号楼"})
        send_sms([now], by="test", why="fire")
        assert send_waiting() == 1
        assert [line["text"] for line in carried()] == ["请马上离开12号楼"]
        late.refresh_from_db()
        assert late.state == State.QUEUED and "8:00" in late.reason
        assert late.not_before == dt.datetime(2026, 11, 24, 8, tzinfo=clock.SHANGHAI)
    with clock.travel(dt.datetime(2026, 11, 24, 8, 1, tzinfo=clock.SHANGHAI)):
        assert send_waiting() == 1


def test_one_number_has_three_notices_a_day_and_one_home_gets_one_of_a_kind(carried: Carried) -> None:
    her = person("何丽容", phone="13800001234")
    for number in range(4):
        ask(her, f"n{number}", params=FILLED | {"when": f"11月2{number}日"})
    assert send_waiting() == 3
    waits = Sms.objects.get(state=State.QUEUED)
    assert waits.reason == "这个号码今天已发 3 条，明天再发"
    home = household(person("李一", phone="13600000001"), (person("李二", phone="13600000002"), "20"))
    water = {"place": "三眼井直街", "when": "明天8点到18点", "what": "停水"}
    members = [link.person_id for link in home.memberships.all()]
    made = send_sms([NewSms("water-off", f"w{pk}", SANYANJING, pk, water) for pk in members], by="t", why="t")
    assert sorted(Sms.objects.filter(pk__in=made.values()).values_list("reason", flat=True)) == ["", "同一户已有一条"]


def test_words_that_never_go_into_a_message() -> None:
    assert forbidden_in("请来办理低保年审") == "低保"
    assert forbidden_in("号码 440104195001011234") == "证件号码"
    assert trouble_with("{name}您好", {"name": "何"}) == ""
    assert trouble_with("{name}您好", {}) == "缺少要填的内容：name"
    assert "35" in trouble_with("{name}您好", {"name": "何" * 36})
    assert trouble_with("{what}", {"what": "您的糖尿病复查"}) == "含有不写进短信的内容：糖尿病"


@pytest.mark.parametrize(
    ("text", "parts"),
    [("", 0), ("好" * 70, 1), ("好" * 71, 2), ("好" * 134, 2), ("好" * 135, 3), ("𠮷" * 35, 1), ("𠮷" * 36, 2)],
)
def test_segments_count_a_surrogate_pair_as_two(text: str, parts: int) -> None:
    assert segments(text) == parts


def test_a_message_with_a_forbidden_value_is_held_and_one_without_a_number_is_kept_with_the_reason() -> None:
    held = ask(person("何丽容", phone="13800001234"), params=FILLED | {"place": "透析室"})
    assert (held.state, held.reason) == (State.HELD, "含有不写进短信的内容：透析")
    assert ask(person("无电话", phone=""), "two").reason == "没有登记电话"


def test_what_caused_it_is_void_and_it_did_not_go_yet() -> None:
    sms = ask(person("何丽容", phone="13800001234"))
    assert call_back(["one"], by="t", why="登记错了") == {"one": True}
    assert send_waiting() == 0
    sms.refresh_from_db()
    assert (sms.state, sms.reason) == (State.SUPPRESSED, "登记错了")
    ask(person("李一", phone="13800001235"), "two")
    send_waiting()
    assert call_back(["two"], by="t", why="登记错了") == {"two": False}


def test_an_answer_that_never_came_is_asked_about_and_nothing_is_sent_twice(
    carried: Carried, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = gateway()
    sms = ask(person("何丽容", phone="13800001234"))

    def lost(outgoing: Any) -> Answer:
        real.send(outgoing)
        raise ConnectionResetError

    with monkeypatch.context() as patched:
        patched.setattr(
            "messaging.services.sms_sending.gateway", lambda: type("Lost", (), {"send": staticmethod(lost)})()
        )
        assert send_waiting() == 0
    sms.refresh_from_db()
    assert (sms.state, sms.tries) == (State.SENDING, 1)
    assert send_waiting() == 0 and ask_about_silent() == 0  # too early to ask
    with clock.travel(MORNING + dt.timedelta(minutes=11)):
        assert ask_about_silent() == 1
    sms.refresh_from_db()
    assert (sms.state, len(carried())) == (State.DELIVERED, 1)


def test_no_money_holds_the_queue_instead_of_failing_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        ask(person(f"李{number}", phone=f"1380000123{number}"), f"n{number}")
    broke = Answer(Outcome.PAUSED, code="isv.AMOUNT_NOT_ENOUGH", words="余额不足")
    monkeypatch.setattr(
        "messaging.services.sms_sending.gateway", lambda: type("Broke", (), {"send": lambda self, sms: broke})()
    )
    assert send_waiting() == 0
    assert sorted(Sms.objects.values_list("state", flat=True)) == [State.HELD, State.QUEUED, State.QUEUED]


def test_a_batch_is_drafted_looked_at_and_approved_by_somebody_else(
    client_as: Any, shequ: User, jiedao: User, carried: Carried
) -> None:
    person("何丽容", birth=dt.date(1950, 1, 1), phone="13800001234")
    person("无电话", birth=dt.date(1950, 1, 2))
    clerk, officer = client_as(shequ), client_as(jiedao)
    form = {
        "title": "老人体检",
        "area": SANYANJING,
        "audience": "60+",
        "place_when": "11月25日",
        "place_place": "卫生站",
    }
    made = clerk.post("/messages/batches/new/?template=checkup-invite", form)
    assert made.status_code == 302, made.content.decode()[:3000]
    page = clerk.get(made.url).content.decode()
    assert "1 人" in page and "没有登记电话" in page and "何丽容您好" in page and "13800001234" not in page
    clerk.post(f"{made.url}decide/", {"act": "approve"})
    assert send_waiting() == 0
    assert "批准了，1 条" in officer.post(f"{made.url}decide/", {"act": "approve"}, follow=True).content.decode()
    assert send_waiting() == 1 and len(carried()) == 1
    listed = clerk.get("/messages/").content.decode()
    assert "平台已收" in listed and "尾号 1234" in listed and "没有登记电话" in listed
