"""Visits: what was seen and heard at the door."""

import uuid

from django.db import models
from django.db.models import Q

from core.crypto import EncryptedTextField
from core.history import tracked
from core.models.fields import CodeField
from lifecycle.domain.visits import FIRE, MET


class Standing(models.TextChoices):
    """A visit that two people recorded is kept twice: one counts, the other waits for a decision or was joined to it."""

    TOLD = "told", "有效"
    DIFFERS = "differs", "两人填的不一样"
    JOINED = "joined", "并入另一条"


@tracked()
class Visit(models.Model):
    """Somebody of the committee came to a person's door: who was met, how things stand, what is needed, when to come again.

    `client_uid` is made on the phone: what is sent twice is recorded once. What is said of health, mood and need is sealed.
    `known_uid` is the last visit that the phone knew of when the form was filled in.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    client_uid = models.UUIDField(unique=True, editable=False)
    person = models.ForeignKey("residents.Person", models.PROTECT, related_name="+")
    household_id = models.BigIntegerField(null=True)
    area_code = CodeField("社区")
    task = models.ForeignKey("lifecycle.Task", models.PROTECT, null=True, related_name="visits")
    visited_at = models.DateTimeField("何时走访")
    by = models.CharField("谁走访", max_length=150)
    met = models.CharField("见到本人了吗", max_length=8, choices=list(MET.items()))
    whom = EncryptedTextField("见到谁", default=b"")
    health = EncryptedTextField("身体", default=b"")
    mood = EncryptedTextField("心情", default=b"")
    fire = models.CharField("用火用电", max_length=8, choices=list(FIRE.items()), blank=True)
    needs = EncryptedTextField("需要什么", default=b"")  # codes, comma between them
    note = EncryptedTextField("情况", default=b"")
    next_on = models.DateField("下次再来", null=True)
    next_reason = models.CharField("为什么晚些来", max_length=200, blank=True)
    standing = models.CharField("有效或并入", max_length=8, choices=Standing.choices, default=Standing.TOLD)
    other = models.ForeignKey("self", models.PROTECT, null=True, related_name="others")
    known_uid = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "走访"
        indexes = [
            models.Index(fields=["person", "-visited_at"], name="visit_person"),
            models.Index(fields=["area_code", "-visited_at", "-id"], name="visit_area"),
            models.Index(fields=["area_code"], condition=Q(standing=Standing.DIFFERS), name="visit_differs"),
        ]

    def __str__(self) -> str:
        return f"{self.visited_at:%Y-%m-%d} {self.get_met_display()}"


@tracked()
class VisitPhoto(models.Model):
    """A photo taken at the door, without place and device, sealed on the disk (services/visits_photos.py)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    client_uid = models.UUIDField(unique=True, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="photos")
    file = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    size = models.PositiveIntegerField("大小")
    taken_by = models.CharField("谁拍的", max_length=150)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "走访照片"
