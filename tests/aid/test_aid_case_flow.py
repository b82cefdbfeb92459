"""A case from the application to the award and to its end, each act by whoever may do it, through the pages."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from aid.models import AidCase, Award, CaseDecision, CaseMember, CasePaper, CasePosting
from aid.services.case_moves import case_to
from aid.services.cases import open_case
from core import clock
from core.errors import Conflict, NotAllowed
from lifecycle.models import Task
from residents.models import Benefit
from tests.support import factories

pytestmark = pytest.mark.django_db
TODAY = dt.date(2023, 11, 15)  # a month whose standards are known; 社会救助暂行办法
D = Decimal


@pytest.fixture(autouse=True)
def present():
    with clock.travel(TODAY):
        yield


@pytest.fixture
def home(numbers):
    head = factories.person("何丽容", birth=dt.date(1960, 5, 1))
    son = factories.person("陈志明", birth=dt.date(1990, 5, 1), sex="1")
    return head, son, factories.household(head, (son, "20"))


@pytest.fixture
def desk(client_as, shequ, jiedao, minzheng):
    """`desk(who, case, act, **said)` does an act through its page; returns the answer."""
    users = {"shequ": shequ, "jiedao": jiedao, "minzheng": minzheng}

    def browser(name: str) -> Any:
        """Signed in anew: a session does not outlive the days that pass in a test."""
        return client_as(users[name])

    def do(_user: str, case: AidCase, act: str, ok: bool = True, /, **said: Any) -> Any:
        said.setdefault("on", clock.today().isoformat())
        answer = browser(_user).post(reverse("aid-case-act", args=[case.uid, act]), said)
        if ok:
            assert answer.status_code == 302, answer.content.decode()
        case.refresh_from_db()
        return answer

    do.browser = browser  # type: ignore[attr-defined]
    return do


def applied(desk, person, kind: str = "minimum-living", **said: Any) -> AidCase:
    form = {"person": person.name, "kind": kind, "applied_on": clock.today().isoformat(), **said}
    answer = desk.browser("shequ").post(reverse("aid-case-new"), form)
    assert answer.status_code == 302, answer.content.decode()
    case = AidCase.objects.get(applicant=person, kind=kind)
    for paper in ("authorization", "commitment"):
        signed = {"kind": paper, "signed_on": clock.today().isoformat()}
        assert desk.browser("shequ").post(reverse("aid-case-paper", args=[case.uid]), signed).status_code == 302
    return case


def reviewed(desk, case: AidCase, verdict: str = "fits") -> AidCase:
    desk("jiedao", case, "accept")
    desk("jiedao", case, "check", number="核 2023-118", verdict="fits", words="与申报一致")
    desk("shequ", case, "survey", who="黎敏仪、何志坚", verdict="fits", words="租住一房，儿子失业")
    desk("jiedao", case, "review", verdict=verdict, words="人均收入低于标准" if verdict == "fits" else "财产超过限额")
    return case


def open_kinds(case: AidCase) -> set[str]:
    return set(
        Task.objects.filter(key=f"case:{case.uid}", state__in=("open", "started", "paused")).values_list(
            "kind", flat=True
        )
    )


def test_from_application_to_award_and_end(desk, home):
    head, son, _ = home
    case = applied(desk, head, agent="黎敏仪", causes=["unemployment"])
    assert case.number == "440104001-2023-00001" and case.members.count() == 2 and open_kinds(case) == {"aid-accept"}
    reviewed(desk, case)
    assert (case.law, case.due_on, case.state) == ("measures-2014", dt.date(2023, 12, 27), "to-post")
    desk("shequ", case, "post")
    posting = CasePosting.objects.get()
    assert posting.until == dt.date(2023, 11, 22) and open_kinds(case) == {"aid-posted"}
    assert "还没有期满" in desk("shequ", case, "take-down", False).content.decode()
    with clock.travel(TODAY + dt.timedelta(days=8)):
        desk("shequ", case, "take-down")
        assert open_kinds(case) == {"aid-confirm"}
        page = desk.browser("minzheng").get(reverse("aid-case-act", args=[case.uid, "confirm"])).content.decode()
        assert "2476.00" in page and "差额" in page
        wrong = desk("minzheng", case, "confirm", False, number="越民救〔2023〕9号", amount="2000", review_class="B")
        assert wrong.status_code == 422 and "算出来是每月 2,476.00 元" in wrong.content.decode()
        desk("minzheng", case, "confirm", number="越民救〔2023〕9号", amount="2476", review_class="B")
        award = Award.objects.get()
        assert (award.monthly, award.during.lower, case.review_on) == (
            D(2476),
            dt.date(2023, 12, 1),
            dt.date(2024, 5, 23),
        )
        given = Benefit.objects.filter(source=f"aid:{case.uid}")
        assert {row.person_id for row in given} == {head.pk, son.pk} and given[0].document == "越民救〔2023〕9号"
        assert open_kinds(case) == {"aid-recheck", "aid-notice"}
        letter = CaseDecision.objects.get()
        shown = desk.browser("shequ").get(reverse("aid-print-letter", args=[case.uid, letter.uid])).content.decode()
        assert "每月 2476.00 元" in shown and "行政复议" in shown and "差额 =" in shown
        desk("jiedao", case, "tell", how="当面送达")
    with clock.travel(dt.date(2023, 12, 12)):
        _change_and_stop(desk, case, son)


def _change_and_stop(desk, case: AidCase, son) -> None:
    """The son leaves: less for one person, after the family was heard; then it ends."""
    desk("jiedao", case, "recheck", words="儿子找到工作搬走")
    member = CaseMember.objects.get(case=case, person=son)
    left_out = {"relation": "20", "excluded_reason": "已分户另住"}
    assert (
        desk.browser("shequ").post(reverse("aid-case-member", args=[case.uid, member.uid]), left_out).status_code == 302
    )
    desk("jiedao", case, "propose", reason="家里只剩一人")
    early = desk("minzheng", case, "change", False, number="越民救〔2024〕2号", amount="1238", reason="少一人")
    assert "还没有听取家庭的意见" in early.content.decode()
    desk("shequ", case, "hear", who="何丽容", words="没有意见")
    told = {
        "number": "越民救〔2024〕2号",
        "amount": "1238",
        "reason": "少一人",
        "differs_why": "按一人计",
        "review_class": "B",
    }
    desk("minzheng", case, "change", **told)
    now = Award.objects.order_by("during")
    assert [(row.monthly, row.during.upper) for row in now] == [(D(2476), dt.date(2024, 1, 1)), (D(1238), None)]
    standing = Benefit.objects.filter(source=f"aid:{case.uid}", during__contains=dt.date(2024, 1, 1))
    assert [row.monthly for row in standing] == [D(1238)]
    desk("jiedao", case, "propose", reason="收入超过标准")
    desk("shequ", case, "hear", words="知道了")
    desk("minzheng", case, "stop", number="越民救〔2024〕3号", reason="人均收入高于标准")
    assert case.state == "stopped" and not Benefit.objects.filter(during__contains=dt.date(2024, 1, 1)).exists()
    assert open_kinds(case) == {"aid-notice"}


def test_a_refusal_needs_reasons_and_three_working_days(desk, home, shequ):
    case = reviewed(desk, applied(desk, home[0]), verdict="unfit")
    assert case.state == "confirming"
    assert "请填理由" in desk("minzheng", case, "refuse", False, reason=" ").content.decode()
    desk("minzheng", case, "refuse", number="越民救〔2023〕10号", reason="名下存款超过财产限额")
    notice = Task.objects.get(kind="aid-refusal-notice")
    assert (case.state, notice.due_on) == ("refusing", dt.date(2023, 11, 20))
    desk("jiedao", case, "tell", how="邮寄送达")
    assert case.state == "refused" and open_kinds(case) == set()
    desk("shequ", case, "reconsider", by_name="何丽容", words="存款是亡夫的抚恤金")
    desk("minzheng", case, "answer-reconsider", outcome="upheld", reason="抚恤金不计入")
    assert case.state == "reviewing" and case.ended_on is None


def test_an_objection_stops_the_posting_until_it_is_answered(desk, home):
    case = reviewed(desk, applied(desk, home[0]))
    desk("shequ", case, "post")
    desk("shequ", case, "object", by_name="", words="他家有车")
    assert case.state == "contested" and open_kinds(case) == {"aid-objection"}
    desk("jiedao", case, "answer-objection", outcome="rejected", reason="车是邻居的")
    assert case.state == "posted"
    late = TODAY + dt.timedelta(days=9)
    with clock.travel(late):
        answer = desk("shequ", case, "object", False, words="过期的异议")
        assert "公示期内" in answer.content.decode()


def test_papers_are_asked_for_once_and_time_stands_still(desk, home):
    case = applied(desk, home[0])
    desk("jiedao", case, "ask-papers", reason="缺儿子的失业证明")
    task = Task.objects.get(kind="aid-accept", key=f"case:{case.uid}")
    assert (task.state, task.pauses.get().reason) == ("paused", "等补正材料：缺儿子的失业证明")
    desk("shequ", case, "papers-in", words="补齐")
    task.refresh_from_db()
    assert task.state == "open" and case.state == "applied" and open_kinds(case) == {"aid-accept"}
    CasePaper.objects.filter(kind="authorization").delete()
    assert "还没有登记授权核对书" in desk("jiedao", case, "accept", False).content.decode()
    desk("shequ", case, "withdraw", reason="家里不想核查")
    assert case.state == "withdrawn" and open_kinds(case) == set()


def test_a_law_decides_what_there_is(desk, home):
    case = applied(desk, home[0], kind="edge")
    assert "2026-07-01 起受理的才有" in desk("jiedao", case, "accept", False).content.decode()
    with clock.travel(dt.date(2026, 9, 21)):
        desk("jiedao", case, "accept")
    assert (case.law, case.due_on) == ("act-2026", dt.date(2026, 11, 9))  # handbook §12: +30
    with clock.travel(dt.date(2026, 9, 22)):
        desk("jiedao", case, "extend", reason="要向外地核查")
    assert case.due_on == dt.date(2026, 11, 30)


def test_who_may_not_does_not(desk, home, shequ, jiedao, user_named, client_as):
    case = reviewed(desk, applied(desk, home[0]), verdict="unfit")
    with pytest.raises(NotAllowed, match="区民政局"):
        with_transaction("confirm", case, shequ)
    with pytest.raises(NotAllowed, match="区民政局"):
        with_transaction("refuse", case, jiedao)
    with pytest.raises(Conflict):
        with_transaction("check", case, jiedao)
    page = desk.browser("shequ").get(reverse("aid-case", args=[case.uid])).content.decode()
    assert "现在等区民政局办理" in page and "do/refuse" not in page
    other = client_as(user_named("panfu"))
    assert other.get(reverse("aid-case", args=[case.uid])).status_code == 404
    assert other.post(reverse("aid-case-act", args=[case.uid, "withdraw"]), {"reason": "x"}).status_code == 404
    with pytest.raises(Conflict, match="已有一件"):
        open_case(
            kind="minimum-living", applicant_id=home[0].pk, household_id=None, area=case.area_code, by=shequ, on=TODAY
        )


def with_transaction(act: str, case: AidCase, by: Any) -> None:
    case_to(act, case.uid, by=by)
