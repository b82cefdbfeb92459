"""Check-ups, and the lists handed to the community hospital, behind the second wall."""

import core.crypto
import core.models.fields
import django.contrib.postgres.functions
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models

from core.migrating import tables_together
from core.rls import AppendOnly, ScopeRows


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("residents", "0020_occupations_pregnancies"),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name="HospitalExchange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("area_code", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="地区")),
                ("year", models.PositiveSmallIntegerField(verbose_name="哪一年的体检")),
                ("number", models.PositiveIntegerField(verbose_name="当年第几批")),
                (
                    "extent",
                    models.CharField(
                        choices=[("all", "全部"), ("changed", "上次以来有变化的")], max_length=8, verbose_name="范围"
                    ),
                ),
                ("receiver", models.CharField(max_length=100, verbose_name="接收单位")),
                ("purpose", models.CharField(max_length=200, verbose_name="用途")),
                ("made_at", models.DateTimeField(verbose_name="何时")),
                ("made_by", models.CharField(max_length=150, verbose_name="谁")),
                ("rows", models.PositiveIntegerField(verbose_name="人数")),
                ("file_name", models.CharField(max_length=120, verbose_name="文件")),
                ("sha256", models.CharField(max_length=64)),
                ("export_uid", models.UUIDField(verbose_name="导出登记")),
            ],
            options={
                "verbose_name": "交换社区医院批次",
                "constraints": [
                    models.UniqueConstraint(fields=("area_code", "year", "number"), name="hospital_exchange_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Checkup",
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
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("exam_on", models.DateField(verbose_name="体检日期")),
                ("institution", models.CharField(blank=True, max_length=100, verbose_name="体检机构")),
                ("doctor", models.CharField(blank=True, max_length=60, verbose_name="责任医生")),
                ("height", models.DecimalField(decimal_places=1, max_digits=4, null=True, verbose_name="身高（厘米）")),
                ("weight", models.DecimalField(decimal_places=1, max_digits=4, null=True, verbose_name="体重（千克）")),
                ("waist", models.DecimalField(decimal_places=1, max_digits=4, null=True, verbose_name="腰围（厘米）")),
                ("sbp", models.PositiveSmallIntegerField(null=True, verbose_name="收缩压（mmHg）")),
                ("dbp", models.PositiveSmallIntegerField(null=True, verbose_name="舒张压（mmHg）")),
                (
                    "fbg",
                    models.DecimalField(decimal_places=2, max_digits=4, null=True, verbose_name="空腹血糖（mmol/L）"),
                ),
                ("htn", models.BooleanField(null=True, verbose_name="高血压")),
                ("dm", models.BooleanField(null=True, verbose_name="糖尿病")),
                ("selfcare_score", models.PositiveSmallIntegerField(null=True, verbose_name="自理能力评分")),
                (
                    "tcm",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=16, verbose_name="中医体质"),
                ),
                ("evaluation", core.crypto.EncryptedTextField(default=b"", verbose_name="健康评价")),
                ("findings", core.crypto.EncryptedTextField(default=b"", verbose_name="其他发现")),
                ("next_on", models.DateField(null=True, verbose_name="下次预约日期")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=120, verbose_name="事由")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checkups", to="residents.person"
                    ),
                ),
                (
                    "exchange",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="checkups",
                        to="elderly.hospitalexchange",
                    ),
                ),
            ],
            options={
                "verbose_name": "体检",
            },
        ),
        migrations.CreateModel(
            name="ExchangedPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(verbose_name="序号")),
                ("fingerprint", models.BinaryField(max_length=32)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="residents.person"
                    ),
                ),
                (
                    "exchange",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people",
                        to="elderly.hospitalexchange",
                    ),
                ),
            ],
            options={
                "verbose_name": "交换名单上的人",
                "indexes": [models.Index(fields=["person"], name="exchanged_person")],
                "constraints": [models.UniqueConstraint(fields=("exchange", "person"), name="exchanged_person_once")],
            },
        ),
        migrations.CreateModel(
            name="CheckupEvent",
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
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("exam_on", models.DateField(verbose_name="体检日期")),
                ("institution", models.CharField(blank=True, max_length=100, verbose_name="体检机构")),
                ("doctor", models.CharField(blank=True, max_length=60, verbose_name="责任医生")),
                ("height", models.DecimalField(decimal_places=1, max_digits=4, null=True, verbose_name="身高（厘米）")),
                ("weight", models.DecimalField(decimal_places=1, max_digits=4, null=True, verbose_name="体重（千克）")),
                ("waist", models.DecimalField(decimal_places=1, max_digits=4, null=True, verbose_name="腰围（厘米）")),
                ("sbp", models.PositiveSmallIntegerField(null=True, verbose_name="收缩压（mmHg）")),
                ("dbp", models.PositiveSmallIntegerField(null=True, verbose_name="舒张压（mmHg）")),
                (
                    "fbg",
                    models.DecimalField(decimal_places=2, max_digits=4, null=True, verbose_name="空腹血糖（mmol/L）"),
                ),
                ("htn", models.BooleanField(null=True, verbose_name="高血压")),
                ("dm", models.BooleanField(null=True, verbose_name="糖尿病")),
                ("selfcare_score", models.PositiveSmallIntegerField(null=True, verbose_name="自理能力评分")),
                (
                    "tcm",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=16, verbose_name="中医体质"),
                ),
                ("evaluation", core.crypto.EncryptedTextField(default=b"", verbose_name="健康评价")),
                ("findings", core.crypto.EncryptedTextField(default=b"", verbose_name="其他发现")),
                ("next_on", models.DateField(null=True, verbose_name="下次预约日期")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=120, verbose_name="事由")),
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
                        to="elderly.checkup",
                    ),
                ),
                (
                    "exchange",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="elderly.hospitalexchange",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_created_at"], name="elderly_che_pgh_cre_f9cc24_idx")],
            },
        ),
        migrations.AddIndex(
            model_name="checkup",
            index=models.Index(fields=["exam_on"], name="checkup_exam_on"),
        ),
        migrations.AddIndex(
            model_name="checkup",
            index=models.Index(fields=["source"], name="checkup_source"),
        ),
        migrations.AddIndex(
            model_name="checkup",
            index=models.Index(
                condition=models.Q(("next_on", None), _negated=True), fields=["next_on"], name="checkup_next_on"
            ),
        ),
        migrations.AddConstraint(
            model_name="checkup",
            constraint=models.UniqueConstraint(fields=("person", "exam_on"), name="checkup_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="checkup",
            constraint=models.CheckConstraint(
                condition=models.Q(("selfcare_score", None), ("selfcare_score__lte", 37), _connector="OR"),
                name="checkup_score",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkup",
            trigger=pgtrigger.compiler.Trigger(
                name="version_begins",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="NEW.known_from = now(); RETURN NEW;",
                    hash="988703474553016e2dcead8c982402fb13b79311",
                    operation="UPDATE",
                    pgid="pgtrigger_version_begins_5c025",
                    table="elderly_checkup",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkup",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_checkupevent" ("dbp", "dm", "doctor", "evaluation", "exam_on", "exchange_id", "fbg", "findings", "height", "htn", "id", "institution", "known_from", "next_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "sbp", "selfcare_score", "source", "tcm", "uid", "waist", "weight", "why") SELECT old_values."dbp", old_values."dm", old_values."doctor", old_values."evaluation", old_values."exam_on", old_values."exchange_id", old_values."fbg", old_values."findings", old_values."height", old_values."htn", old_values."id", old_values."institution", old_values."known_from", old_values."next_on", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."sbp", old_values."selfcare_score", old_values."source", old_values."tcm", old_values."uid", old_values."waist", old_values."weight", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5d790acf6ac420240e842b8973dabac1589b9127",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_f4434",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="elderly_checkup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkup",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_checkupevent" ("dbp", "dm", "doctor", "evaluation", "exam_on", "exchange_id", "fbg", "findings", "height", "htn", "id", "institution", "known_from", "next_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "sbp", "selfcare_score", "source", "tcm", "uid", "waist", "weight", "why") SELECT old_values."dbp", old_values."dm", old_values."doctor", old_values."evaluation", old_values."exam_on", old_values."exchange_id", old_values."fbg", old_values."findings", old_values."height", old_values."htn", old_values."id", old_values."institution", old_values."known_from", old_values."next_on", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."sbp", old_values."selfcare_score", old_values."source", old_values."tcm", old_values."uid", old_values."waist", old_values."weight", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="af8716132f14ae55f9a9d9436b557b0782341292",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_eb2b8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="elderly_checkup",
                    when="AFTER",
                ),
            ),
        ),
        ScopeRows("elderly_checkup", via=("person_id", "residents_person", "id")),
        ScopeRows("elderly_checkupevent", via=("person_id", "residents_person", "id"), open_insert=True),
        ScopeRows("elderly_hospitalexchange", columns=["area_code"]),
        ScopeRows("elderly_exchangedperson", via=("exchange_id", "elderly_hospitalexchange", "id")),
        AppendOnly(["elderly_checkupevent"]),
    ])
