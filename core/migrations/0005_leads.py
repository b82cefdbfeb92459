"""Rows of another area become leads there; each lies behind the second wall of the area where it lies now."""

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
        ("core", "0004_audit_kept"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name="Lead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("line", models.PositiveIntegerField(verbose_name="文件里的行号")),
                ("feed", core.models.fields.CodeField(db_collation="C", max_length=40, verbose_name="布局")),
                ("area_code", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="现在在哪里")),
                (
                    "named_area",
                    core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="来件写的地区"),
                ),
                ("label", models.CharField(blank=True, max_length=80, verbose_name="姓名")),
                ("raw", core.crypto.EncryptedTextField(verbose_name="原样")),
                ("digest", models.BinaryField(max_length=32)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("dispatch", "待派发"),
                            ("open", "待收"),
                            ("taken", "已收下"),
                            ("closed", "已退回"),
                            ("withdrawn", "来件已撤销"),
                        ],
                        max_length=9,
                        verbose_name="状态",
                    ),
                ),
                ("trail", models.JSONField(default=list, verbose_name="经过")),
                ("person_id", models.BigIntegerField(null=True)),
                ("laid_at", models.DateTimeField(verbose_name="转来的时刻")),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=150, verbose_name="谁决定的")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="leads", to="core.importbatch"
                    ),
                ),
            ],
            options={
                "verbose_name": "转来的线索",
            },
        ),
        migrations.CreateModel(
            name="LeadEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("line", models.PositiveIntegerField(verbose_name="文件里的行号")),
                ("feed", core.models.fields.CodeField(db_collation="C", max_length=40, verbose_name="布局")),
                ("area_code", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="现在在哪里")),
                (
                    "named_area",
                    core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="来件写的地区"),
                ),
                ("label", models.CharField(blank=True, max_length=80, verbose_name="姓名")),
                ("raw", core.crypto.EncryptedTextField(verbose_name="原样")),
                ("digest", models.BinaryField(max_length=32)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("dispatch", "待派发"),
                            ("open", "待收"),
                            ("taken", "已收下"),
                            ("closed", "已退回"),
                            ("withdrawn", "来件已撤销"),
                        ],
                        max_length=9,
                        verbose_name="状态",
                    ),
                ),
                ("trail", models.JSONField(default=list, verbose_name="经过")),
                ("person_id", models.BigIntegerField(null=True)),
                ("laid_at", models.DateTimeField(verbose_name="转来的时刻")),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=150, verbose_name="谁决定的")),
                (
                    "batch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.importbatch",
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
                        to="core.lead",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["area_code", "state", "id"], name="lead_area"),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["digest"], name="lead_digest"),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.UniqueConstraint(fields=("batch", "line"), name="lead_line_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lead",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "core_leadevent" ("area_code", "batch_id", "decided_at", "decided_by", "digest", "feed", "id", "label", "laid_at", "line", "named_area", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raw", "state", "trail", "uid") SELECT old_values."area_code", old_values."batch_id", old_values."decided_at", old_values."decided_by", old_values."digest", old_values."feed", old_values."id", old_values."label", old_values."laid_at", old_values."line", old_values."named_area", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."raw", old_values."state", old_values."trail", old_values."uid" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="dc135aef4605a7546ee27b27f34431403d412f7e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_98d38",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="core_lead",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lead",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "core_leadevent" ("area_code", "batch_id", "decided_at", "decided_by", "digest", "feed", "id", "label", "laid_at", "line", "named_area", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raw", "state", "trail", "uid") SELECT old_values."area_code", old_values."batch_id", old_values."decided_at", old_values."decided_by", old_values."digest", old_values."feed", old_values."id", old_values."label", old_values."laid_at", old_values."line", old_values."named_area", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."raw", old_values."state", old_values."trail", old_values."uid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4d21397873aa164f169e2de89085de778eb573df",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_b8fe2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="core_lead",
                    when="AFTER",
                ),
            ),
        ),
        ScopeRows("core_lead", columns=["area_code"]),
        ScopeRows("core_leadevent", columns=["area_code"], open_insert=True),
        AppendOnly(["core_leadevent"]),
    ])
