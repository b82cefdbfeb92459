"""Words of death, open and confirmed, behind the second wall."""

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
        ("pghistory", "0007_auto_20250421_0444"),
        ("residents", "0016_benefits"),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name="DeathReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=120, verbose_name="事由")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("word", core.models.fields.CodeField(db_collation="C", max_length=20, verbose_name="哪里说的")),
                ("died_on", models.DateField(verbose_name="死亡日期")),
                ("declared", models.BooleanField(default=False, verbose_name="宣告死亡")),
                ("certificate", core.crypto.EncryptedTextField(default=b"", verbose_name="死亡证明编号")),
                ("cancelled_on", models.DateField(null=True, verbose_name="户口注销日期")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="怎么知道的")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待核实"),
                            ("confirmed", "已确认"),
                            ("dismissed", "误报"),
                            ("revoked", "死亡登记已撤销"),
                        ],
                        default="open",
                        max_length=9,
                        verbose_name="状态",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=150, verbose_name="核实人")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="death_reports", to="residents.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "死亡信息",
            },
        ),
        migrations.CreateModel(
            name="DeathReportEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=120, verbose_name="事由")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("word", core.models.fields.CodeField(db_collation="C", max_length=20, verbose_name="哪里说的")),
                ("died_on", models.DateField(verbose_name="死亡日期")),
                ("declared", models.BooleanField(default=False, verbose_name="宣告死亡")),
                ("certificate", core.crypto.EncryptedTextField(default=b"", verbose_name="死亡证明编号")),
                ("cancelled_on", models.DateField(null=True, verbose_name="户口注销日期")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="怎么知道的")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待核实"),
                            ("confirmed", "已确认"),
                            ("dismissed", "误报"),
                            ("revoked", "死亡登记已撤销"),
                        ],
                        default="open",
                        max_length=9,
                        verbose_name="状态",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=150, verbose_name="核实人")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="依据")),
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
                        to="residents.deathreport",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="deathreport",
            index=models.Index(condition=models.Q(("state", "open")), fields=["id"], name="death_report_open"),
        ),
        migrations.AddIndex(
            model_name="deathreport",
            index=models.Index(fields=["person", "id"], name="death_report_person"),
        ),
        migrations.AddIndex(
            model_name="deathreport",
            index=models.Index(fields=["source"], name="death_report_source"),
        ),
        migrations.AddConstraint(
            model_name="deathreport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["open", "confirmed"])),
                fields=("person", "word"),
                name="death_said_once_by_a_source",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deathreport",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_deathreportevent" ("cancelled_on", "certificate", "decided_at", "decided_by", "declared", "died_on", "id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by", "source", "state", "uid", "why", "word") SELECT old_values."cancelled_on", old_values."certificate", old_values."decided_at", old_values."decided_by", old_values."declared", old_values."died_on", old_values."id", old_values."note", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."reason", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."state", old_values."uid", old_values."why", old_values."word" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="bf58e46ff865474291cdee411196cd21aed009e7",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_1799a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="residents_deathreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deathreport",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_deathreportevent" ("cancelled_on", "certificate", "decided_at", "decided_by", "declared", "died_on", "id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by", "source", "state", "uid", "why", "word") SELECT old_values."cancelled_on", old_values."certificate", old_values."decided_at", old_values."decided_by", old_values."declared", old_values."died_on", old_values."id", old_values."note", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."reason", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."state", old_values."uid", old_values."why", old_values."word" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f908a0763a8bbfeac5f843c230552db0eb22f339",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_319f2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="residents_deathreport",
                    when="AFTER",
                ),
            ),
        ),
        ScopeRows("residents_deathreport", via=("person_id", "residents_person", "id")),
        ScopeRows("residents_deathreportevent", via=("person_id", "residents_person", "id"), open_insert=True),
        AppendOnly(["residents_deathreportevent"]),
    ])
