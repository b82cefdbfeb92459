"""Assessments of ability, behind the second wall."""

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
        ("elderly", "0002_records"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("residents", "0020_occupations_pregnancies"),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("client_uid", models.UUIDField(editable=False, unique=True)),
                ("area_code", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="社区")),
                (
                    "scale",
                    core.models.fields.CodeField(
                        choices=[
                            ("ability", "老年人能力评估"),
                            ("selfcare", "生活自理能力评估"),
                            ("tcm", "中医体质辨识"),
                        ],
                        db_collation="C",
                        max_length=12,
                        verbose_name="量表",
                    ),
                ),
                ("assessed_on", models.DateField(verbose_name="评估日期")),
                ("level", models.SmallIntegerField(null=True, verbose_name="等级")),
                ("score", models.SmallIntegerField(null=True, verbose_name="总分")),
                ("answers", core.crypto.EncryptedTextField(default=b"", verbose_name="各项得分")),
                ("risks", core.crypto.EncryptedTextField(default=b"", verbose_name="疾病诊断和照护风险")),
                ("workings", core.crypto.EncryptedTextField(default=b"", verbose_name="怎么算的")),
                (
                    "reason",
                    core.models.fields.CodeField(
                        choices=[
                            ("first", "首次评估"),
                            ("yearly", "到期再评"),
                            ("change", "情况变化再评"),
                            ("appeal", "对结果有异议"),
                        ],
                        db_collation="C",
                        max_length=8,
                        verbose_name="为什么评",
                    ),
                ),
                (
                    "place",
                    core.models.fields.CodeField(
                        choices=[
                            ("home", "家里"),
                            ("office", "居委会"),
                            ("hospital", "医院"),
                            ("institution", "养老机构"),
                            ("other", "别处"),
                        ],
                        db_collation="C",
                        max_length=12,
                        verbose_name="在哪里评",
                    ),
                ),
                (
                    "informant",
                    core.models.fields.CodeField(
                        choices=[("self", "本人"), ("family", "家人"), ("carer", "照护人员"), ("other", "其他人")],
                        db_collation="C",
                        max_length=12,
                        verbose_name="谁提供信息",
                    ),
                ),
                ("informant_name", core.crypto.EncryptedTextField(default=b"", verbose_name="信息提供者")),
                ("assessor", models.CharField(max_length=150, verbose_name="评估员")),
                ("second_name", models.CharField(blank=True, max_length=60, verbose_name="另一位评估员")),
                ("second_user", models.CharField(blank=True, max_length=150, verbose_name="另一位评估员的账号")),
                ("note", core.crypto.EncryptedTextField(default=b"", verbose_name="说明")),
                ("valid_until", models.DateField(null=True, verbose_name="有效期至")),
                ("standing", models.BooleanField(default=True, verbose_name="现在有效")),
                ("voided_at", models.DateTimeField(null=True, verbose_name="何时作废")),
                ("voided_by", models.CharField(blank=True, max_length=150, verbose_name="谁作废")),
                ("void_reason", models.CharField(blank=True, max_length=200, verbose_name="为什么作废")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="residents.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "能力评估",
            },
        ),
        migrations.CreateModel(
            name="AssessmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("client_uid", models.UUIDField(editable=False)),
                ("area_code", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="社区")),
                (
                    "scale",
                    core.models.fields.CodeField(
                        choices=[
                            ("ability", "老年人能力评估"),
                            ("selfcare", "生活自理能力评估"),
                            ("tcm", "中医体质辨识"),
                        ],
                        db_collation="C",
                        max_length=12,
                        verbose_name="量表",
                    ),
                ),
                ("assessed_on", models.DateField(verbose_name="评估日期")),
                ("level", models.SmallIntegerField(null=True, verbose_name="等级")),
                ("score", models.SmallIntegerField(null=True, verbose_name="总分")),
                ("answers", core.crypto.EncryptedTextField(default=b"", verbose_name="各项得分")),
                ("risks", core.crypto.EncryptedTextField(default=b"", verbose_name="疾病诊断和照护风险")),
                ("workings", core.crypto.EncryptedTextField(default=b"", verbose_name="怎么算的")),
                (
                    "reason",
                    core.models.fields.CodeField(
                        choices=[
                            ("first", "首次评估"),
                            ("yearly", "到期再评"),
                            ("change", "情况变化再评"),
                            ("appeal", "对结果有异议"),
                        ],
                        db_collation="C",
                        max_length=8,
                        verbose_name="为什么评",
                    ),
                ),
                (
                    "place",
                    core.models.fields.CodeField(
                        choices=[
                            ("home", "家里"),
                            ("office", "居委会"),
                            ("hospital", "医院"),
                            ("institution", "养老机构"),
                            ("other", "别处"),
                        ],
                        db_collation="C",
                        max_length=12,
                        verbose_name="在哪里评",
                    ),
                ),
                (
                    "informant",
                    core.models.fields.CodeField(
                        choices=[("self", "本人"), ("family", "家人"), ("carer", "照护人员"), ("other", "其他人")],
                        db_collation="C",
                        max_length=12,
                        verbose_name="谁提供信息",
                    ),
                ),
                ("informant_name", core.crypto.EncryptedTextField(default=b"", verbose_name="信息提供者")),
                ("assessor", models.CharField(max_length=150, verbose_name="评估员")),
                ("second_name", models.CharField(blank=True, max_length=60, verbose_name="另一位评估员")),
                ("second_user", models.CharField(blank=True, max_length=150, verbose_name="另一位评估员的账号")),
                ("note", core.crypto.EncryptedTextField(default=b"", verbose_name="说明")),
                ("valid_until", models.DateField(null=True, verbose_name="有效期至")),
                ("standing", models.BooleanField(default=True, verbose_name="现在有效")),
                ("voided_at", models.DateTimeField(null=True, verbose_name="何时作废")),
                ("voided_by", models.CharField(blank=True, max_length=150, verbose_name="谁作废")),
                ("void_reason", models.CharField(blank=True, max_length=200, verbose_name="为什么作废")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
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
                        to="elderly.assessment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["person", "scale", "-assessed_on"], name="assessment_person"),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["area_code", "-assessed_on", "-id"], name="assessment_area"),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(
                condition=models.Q(("standing", True)), fields=["area_code", "valid_until"], name="assessment_due"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_assessmentevent" ("answers", "area_code", "assessed_on", "assessor", "client_uid", "id", "informant", "informant_name", "level", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reason", "recorded_at", "risks", "scale", "score", "second_name", "second_user", "source", "standing", "uid", "valid_until", "void_reason", "voided_at", "voided_by", "workings") SELECT old_values."answers", old_values."area_code", old_values."assessed_on", old_values."assessor", old_values."client_uid", old_values."id", old_values."informant", old_values."informant_name", old_values."level", old_values."note", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."place", old_values."reason", old_values."recorded_at", old_values."risks", old_values."scale", old_values."score", old_values."second_name", old_values."second_user", old_values."source", old_values."standing", old_values."uid", old_values."valid_until", old_values."void_reason", old_values."voided_at", old_values."voided_by", old_values."workings" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="128cab27c46c029706131099e27a95267c8a39bf",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_7992c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="elderly_assessment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_assessmentevent" ("answers", "area_code", "assessed_on", "assessor", "client_uid", "id", "informant", "informant_name", "level", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reason", "recorded_at", "risks", "scale", "score", "second_name", "second_user", "source", "standing", "uid", "valid_until", "void_reason", "voided_at", "voided_by", "workings") SELECT old_values."answers", old_values."area_code", old_values."assessed_on", old_values."assessor", old_values."client_uid", old_values."id", old_values."informant", old_values."informant_name", old_values."level", old_values."note", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."place", old_values."reason", old_values."recorded_at", old_values."risks", old_values."scale", old_values."score", old_values."second_name", old_values."second_user", old_values."source", old_values."standing", old_values."uid", old_values."valid_until", old_values."void_reason", old_values."voided_at", old_values."voided_by", old_values."workings" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3e799586e16b12b93cc5884ee1bc696cba89675e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_748b1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="elderly_assessment",
                    when="AFTER",
                ),
            ),
        ),
        # Who sees the person, or answers for the place where the person lived then, sees the assessment.
        ScopeRows("elderly_assessment", columns=["area_code"], via=("person_id", "residents_person", "id")),
        ScopeRows(
            "elderly_assessmentevent",
            columns=["area_code"],
            via=("person_id", "residents_person", "id"),
            open_insert=True,
        ),
        AppendOnly(["elderly_assessmentevent"]),
    ])
