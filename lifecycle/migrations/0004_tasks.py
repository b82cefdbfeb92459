"""Tasks, whom they are about, their pauses and what was done with them; all behind the second wall."""

import datetime
import uuid

import django.db.models.deletion
import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.crypto
import core.models.fields
from core.migrating import tables_together
from core.rls import AppendOnly, ScopeRows


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0009_events_cause_events"),
        ("lifecycle", "0003_changes_of_a_person"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", core.models.fields.CodeField(db_collation="C", max_length=40, verbose_name="种类")),
                (
                    "key",
                    core.models.fields.CodeField(db_collation="C", max_length=160, verbose_name="同一件事只开一次"),
                ),
                ("title", models.CharField(max_length=120, verbose_name="办什么")),
                ("why", models.CharField(blank=True, max_length=300, verbose_name="为什么")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待办"),
                            ("started", "在办"),
                            ("paused", "暂停"),
                            ("done", "办结"),
                            ("cancelled", "取消"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("area_code", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="地区")),
                ("role", core.models.fields.CodeField(db_collation="C", max_length=40, verbose_name="归哪个岗位")),
                ("household_id", models.BigIntegerField(null=True, verbose_name="哪一户")),
                ("effect_id", models.BigIntegerField(null=True, verbose_name="哪条连带")),
                (
                    "source",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=64, verbose_name="来源"),
                ),
                ("starts_on", models.DateField(verbose_name="从哪天起算")),
                ("starts_at", models.DateTimeField(null=True, verbose_name="从何时起算")),
                ("limit_number", models.PositiveSmallIntegerField(null=True, verbose_name="时限")),
                ("limit_unit", models.CharField(blank=True, max_length=8, verbose_name="按什么算")),
                (
                    "limit_parameter",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=60, verbose_name="时限参数"),
                ),
                ("limit_document", models.CharField(blank=True, max_length=300, verbose_name="时限依据")),
                ("limit_certainty", models.CharField(blank=True, max_length=4, verbose_name="时限有多确定")),
                ("due_fixed", models.BooleanField(default=False, verbose_name="期限由开办时定")),
                ("due_on", models.DateField(null=True, verbose_name="最晚哪天")),
                ("due_at", models.DateTimeField(null=True, verbose_name="最晚何时")),
                (
                    "due_order",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            "due_on", models.Value(datetime.date(9999, 12, 31))
                        ),
                        output_field=models.DateField(),
                    ),
                ),
                ("data", models.JSONField(default=dict)),
                ("checklist", models.JSONField(default=list, verbose_name="清单上做了哪几步")),
                ("answers", core.crypto.EncryptedTextField(default=b"", verbose_name="办理结果")),
                ("outcome", models.CharField(blank=True, max_length=200, verbose_name="结果")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="没办成的次数")),
                ("opened_at", models.DateTimeField(verbose_name="何时开办")),
                ("opened_by", models.CharField(max_length=150, verbose_name="谁开的")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="何时办结")),
                ("closed_by", models.CharField(blank=True, max_length=150, verbose_name="谁办结的")),
                ("escalated_at", models.DateTimeField(null=True, verbose_name="何时上报")),
                (
                    "escalated_to",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=24, verbose_name="上报到哪"),
                ),
                ("escalated_why", models.CharField(blank=True, max_length=200, verbose_name="为什么上报")),
                (
                    "about",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followers",
                        to="lifecycle.task",
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="core.event"
                    ),
                ),
            ],
            options={
                "verbose_name": "待办",
            },
        ),
        migrations.CreateModel(
            name="TaskEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("kind", core.models.fields.CodeField(db_collation="C", max_length=40, verbose_name="种类")),
                (
                    "key",
                    core.models.fields.CodeField(db_collation="C", max_length=160, verbose_name="同一件事只开一次"),
                ),
                ("title", models.CharField(max_length=120, verbose_name="办什么")),
                ("why", models.CharField(blank=True, max_length=300, verbose_name="为什么")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待办"),
                            ("started", "在办"),
                            ("paused", "暂停"),
                            ("done", "办结"),
                            ("cancelled", "取消"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("area_code", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="地区")),
                ("role", core.models.fields.CodeField(db_collation="C", max_length=40, verbose_name="归哪个岗位")),
                ("household_id", models.BigIntegerField(null=True, verbose_name="哪一户")),
                ("effect_id", models.BigIntegerField(null=True, verbose_name="哪条连带")),
                (
                    "source",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=64, verbose_name="来源"),
                ),
                ("starts_on", models.DateField(verbose_name="从哪天起算")),
                ("starts_at", models.DateTimeField(null=True, verbose_name="从何时起算")),
                ("limit_number", models.PositiveSmallIntegerField(null=True, verbose_name="时限")),
                ("limit_unit", models.CharField(blank=True, max_length=8, verbose_name="按什么算")),
                (
                    "limit_parameter",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=60, verbose_name="时限参数"),
                ),
                ("limit_document", models.CharField(blank=True, max_length=300, verbose_name="时限依据")),
                ("limit_certainty", models.CharField(blank=True, max_length=4, verbose_name="时限有多确定")),
                ("due_fixed", models.BooleanField(default=False, verbose_name="期限由开办时定")),
                ("due_on", models.DateField(null=True, verbose_name="最晚哪天")),
                ("due_at", models.DateTimeField(null=True, verbose_name="最晚何时")),
                ("data", models.JSONField(default=dict)),
                ("checklist", models.JSONField(default=list, verbose_name="清单上做了哪几步")),
                ("answers", core.crypto.EncryptedTextField(default=b"", verbose_name="办理结果")),
                ("outcome", models.CharField(blank=True, max_length=200, verbose_name="结果")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="没办成的次数")),
                ("opened_at", models.DateTimeField(verbose_name="何时开办")),
                ("opened_by", models.CharField(max_length=150, verbose_name="谁开的")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="何时办结")),
                ("closed_by", models.CharField(blank=True, max_length=150, verbose_name="谁办结的")),
                ("escalated_at", models.DateTimeField(null=True, verbose_name="何时上报")),
                (
                    "escalated_to",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=24, verbose_name="上报到哪"),
                ),
                ("escalated_why", models.CharField(blank=True, max_length=200, verbose_name="为什么上报")),
                (
                    "about",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="lifecycle.task",
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.event",
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
                        to="lifecycle.task",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TaskPause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="从哪天停")),
                ("since_at", models.DateTimeField(verbose_name="何时停")),
                ("until", models.DateField(null=True, verbose_name="哪天恢复")),
                ("until_at", models.DateTimeField(null=True, verbose_name="何时恢复")),
                ("reason", models.CharField(max_length=200, verbose_name="为什么停")),
                ("by", models.CharField(max_length=150, verbose_name="谁停的")),
                ("ended_by", models.CharField(blank=True, max_length=150, verbose_name="谁恢复的")),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pauses", to="lifecycle.task"
                    ),
                ),
            ],
            options={
                "verbose_name": "暂停",
            },
        ),
        migrations.CreateModel(
            name="TaskPauseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("since", models.DateField(verbose_name="从哪天停")),
                ("since_at", models.DateTimeField(verbose_name="何时停")),
                ("until", models.DateField(null=True, verbose_name="哪天恢复")),
                ("until_at", models.DateTimeField(null=True, verbose_name="何时恢复")),
                ("reason", models.CharField(max_length=200, verbose_name="为什么停")),
                ("by", models.CharField(max_length=150, verbose_name="谁停的")),
                ("ended_by", models.CharField(blank=True, max_length=150, verbose_name="谁恢复的")),
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
                        to="lifecycle.taskpause",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        db_constraint=False,
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
            name="TaskPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_id", models.BigIntegerField()),
                ("role", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="身份")),
                ("place", models.PositiveSmallIntegerField(default=0)),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="people", to="lifecycle.task"
                    ),
                ),
            ],
            options={
                "verbose_name": "待办涉及的人",
            },
        ),
        migrations.CreateModel(
            name="TaskStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150, verbose_name="谁")),
                ("act", core.models.fields.CodeField(db_collation="C", max_length=16, verbose_name="做了什么")),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="事由或结果")),
                ("before", models.CharField(blank=True, max_length=60, verbose_name="原来")),
                ("after", models.CharField(blank=True, max_length=60, verbose_name="现在")),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="lifecycle.task"
                    ),
                ),
            ],
            options={
                "verbose_name": "办理记录",
            },
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("state__in", ("open", "started", "paused"))),
                fields=["area_code", "due_order", "id"],
                name="task_open_area",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("state__in", ("open", "started", "paused"))),
                fields=["assignee", "due_order", "id"],
                name="task_open_assignee",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("state__in", ("open", "started", "paused"))),
                fields=["due_order", "id"],
                name="task_open_due",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("state__in", ("open", "started", "paused"))),
                fields=["limit_parameter", "starts_on"],
                name="task_open_limit",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["area_code", "due_order", "id"], name="task_area"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["kind", "area_code", "due_order"], name="task_kind"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["effect_id"], name="task_effect"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["household_id"], name="task_household"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("escalated_to", ""), _negated=True),
                fields=["escalated_to", "due_order"],
                name="task_escalated",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("open", "started", "paused"))),
                fields=("kind", "key"),
                name="task_open_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="task",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_taskevent" ("about_id", "answers", "area_code", "assignee_id", "checklist", "closed_at", "closed_by", "data", "due_at", "due_fixed", "due_on", "effect_id", "escalated_at", "escalated_to", "escalated_why", "event_id", "household_id", "id", "key", "kind", "limit_certainty", "limit_document", "limit_number", "limit_parameter", "limit_unit", "opened_at", "opened_by", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "source", "starts_at", "starts_on", "state", "title", "tries", "uid", "why") SELECT old_values."about_id", old_values."answers", old_values."area_code", old_values."assignee_id", old_values."checklist", old_values."closed_at", old_values."closed_by", old_values."data", old_values."due_at", old_values."due_fixed", old_values."due_on", old_values."effect_id", old_values."escalated_at", old_values."escalated_to", old_values."escalated_why", old_values."event_id", old_values."household_id", old_values."id", old_values."key", old_values."kind", old_values."limit_certainty", old_values."limit_document", old_values."limit_number", old_values."limit_parameter", old_values."limit_unit", old_values."opened_at", old_values."opened_by", old_values."outcome", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."role", old_values."source", old_values."starts_at", old_values."starts_on", old_values."state", old_values."title", old_values."tries", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."about_id" IS DISTINCT FROM (new_values."about_id") OR old_values."answers" IS DISTINCT FROM (new_values."answers") OR old_values."area_code" IS DISTINCT FROM (new_values."area_code") OR old_values."assignee_id" IS DISTINCT FROM (new_values."assignee_id") OR old_values."checklist" IS DISTINCT FROM (new_values."checklist") OR old_values."closed_at" IS DISTINCT FROM (new_values."closed_at") OR old_values."closed_by" IS DISTINCT FROM (new_values."closed_by") OR old_values."data" IS DISTINCT FROM (new_values."data") OR old_values."due_at" IS DISTINCT FROM (new_values."due_at") OR old_values."due_fixed" IS DISTINCT FROM (new_values."due_fixed") OR old_values."due_on" IS DISTINCT FROM (new_values."due_on") OR old_values."effect_id" IS DISTINCT FROM (new_values."effect_id") OR old_values."escalated_at" IS DISTINCT FROM (new_values."escalated_at") OR old_values."escalated_to" IS DISTINCT FROM (new_values."escalated_to") OR old_values."escalated_why" IS DISTINCT FROM (new_values."escalated_why") OR old_values."event_id" IS DISTINCT FROM (new_values."event_id") OR old_values."household_id" IS DISTINCT FROM (new_values."household_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."limit_certainty" IS DISTINCT FROM (new_values."limit_certainty") OR old_values."limit_document" IS DISTINCT FROM (new_values."limit_document") OR old_values."limit_number" IS DISTINCT FROM (new_values."limit_number") OR old_values."limit_parameter" IS DISTINCT FROM (new_values."limit_parameter") OR old_values."limit_unit" IS DISTINCT FROM (new_values."limit_unit") OR old_values."opened_at" IS DISTINCT FROM (new_values."opened_at") OR old_values."opened_by" IS DISTINCT FROM (new_values."opened_by") OR old_values."outcome" IS DISTINCT FROM (new_values."outcome") OR old_values."role" IS DISTINCT FROM (new_values."role") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."starts_at" IS DISTINCT FROM (new_values."starts_at") OR old_values."starts_on" IS DISTINCT FROM (new_values."starts_on") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."tries" IS DISTINCT FROM (new_values."tries") OR old_values."uid" IS DISTINCT FROM (new_values."uid") OR old_values."why" IS DISTINCT FROM (new_values."why")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="13709e722ab0308c6e966903877dd5cfbd2602fd",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_a07d3",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="lifecycle_task",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="task",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_taskevent" ("about_id", "answers", "area_code", "assignee_id", "checklist", "closed_at", "closed_by", "data", "due_at", "due_fixed", "due_on", "effect_id", "escalated_at", "escalated_to", "escalated_why", "event_id", "household_id", "id", "key", "kind", "limit_certainty", "limit_document", "limit_number", "limit_parameter", "limit_unit", "opened_at", "opened_by", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "source", "starts_at", "starts_on", "state", "title", "tries", "uid", "why") SELECT old_values."about_id", old_values."answers", old_values."area_code", old_values."assignee_id", old_values."checklist", old_values."closed_at", old_values."closed_by", old_values."data", old_values."due_at", old_values."due_fixed", old_values."due_on", old_values."effect_id", old_values."escalated_at", old_values."escalated_to", old_values."escalated_why", old_values."event_id", old_values."household_id", old_values."id", old_values."key", old_values."kind", old_values."limit_certainty", old_values."limit_document", old_values."limit_number", old_values."limit_parameter", old_values."limit_unit", old_values."opened_at", old_values."opened_by", old_values."outcome", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."role", old_values."source", old_values."starts_at", old_values."starts_on", old_values."state", old_values."title", old_values."tries", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b9736c4710f3fbe0813fdff0e328320c639c9d70",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_3d75f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="lifecycle_task",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="taskpause",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until_at", None)), fields=("task",), name="task_one_pause_at_a_time"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="taskpause",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_taskpauseevent" ("by", "ended_by", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "since", "since_at", "task_id", "until", "until_at") SELECT old_values."by", old_values."ended_by", old_values."id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."reason", old_values."since", old_values."since_at", old_values."task_id", old_values."until", old_values."until_at" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e120fca800b21b08bdf9477e510abbcb4d4b126d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_55945",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="lifecycle_taskpause",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="taskpause",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_taskpauseevent" ("by", "ended_by", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "since", "since_at", "task_id", "until", "until_at") SELECT old_values."by", old_values."ended_by", old_values."id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."reason", old_values."since", old_values."since_at", old_values."task_id", old_values."until", old_values."until_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="29070683f0d413496d446fb054679bd79b7d5777",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_3b008",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="lifecycle_taskpause",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="taskperson",
            index=models.Index(fields=["person_id", "task"], name="task_person"),
        ),
        migrations.AddConstraint(
            model_name="taskperson",
            constraint=models.UniqueConstraint(fields=("task", "person_id", "role"), name="task_person_once"),
        ),
        migrations.AddIndex(
            model_name="taskstep",
            index=models.Index(fields=["task", "id"], name="task_step_order"),
        ),
        ScopeRows("lifecycle_task", columns=["area_code"]),
        ScopeRows("lifecycle_taskevent", columns=["area_code"], open_insert=True),
        ScopeRows("lifecycle_taskperson", via=("task_id", "lifecycle_task", "id")),
        ScopeRows("lifecycle_taskpause", via=("task_id", "lifecycle_task", "id")),
        ScopeRows("lifecycle_taskpauseevent", via=("task_id", "lifecycle_task", "id"), open_insert=True),
        ScopeRows("lifecycle_taskstep", via=("task_id", "lifecycle_task", "id")),
        AppendOnly(["lifecycle_taskevent", "lifecycle_taskpauseevent", "lifecycle_taskstep"]),
    ])
