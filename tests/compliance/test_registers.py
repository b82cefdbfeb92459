"""What the privacy officer enters, and what the law does not let stand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from accounts.models import User
from compliance.models import ImpactAssessment, RightsRequest, SecurityIncident
from compliance.registers import registers_of_compliance
from compliance.services.shipped import load_activities
from core import clock
from core.register.declaration import Register

pytestmark = pytest.mark.django_db
REGISTERS = {register.key: register for register in registers_of_compliance()}


@pytest.fixture
def enter(client_as: Any, user_named: Any) -> Any:
    """`enter("rights-requests", outcome="照办")`: the form of a new entry, filled with the examples and these."""
    client = client_as(user_named("baohu"))

    def post(key: str, address: str = "", **values: str) -> Any:
        examples = {field.key: field.example for field in REGISTERS[key].fields}
        return client.post(address or f"/{key}/new/", examples | values)

    return post


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda one: one.key)
def test_others_look_and_do_not_write(register: Register, client_as: Any, user_named: Any, shequ: User) -> None:
    for name in ("audit", "anquan"):
        client = client_as(user_named(name))
        assert client.get(f"/{register.key}/").status_code == 200
        assert client.post(f"/{register.key}/new/", {}).status_code == 403
    assert client_as(shequ).get(f"/{register.key}/").status_code == 403


def test_sensitive_information_waits_for_its_assessment(enter: Any) -> None:
    """SEC12, 个人信息保护法 第五十五条."""
    refused = enter("processing-activities", sensitive="是").content.decode()
    assert "先做影响评估" in refused
    assert "没有编号为 PIA-9" in enter("processing-activities", sensitive="是", assessment="PIA-9").content.decode()
    enter("impact-assessments", number="PIA-9", conclusion="不得开展")
    assert "不得开展" in enter("processing-activities", sensitive="是", assessment="PIA-9").content.decode()
    enter("impact-assessments", number="PIA-9", conclusion="可以开展")
    assert enter("processing-activities", sensitive="是", assessment="PIA-9").status_code == 302
    assert ImpactAssessment.objects.get().kept_until == dt.date(2026, 1, 5) + dt.timedelta(days=1095)


def test_every_activity_names_its_ground_in_law(enter: Any) -> None:
    """SEC21, 个人信息保护法 第十三条."""
    assert "请选合法性基础" in enter("processing-activities", legal_basis="").content.decode() or (
        "请填合法性基础" in enter("processing-activities", legal_basis="").content.decode()
    )
    assert "依据的法律条款" in enter("processing-activities", law="").content.decode()
    assert enter("processing-activities", legal_basis="取得个人同意", law="").status_code == 302


def test_a_request_is_answered_within_fifteen_working_days(enter: Any, client_as: Any, user_named: Any) -> None:
    """SEC25: 2026-09-25 to 27 is 中秋, 10-01 to 07 is 国庆; 09-20 and 10-10 are worked."""
    enter("rights-requests", received_on="2026-09-18")
    row = RightsRequest.objects.get()
    assert row.due_on == dt.date(2026, 10, 15)
    with clock.travel(dt.date(2026, 10, 19)):
        page = client_as(user_named("baohu")).get(reverse("compliance")).content.decode()
        assert "查阅、复制的请求 2026-001" in page and "要紧" in page
    edit = reverse("rights-requests-edit", args=[row.uid])
    assert "要说明理由" in enter("rights-requests", edit, outcome="不予办理", answered_on="2026-10-09").content.decode()
    enter("rights-requests", edit, received_on="2026-09-18", outcome="照办", answered_on="2026-10-09")
    row.refresh_from_db()
    assert (row.outcome, row.answered_on) == ("done", dt.date(2026, 10, 9))
    with clock.travel(dt.date(2026, 10, 19)):
        assert "没有等着办的" in client_as(user_named("baohu")).get(reverse("compliance")).content.decode()


def test_the_contact_of_an_applicant_is_sealed(enter: Any) -> None:
    enter("rights-requests", contact="13500006637")
    with connection.cursor() as cursor:
        cursor.execute("SELECT contact FROM compliance_rightsrequest")
        assert b"13500006637" not in bytes(cursor.fetchone()[0])


@pytest.mark.parametrize("field", ["kind", "categories", "cause", "harm", "mended", "advice", "contact"])
def test_an_incident_says_all_that_the_law_wants_told(enter: Any, field: str) -> None:
    """SEC30, 个人信息保护法 第五十七条."""
    assert enter("security-incidents", **{field: ""}).status_code == 422
    assert not SecurityIncident.objects.exists()


def test_a_grave_incident_has_twenty_four_hours(enter: Any, client_as: Any, user_named: Any) -> None:
    """SEC31, 网络数据安全管理条例 第十条."""
    enter("security-incidents", grave="是", found_at="2026-03-05 14:30")
    row = SecurityIncident.objects.get()
    assert row.report_by.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M") == "2026-03-06 14:30"
    with clock.travel(dt.datetime(2026, 3, 6, 10, 30, tzinfo=clock.SHANGHAI)):
        page = client_as(user_named("baohu")).get(reverse("compliance")).content.decode()
        assert "要向主管部门报告，还有 4 小时" in page
    with clock.travel(dt.datetime(2026, 3, 6, 16, 30, tzinfo=clock.SHANGHAI)):
        assert "已过 2 小时" in client_as(user_named("baohu")).get(reverse("compliance")).content.decode()
    edit = reverse("security-incidents-edit", args=[row.uid])
    assert "要报告主管部门" in enter("security-incidents", edit, closed_on="2026-03-07").content.decode()


def test_a_contract_that_ended_says_what_became_of_the_data(enter: Any) -> None:
    """SEC27, 个人信息保护法 第二十一条."""
    ended = {"starts_on": "2024-01-01", "ends_on": "2024-12-31"}
    assert "返还了还是删除了" in enter("processor-contracts", **ended).content.decode()
    assert enter("processor-contracts", **ended, returned="已删除").status_code == 302


def test_what_was_provided_names_its_ground_and_is_kept_three_years(
    enter: Any, client_as: Any, user_named: Any
) -> None:
    """SEC11, SEC28, 个人信息保护法 第二十三条."""
    assert enter("provisions", law="").status_code == 422
    enter("provisions")
    assert "2029-08-31" in client_as(user_named("baohu")).get("/provisions/").content.decode()


def test_the_same_number_changes_the_entry_and_another_one_is_taken(enter: Any) -> None:
    for number in ("A-1", "A-2"):
        enter("impact-assessments", number=number)
    enter("impact-assessments", number="A-1", assessor="另一位")
    assert ImpactAssessment.objects.get(number="A-1").assessor == "另一位"
    second = ImpactAssessment.objects.get(number="A-2")
    edit = reverse("impact-assessments-edit", args=[second.uid])
    assert "编号 A-1 已经有了" in enter("impact-assessments", edit, number="A-1").content.decode()


def test_notices_have_versions(enter: Any) -> None:
    """SEC17: a version has its number and its days; the former one stays in the register."""
    enter("privacy-notices", number="V1", ended_on="2026-06-30")
    assert enter("privacy-notices", number="V2", effective_on="2026-07-01").status_code == 302


def test_the_activities_that_come_along_wait_for_their_assessment(client_as: Any, user_named: Any, areas: None) -> None:
    assert load_activities(area="440104", by="system") > 5
    assert load_activities(area="440104", by="system") == 0
    page = client_as(user_named("baohu")).get(reverse("compliance")).content.decode()
    assert "适龄儿童入学含敏感个人信息，还没有影响评估" in page
    assert "合规上等着办的" in client_as(user_named("baohu")).get(reverse("today")).content.decode()


def test_a_planned_audit_appears_when_it_is_due_and_leaves_when_done(
    enter: Any, client_as: Any, user_named: Any
) -> None:
    """SEC32, 个人信息保护法 第五十四条."""
    day = clock.today()

    def page() -> str:
        return client_as(user_named("baohu")).get(reverse("compliance")).content.decode()

    enter("compliance-audits", planned_on=f"{day + dt.timedelta(days=60)}")
    assert "合规审计 2026-001" not in page()
    enter("compliance-audits", planned_on=f"{day + dt.timedelta(days=20)}")
    assert "合规审计 2026-001" in page()
    enter("compliance-audits", planned_on=f"{day + dt.timedelta(days=20)}", done_on=f"{day}")
    assert "合规审计 2026-001" not in page()
