"""What programs and people send by mistake is told in words, never as a failure of the system."""

from __future__ import annotations

import pytest

from accounts.models import User

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


@pytest.mark.parametrize("address", ["/api/v1/nowhere/", "/api/v1/persons/not-a-uuid/", "/api/v1/persons/%00/"])
def test_an_address_of_the_api_that_does_not_exist_is_a_problem(client_as, shequ: User, address: str) -> None:
    answer = client_as(shequ).get(address)
    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)


@pytest.mark.parametrize("address", ["/persons/?q=%00", "/search/?q=a%00b", "/api/v1/persons/?q=%00&area=%00"])
def test_a_nul_in_a_question_is_passed_over(client_as, shequ: User, address: str) -> None:
    assert client_as(shequ).get(address).status_code == 200


def test_a_nul_in_an_address_is_nowhere(client_as, shequ: User) -> None:
    assert client_as(shequ).get("/areas/44%00/").status_code == 404


def test_a_worn_out_page_link_says_what_to_do(client_as, shequ: User) -> None:
    answer = client_as(shequ).get("/persons/?after=zzz")
    assert answer.status_code == 400
    assert "请回到第一页再翻" in answer.content.decode()


@pytest.mark.parametrize("address", ["/api/v1/grids/", "/api/v1/persons/b05ae7f2-9599-4279-b6ba-5ebaab51136d/reveal/"])
@pytest.mark.parametrize("body", ["[1]", "null", '"x"', "{bad"])
def test_a_body_that_is_no_object_is_a_problem(client_as, quji: User, body: str, address: str) -> None:
    answer = client_as(quji).post(address, body, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)


def test_the_description_says_that_every_call_may_answer_with_a_problem(client_as, shequ: User) -> None:
    described = client_as(shequ).get("/api/schema/?format=json").json()
    calls = [call for path in described["paths"].values() for call in path.values()]
    assert calls and all(PROBLEM in call["responses"]["default"]["content"] for call in calls)
