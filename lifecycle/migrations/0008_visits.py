"""Visits at the door and their photos, behind the second wall."""

import core.crypto
import core.models.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models

from core.migrating import tables_together
from core.rls import AppendOnly, ScopeRows


class Migration(migrations.Migration):
    dependencies = [
        ("lifecycle", "0007_elections"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("residents", "0015_vacuum_people"),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("client_uid", models.UUIDField(editable=False, unique=True)),
                ("household_id", models.BigIntegerField(null=True)),
                ("area_code", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="社区")),
                ("visited_at", models.DateTimeField(verbose_name="何时走访")),
                ("by", models.CharField(max_length=150, verbose_name="谁走访")),
                (
                    "met",
                    models.CharField(
                        choices=[("self", "见到了"), ("nobody", "没见到"), ("family", "见到家人")],
                        max_length=8,
                        verbose_name="见到本人了吗",
                    ),
                ),
                ("whom", core.crypto.EncryptedTextField(default=b"", verbose_name="见到谁")),
                ("health", core.crypto.EncryptedTextField(default=b"", verbose_name="身体")),
                ("mood", core.crypto.EncryptedTextField(default=b"", verbose_name="心情")),
                (
                    "fire",
                    models.CharField(
                        blank=True,
                        choices=[("fine", "没问题"), ("hazard", "有隐患")],
                        max_length=8,
                        verbose_name="用火用电",
                    ),
                ),
                ("needs", core.crypto.EncryptedTextField(default=b"", verbose_name="需要什么")),
                ("note", core.crypto.EncryptedTextField(default=b"", verbose_name="情况")),
                ("next_on", models.DateField(null=True, verbose_name="下次再来")),
                ("next_reason", models.CharField(blank=True, max_length=200, verbose_name="为什么晚些来")),
                (
                    "standing",
                    models.CharField(
                        choices=[("told", "有效"), ("differs", "两人填的不一样"), ("joined", "并入另一条")],
                        default="told",
                        max_length=8,
                        verbose_name="有效或并入",
                    ),
                ),
                ("known_uid", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "other",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="others",
                        to="lifecycle.visit",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="residents.person"
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="lifecycle.task",
                    ),
                ),
            ],
            options={
                "verbose_name": "走访",
            },
        ),
        migrations.CreateModel(
            name="VisitEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("client_uid", models.UUIDField(editable=False)),
                ("household_id", models.BigIntegerField(null=True)),
                ("area_code", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="社区")),
                ("visited_at", models.DateTimeField(verbose_name="何时走访")),
                ("by", models.CharField(max_length=150, verbose_name="谁走访")),
                (
                    "met",
                    models.CharField(
                        choices=[("self", "见到了"), ("nobody", "没见到"), ("family", "见到家人")],
                        max_length=8,
                        verbose_name="见到本人了吗",
                    ),
                ),
                ("whom", core.crypto.EncryptedTextField(default=b"", verbose_name="见到谁")),
                ("health", core.crypto.EncryptedTextField(default=b"", verbose_name="身体")),
                ("mood", core.crypto.EncryptedTextField(default=b"", verbose_name="心情")),
                (
                    "fire",
                    models.CharField(
                        blank=True,
                        choices=[("fine", "没问题"), ("hazard", "有隐患")],
                        max_length=8,
                        verbose_name="用火用电",
                    ),
                ),
                ("needs", core.crypto.EncryptedTextField(default=b"", verbose_name="需要什么")),
                ("note", core.crypto.EncryptedTextField(default=b"", verbose_name="情况")),
                ("next_on", models.DateField(null=True, verbose_name="下次再来")),
                ("next_reason", models.CharField(blank=True, max_length=200, verbose_name="为什么晚些来")),
                (
                    "standing",
                    models.CharField(
                        choices=[("told", "有效"), ("differs", "两人填的不一样"), ("joined", "并入另一条")],
                        default="told",
                        max_length=8,
                        verbose_name="有效或并入",
                    ),
                ),
                ("known_uid", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "other",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="lifecycle.visit",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="residents.person",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="lifecycle.visit",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="lifecycle.task",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VisitPhoto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("client_uid", models.UUIDField(editable=False, unique=True)),
                ("file", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=12)),
                ("size", models.PositiveIntegerField(verbose_name="大小")),
                ("taken_by", models.CharField(max_length=150, verbose_name="谁拍的")),
                ("recorded_at", models.DateTimeField()),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="lifecycle.visit"
                    ),
                ),
            ],
            options={
                "verbose_name": "走访照片",
            },
        ),
        migrations.CreateModel(
            name="VisitPhotoEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("client_uid", models.UUIDField(editable=False)),
                ("file", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=12)),
                ("size", models.PositiveIntegerField(verbose_name="大小")),
                ("taken_by", models.CharField(max_length=150, verbose_name="谁拍的")),
                ("recorded_at", models.DateTimeField()),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="lifecycle.visitphoto",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="lifecycle.visit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(fields=["person", "-visited_at"], name="visit_person"),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(fields=["area_code", "-visited_at", "-id"], name="visit_area"),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(condition=models.Q(("standing", "differs")), fields=["area_code"], name="visit_differs"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visit",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_visitevent" ("area_code", "by", "client_uid", "fire", "health", "household_id", "id", "known_uid", "met", "mood", "needs", "next_on", "next_reason", "note", "other_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "standing", "task_id", "uid", "visited_at", "whom") SELECT old_values."area_code", old_values."by", old_values."client_uid", old_values."fire", old_values."health", old_values."household_id", old_values."id", old_values."known_uid", old_values."met", old_values."mood", old_values."needs", old_values."next_on", old_values."next_reason", old_values."note", old_values."other_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."standing", old_values."task_id", old_values."uid", old_values."visited_at", old_values."whom" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="31074675f5acf8f2b6877e2eb01cd68d5b9b55e4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_6b1d9",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="lifecycle_visit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visit",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_visitevent" ("area_code", "by", "client_uid", "fire", "health", "household_id", "id", "known_uid", "met", "mood", "needs", "next_on", "next_reason", "note", "other_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "standing", "task_id", "uid", "visited_at", "whom") SELECT old_values."area_code", old_values."by", old_values."client_uid", old_values."fire", old_values."health", old_values."household_id", old_values."id", old_values."known_uid", old_values."met", old_values."mood", old_values."needs", old_values."next_on", old_values."next_reason", old_values."note", old_values."other_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."standing", old_values."task_id", old_values."uid", old_values."visited_at", old_values."whom" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e36f18163432babeac0b06a6550ae4b61f630f2e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_665b5",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="lifecycle_visit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visitphoto",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_visitphotoevent" ("client_uid", "file", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "size", "taken_by", "uid", "visit_id") SELECT old_values."client_uid", old_values."file", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."size", old_values."taken_by", old_values."uid", old_values."visit_id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="18291a603bdd71989e70b4ea26417180bb28a42d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_04e83",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="lifecycle_visitphoto",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visitphoto",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_visitphotoevent" ("client_uid", "file", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "size", "taken_by", "uid", "visit_id") SELECT old_values."client_uid", old_values."file", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."size", old_values."taken_by", old_values."uid", old_values."visit_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="be96bc8ec107ebe971290b67d1a9fb6d740e0faa",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_c0ba9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="lifecycle_visitphoto",
                    when="AFTER",
                ),
            ),
        ),
        # Who sees the person, or answers for the place where the visit was made, sees the visit.
        ScopeRows("lifecycle_visit", columns=["area_code"], via=("person_id", "residents_person", "id")),
        ScopeRows(
            "lifecycle_visitevent",
            columns=["area_code"],
            via=("person_id", "residents_person", "id"),
            open_insert=True,
        ),
        ScopeRows("lifecycle_visitphoto", via=("visit_id", "lifecycle_visit", "id")),
        ScopeRows("lifecycle_visitphotoevent", via=("visit_id", "lifecycle_visit", "id"), open_insert=True),
        AppendOnly(["lifecycle_visitevent", "lifecycle_visitphotoevent"]),
    ])
