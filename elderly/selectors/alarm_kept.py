"""Whom an alarm device, its contacts or a call names: they outlive the file that brought the person."""

from __future__ import annotations

from collections.abc import Collection

from elderly.models import AlarmCall, AlarmContact, AlarmDevice


def people_with_alarms(people: list[int]) -> dict[int, str]:
    """{person: why this person cannot be taken back with an imported file}."""
    found: dict[int, str] = {}
    for model, column, words in (
        (AlarmCall, "person", "按过平安通"),
        (AlarmContact, "contact", "是平安通联系人"),
        (AlarmDevice, "person", "装了平安通"),
    ):
        rows = model._default_manager.filter(**{f"{column}__in": people})
        found |= dict.fromkeys(rows.values_list(column, flat=True), words)
    return found


def with_device(people: Collection[int]) -> set[int]:
    """Which of these people have a device in use."""
    rows = AlarmDevice.objects.filter(person__in=list(people), until=None)
    return set(rows.values_list("person_id", flat=True))
