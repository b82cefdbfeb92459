"""How a state, or an earlier time, names a person."""

from django.db import models
from django.db.models import Q

from core.crypto import EncryptedTextField
from core.history import Versioned, tracked
from core.models.fields import CodeField
from residents.models.fact import Recorded

RESIDENT_ID = "01"  # id_cert_type: 居民身份证


@tracked()
class IdentityDocument(Versioned, Recorded):
    """A number by which a state identifies the person; sealed, found by its digest (handbook §1.1)."""

    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="documents")
    type = models.CharField("证件类型", max_length=2, default=RESIDENT_ID)
    number = EncryptedTextField("证件号码", digest_in=("digest", "document"))
    digest = models.BinaryField(max_length=32)
    last4 = CodeField("后四位", max_length=4)
    active = models.BooleanField("在用", default=True)
    raw = EncryptedTextField("来件写法", default=b"")

    class Meta:
        verbose_name = "身份证件"
        constraints = [
            models.UniqueConstraint(fields=["digest"], condition=Q(active=True), name="document_number_one_person"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(active=True, type=RESIDENT_ID), name="document_one_resident_number"
            ),
        ]
        indexes = [
            # The tail of a resident number stands in the person's row; this one finds other and former documents.
            models.Index(
                fields=["last4"], condition=~Q(type=RESIDENT_ID) | Q(active=False), name="document_other_last4"
            ),
            models.Index(fields=["digest"], name="document_digest"),
        ]


@tracked()
class FormerName(Versioned, Recorded):
    """A name the person had before, or is also known by."""

    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="former_names")
    name = CodeField("曾用名", max_length=60)
    pinyin = CodeField(max_length=200, blank=True)
    initials = CodeField(max_length=40, blank=True)

    class Meta:
        verbose_name = "曾用名"
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="former_name_once")]
        indexes = [
            models.Index(fields=["name"], name="former_name"),
            models.Index(fields=["pinyin"], name="former_name_pinyin"),
            models.Index(fields=["initials"], name="former_name_initials"),
        ]
