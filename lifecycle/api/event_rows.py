"""What events look like in JSON: bodies sent, rows answered, kinds that can be told."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from lifecycle.telling.declaration import LifeEvent


class EvidenceBody(serializers.Serializer[Any]):
    """What was shown."""

    text = serializers.CharField(required=False, help_text="看了什么，如 结婚证")
    number = serializers.CharField(required=False, help_text="证件号、文号")


@extend_schema_serializer(component_name="EventBody")
class EventBody(serializers.Serializer[Any]):
    """An event to be told."""

    kind = serializers.CharField(help_text="哪类事，见 event-kinds，如 person.retired")
    subjects = serializers.JSONField(
        help_text='按角色写人：{"subject": {"uid": "…"}}、{"adopter": [{"number": "…"}, …]}，或 [{"role": "subject", "uid": "…"}]'
    )
    occurred_on = serializers.DateField(help_text="哪一天，不晚于今天")
    payload = serializers.DictField(
        required=False, help_text="这类事的各项，见 event-kinds 的 fields；选项写代码或名称"
    )
    source = serializers.CharField(required=False, max_length=60, help_text="哪个系统，如 市卫健委")
    source_key = serializers.CharField(
        required=False, max_length=120, help_text="那个系统里的编号；同一 source 和 source_key 再送，返回第一件（200）"
    )
    evidence = EvidenceBody(required=False)


@extend_schema_serializer(component_name="EventCorrection")
class CorrectBody(serializers.Serializer[Any]):
    """The event as it really was, and why it is corrected."""

    reason = serializers.CharField(max_length=120)
    subjects = serializers.JSONField()
    occurred_on = serializers.DateField()
    payload = serializers.DictField(required=False)
    source = serializers.CharField(required=False)
    source_key = serializers.CharField(required=False)
    evidence = EvidenceBody(required=False)


@extend_schema_serializer(component_name="EventVoid")
class VoidBody(serializers.Serializer[Any]):
    """Why it never happened."""

    reason = serializers.CharField(max_length=120)


@extend_schema_serializer(component_name="EventPart")
class PartRow(serializers.Serializer[Any]):
    """A person in an event; uid and name are empty for somebody outside the reader's area."""

    role = serializers.CharField()
    title = serializers.CharField()
    uid = serializers.UUIDField(allow_null=True)
    name = serializers.CharField(allow_null=True)


@extend_schema_serializer(component_name="Event")
class EventRow(serializers.Serializer[Any]):
    """An event; `effects`: what the duties did because of it."""

    uid = serializers.UUIDField(allow_null=True, help_text="还没有成为事件（待核实）时为空")
    kind = serializers.CharField()
    title = serializers.CharField()
    occurred_on = serializers.DateField()
    recorded_at = serializers.DateTimeField()
    recorded_by = serializers.CharField()
    status = serializers.CharField(help_text="registered、voided、corrected；waiting 表示还要核实")
    reason = serializers.CharField(allow_blank=True, help_text="作废或更正的事由")
    source = serializers.CharField()
    source_key = serializers.CharField(allow_blank=True)
    subjects = PartRow(many=True)
    evidence = serializers.DictField()
    effects = serializers.ListField(child=serializers.CharField())
    url = serializers.CharField(help_text="事件页")
    cause = serializers.UUIDField(allow_null=True, required=False)
    caused = serializers.ListField(child=serializers.UUIDField(), required=False)
    corrects = serializers.UUIDField(allow_null=True, required=False)
    corrected_by = serializers.ListField(child=serializers.UUIDField(), required=False)


@extend_schema_serializer(component_name="EventPage")
class EventPage(serializers.Serializer[Any]):
    """A page of events, last told first."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = EventRow(many=True)


@extend_schema_serializer(component_name="EventRole")
class RoleRow(serializers.Serializer[Any]):
    """A role of a kind."""

    key = serializers.CharField()
    title = serializers.CharField()
    required = serializers.BooleanField()
    many = serializers.BooleanField()


@extend_schema_serializer(component_name="EventField")
class FieldRow(serializers.Serializer[Any]):
    """A thing that a kind asks."""

    key = serializers.CharField()
    label = serializers.CharField()
    type = serializers.CharField(help_text="text long-text choice day month area address person number yes-no")
    required = serializers.BooleanField()
    help = serializers.CharField(allow_blank=True)
    choices = serializers.ListField(child=serializers.DictField(), required=False)


@extend_schema_serializer(component_name="EventKind")
class KindRow(serializers.Serializer[Any]):
    """A kind of event that can be told."""

    kind = serializers.CharField()
    title = serializers.CharField()
    group = serializers.CharField()
    clause = serializers.CharField(allow_blank=True)
    help = serializers.CharField(allow_blank=True)
    permission = serializers.CharField()
    may_be_voided = serializers.BooleanField()
    roles = RoleRow(many=True)
    fields = FieldRow(many=True)  # type: ignore[assignment]
    evidence = serializers.ListField(child=serializers.CharField())


@extend_schema_serializer(component_name="EventKindPage")
class KindPage(serializers.Serializer[Any]):
    """The catalogue; always one page."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = KindRow(many=True)


def kind_row(event: LifeEvent) -> dict[str, Any]:
    """A kind with its roles and fields."""
    return {
        "kind": event.key,
        "title": event.title,
        "group": event.group,
        "clause": event.clause,
        "help": event.help,
        "permission": event.permission,
        "may_be_voided": event.revert is not None,
        "roles": [
            {"key": role.key, "title": role.title, "required": role.required, "many": role.many} for role in event.roles
        ],
        "fields": [
            {
                "key": field.key,
                "label": field.label,
                "type": field.kind,
                "required": field.required,
                "help": field.help,
                "choices": [{"code": code, "words": words} for code, words in field.options()],
            }
            for field in event.fields
        ],
        "evidence": list(event.evidence.papers),
    }
