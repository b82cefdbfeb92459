"""Certificates of disability and the register of marriages, behind the second wall."""

import core.crypto
import core.models.fields
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.functions
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from core.migrating import tables_together
from core.rls import AppendOnly, ScopeRows

NEW = ["disabilitycertificate", "marriagerecord"]


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("residents", "0017_deaths"),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name="DisabilityCertificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "known_from",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(),
                        editable=False,
                        verbose_name="何时起底册里这样记",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=120, verbose_name="事由")),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="期间")),
                ("number", core.crypto.EncryptedTextField(default=b"", verbose_name="残疾人证号")),
                ("digest", models.BinaryField(max_length=32)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("valid", "正常"),
                            ("frozen", "冻结"),
                            ("lost", "遗失"),
                            ("cancelled", "注销"),
                            ("expired", "过期"),
                        ],
                        default="valid",
                        max_length=9,
                        verbose_name="证件状态",
                    ),
                ),
                ("first_issued", models.DateField(null=True, verbose_name="首次发证")),
                ("valid_until", models.DateField(null=True, verbose_name="有效期至")),
                ("sealed", core.crypto.EncryptedTextField(default=b"", verbose_name="残疾情况")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="disability_certificates",
                        to="residents.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "残疾人证",
            },
        ),
        migrations.CreateModel(
            name="DisabilityCertificateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "known_from",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(),
                        editable=False,
                        verbose_name="何时起底册里这样记",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=120, verbose_name="事由")),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="期间")),
                ("number", core.crypto.EncryptedTextField(default=b"", verbose_name="残疾人证号")),
                ("digest", models.BinaryField(max_length=32)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("valid", "正常"),
                            ("frozen", "冻结"),
                            ("lost", "遗失"),
                            ("cancelled", "注销"),
                            ("expired", "过期"),
                        ],
                        default="valid",
                        max_length=9,
                        verbose_name="证件状态",
                    ),
                ),
                ("first_issued", models.DateField(null=True, verbose_name="首次发证")),
                ("valid_until", models.DateField(null=True, verbose_name="有效期至")),
                ("sealed", core.crypto.EncryptedTextField(default=b"", verbose_name="残疾情况")),
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
                        to="residents.disabilitycertificate",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MarriageRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=120, verbose_name="事由")),
                (
                    "act",
                    models.CharField(
                        choices=[("married", "结婚登记"), ("divorced", "离婚登记"), ("court-divorced", "诉讼离婚")],
                        max_length=14,
                        verbose_name="登记事项",
                    ),
                ),
                ("on", models.DateField(verbose_name="登记日期")),
                ("as_husband", models.BooleanField(verbose_name="男方")),
                ("certificate", core.crypto.EncryptedTextField(default=b"", verbose_name="证书字号")),
                ("certificate_digest", models.BinaryField(max_length=32, null=True)),
                ("spouse_name", core.crypto.EncryptedTextField(default=b"", verbose_name="对方姓名")),
                ("spouse_number", core.crypto.EncryptedTextField(default=b"", verbose_name="对方证号")),
                ("spouse_digest", models.BinaryField(max_length=32, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marriage_records",
                        to="residents.person",
                    ),
                ),
                (
                    "spouse",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="residents.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "婚姻登记",
            },
        ),
        migrations.CreateModel(
            name="MarriageRecordEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=120, verbose_name="事由")),
                (
                    "act",
                    models.CharField(
                        choices=[("married", "结婚登记"), ("divorced", "离婚登记"), ("court-divorced", "诉讼离婚")],
                        max_length=14,
                        verbose_name="登记事项",
                    ),
                ),
                ("on", models.DateField(verbose_name="登记日期")),
                ("as_husband", models.BooleanField(verbose_name="男方")),
                ("certificate", core.crypto.EncryptedTextField(default=b"", verbose_name="证书字号")),
                ("certificate_digest", models.BinaryField(max_length=32, null=True)),
                ("spouse_name", core.crypto.EncryptedTextField(default=b"", verbose_name="对方姓名")),
                ("spouse_number", core.crypto.EncryptedTextField(default=b"", verbose_name="对方证号")),
                ("spouse_digest", models.BinaryField(max_length=32, null=True)),
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
                        to="residents.marriagerecord",
                    ),
                ),
                (
                    "spouse",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="residents.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="disabilitycertificate",
            index=models.Index(fields=["digest"], name="disability_digest"),
        ),
        migrations.AddIndex(
            model_name="disabilitycertificate",
            index=models.Index(fields=["source"], name="disability_source"),
        ),
        migrations.AddIndex(
            model_name="disabilitycertificate",
            index=models.Index(fields=["valid_until"], name="disability_valid_until"),
        ),
        migrations.AddConstraint(
            model_name="disabilitycertificate",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("person", "="), ("during", "&&")], name="disability_certificate_one_a_day"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disabilitycertificate",
            trigger=pgtrigger.compiler.Trigger(
                name="version_begins",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="NEW.known_from = now(); RETURN NEW;",
                    hash="cd063c6a6556e270ed439eb41b9c13bcfd4b0fb0",
                    operation="UPDATE",
                    pgid="pgtrigger_version_begins_07083",
                    table="residents_disabilitycertificate",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disabilitycertificate",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_disabilitycertificateevent" ("digest", "during", "first_issued", "id", "known_from", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "sealed", "source", "state", "valid_until", "why") SELECT old_values."digest", old_values."during", old_values."first_issued", old_values."id", old_values."known_from", old_values."number", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."sealed", old_values."source", old_values."state", old_values."valid_until", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d7124d4ec94a675e4ff35d70162cf523031a6a99",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_1e341",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="residents_disabilitycertificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disabilitycertificate",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_disabilitycertificateevent" ("digest", "during", "first_issued", "id", "known_from", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "sealed", "source", "state", "valid_until", "why") SELECT old_values."digest", old_values."during", old_values."first_issued", old_values."id", old_values."known_from", old_values."number", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."sealed", old_values."source", old_values."state", old_values."valid_until", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="1cd3a840a3de0e264e4fb521c38d0a94756f9b9d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_4eeeb",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="residents_disabilitycertificate",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="disabilitycertificateevent",
            index=models.Index(fields=["pgh_created_at"], name="residents_d_pgh_cre_9221cd_idx"),
        ),
        migrations.AddIndex(
            model_name="marriagerecord",
            index=models.Index(fields=["certificate_digest"], name="marriage_certificate"),
        ),
        migrations.AddIndex(
            model_name="marriagerecord",
            index=models.Index(fields=["source"], name="marriage_source"),
        ),
        migrations.AddIndex(
            model_name="marriagerecord",
            index=models.Index(
                condition=models.Q(("spouse", None)), fields=["spouse_digest"], name="marriage_spouse_awaited"
            ),
        ),
        migrations.AddConstraint(
            model_name="marriagerecord",
            constraint=models.UniqueConstraint(
                fields=("person", "on", "as_husband", "act"), name="marriage_act_once_a_day"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="marriagerecord",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_marriagerecordevent" ("act", "as_husband", "certificate", "certificate_digest", "id", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "spouse_digest", "spouse_id", "spouse_name", "spouse_number", "why") SELECT old_values."act", old_values."as_husband", old_values."certificate", old_values."certificate_digest", old_values."id", old_values."on", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."spouse_digest", old_values."spouse_id", old_values."spouse_name", old_values."spouse_number", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a4324df2be7ebbb01a898ae32683a3585ea04171",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_8370d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="residents_marriagerecord",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="marriagerecord",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_marriagerecordevent" ("act", "as_husband", "certificate", "certificate_digest", "id", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "spouse_digest", "spouse_id", "spouse_name", "spouse_number", "why") SELECT old_values."act", old_values."as_husband", old_values."certificate", old_values."certificate_digest", old_values."id", old_values."on", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."spouse_digest", old_values."spouse_id", old_values."spouse_name", old_values."spouse_number", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5c10079869eba4948ebabc38063b299c81bccd91",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_49e7f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="residents_marriagerecord",
                    when="AFTER",
                ),
            ),
        ),
        *(ScopeRows(f"residents_{name}", via=("person_id", "residents_person", "id")) for name in NEW),
        *(
            ScopeRows(f"residents_{name}event", via=("person_id", "residents_person", "id"), open_insert=True)
            for name in NEW
        ),
        AppendOnly([f"residents_{name}event" for name in NEW]),
    ])
