"""The floors' views: the plainest Django that answers with the same rows. No middleware, no policy, no permission."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.urls import path

from bench.population import COMMUNITY, ask

ROWS = (
    "SELECT id, uid, name, sex, birth_date, died_on, number_head, number_last4, living_area, living_address, hukou_area,"
    " ethnicity, status FROM residents_person"
    " WHERE (hukou_area >= %s AND hukou_area < %s) OR (living_area >= %s AND living_area < %s) ORDER BY id LIMIT 50"
)
_TABLE = engines["django"].from_string(
    "{{ shell|safe }}<table>{% for row in rows %}<tr>"
    '<td><a href="/persons/{{ row.uid }}/">{{ row.name }}</a></td><td>{{ row.sex }}</td><td>{{ row.birth_date|date:"Y-m-d" }}</td>'
    "<td>{{ row.died_on|default_if_none:'' }}</td><td>{{ row.number_head }}********{{ row.number_last4 }}</td>"
    "<td>{{ row.living_area }}</td><td>{{ row.living_address }}</td><td>{{ row.hukou_area }}</td>"
    "<td>{{ row.ethnicity }}</td><td>{{ row.status }}</td></tr>{% endfor %}</table>"
)
_PERSON = engines["django"].from_string(
    "{{ shell|safe }}<h1>{{ person.name }}</h1>{% for rows in panels %}<section>{% for row in rows %}<p>"
    "{% for key, value in row.items %}<b>{{ key }}</b> {{ value }} {% endfor %}</p>{% endfor %}</section>{% endfor %}"
)
_PANELS = (
    "SELECT type, last4, active FROM residents_identitydocument WHERE person_id = %s",
    "SELECT kind, area_code, address, during, source FROM residents_residence WHERE person_id = %s ORDER BY lower(during)",
    (
        "SELECT m.relation, m.during, h.number, h.address FROM residents_householdmembership m"
        " JOIN residents_household h ON h.id = m.household_id WHERE m.person_id = %s"
    ),
    (
        "SELECT k.kind, k.during, p.name, p.birth_date, p.living_area FROM residents_kinship k"
        " JOIN residents_person p ON p.id = k.relative_id WHERE k.person_id = %s"
    ),
    (
        "SELECT e.kind, e.occurred_on, e.payload FROM core_eventsubject s JOIN core_event e ON e.id = s.event_id"
        " WHERE s.person_id = %s ORDER BY e.occurred_on"
    ),
    "SELECT name FROM residents_formername WHERE person_id = %s",
)


def community_rows() -> list[dict[str, Any]]:
    low, high = COMMUNITY, f"{COMMUNITY}:"
    return ask(ROWS, [low, high, low, high])


def shell_of(request: HttpRequest) -> str:
    """Text that makes the page as large as ours: a page that sends less would be a dishonest floor."""
    return "x" * int(request.GET.get("shell", 0))


def list_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_TABLE.render({"rows": community_rows(), "shell": shell_of(request)}))


def api_page(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"next": None, "results": community_rows()})


def person_page(request: HttpRequest, uid: str) -> HttpResponse:
    """One query for the person and one per panel."""
    person = ask("SELECT * FROM residents_person WHERE uid = %s", [uid])[0]
    panels = [ask(sql, [person["id"]]) for sql in _PANELS]
    return HttpResponse(_PERSON.render({"person": person, "panels": panels, "shell": shell_of(request)}))


urlpatterns = [
    path("list/", list_page),
    path("api/", api_page),
    path("person/<uuid:uid>/", person_page),
]
