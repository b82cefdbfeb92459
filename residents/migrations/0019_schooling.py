"""School records of children, behind the second wall."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.functions
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import core.crypto
import core.models.fields
from core.migrating import tables_together
from core.rls import AppendOnly, ScopeRows


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("residents", "0018_marriages_disability"),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name="Schooling",
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
                (
                    "state",
                    core.models.fields.CodeField(
                        choices=[
                            ("enrolled", "在籍"),
                            ("at-home", "送教上门"),
                            ("suspended", "休学"),
                            ("dropped", "辍学"),
                            ("graduated", "毕业"),
                            ("left", "转出"),
                            ("abroad", "出国（境）就读"),
                            ("deferred", "延缓入学"),
                        ],
                        db_collation="C",
                        max_length=10,
                        verbose_name="学籍状态",
                    ),
                ),
                ("school", models.CharField(blank=True, max_length=100, verbose_name="学校")),
                ("class_name", models.CharField(blank=True, max_length=40, verbose_name="班级")),
                ("grade", models.PositiveSmallIntegerField(null=True, verbose_name="年级")),
                ("student_no", core.crypto.EncryptedTextField(default=b"", verbose_name="学籍号")),
                ("student_digest", models.BinaryField(max_length=32, null=True)),
                ("confirmed_on", models.DateField(null=True, verbose_name="最近一次名单")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="schooling", to="residents.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "学籍",
            },
        ),
        migrations.CreateModel(
            name="SchoolingEvent",
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
                (
                    "state",
                    core.models.fields.CodeField(
                        choices=[
                            ("enrolled", "在籍"),
                            ("at-home", "送教上门"),
                            ("suspended", "休学"),
                            ("dropped", "辍学"),
                            ("graduated", "毕业"),
                            ("left", "转出"),
                            ("abroad", "出国（境）就读"),
                            ("deferred", "延缓入学"),
                        ],
                        db_collation="C",
                        max_length=10,
                        verbose_name="学籍状态",
                    ),
                ),
                ("school", models.CharField(blank=True, max_length=100, verbose_name="学校")),
                ("class_name", models.CharField(blank=True, max_length=40, verbose_name="班级")),
                ("grade", models.PositiveSmallIntegerField(null=True, verbose_name="年级")),
                ("student_no", core.crypto.EncryptedTextField(default=b"", verbose_name="学籍号")),
                ("student_digest", models.BinaryField(max_length=32, null=True)),
                ("confirmed_on", models.DateField(null=True, verbose_name="最近一次名单")),
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
                        to="residents.schooling",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="schooling",
            index=models.Index(fields=["source"], name="schooling_source"),
        ),
        migrations.AddIndex(
            model_name="schooling",
            index=models.Index(fields=["student_digest"], name="schooling_student"),
        ),
        migrations.AddConstraint(
            model_name="schooling",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("person", "="), ("during", "&&")], name="schooling_one_a_day"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schooling",
            trigger=pgtrigger.compiler.Trigger(
                name="version_begins",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="NEW.known_from = now(); RETURN NEW;",
                    hash="ec0a304a7032b483126687fd4a6dc2a0d8526122",
                    operation="UPDATE",
                    pgid="pgtrigger_version_begins_5439a",
                    table="residents_schooling",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schooling",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_schoolingevent" ("class_name", "confirmed_on", "during", "grade", "id", "known_from", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "school", "source", "state", "student_digest", "student_no", "why") SELECT old_values."class_name", old_values."confirmed_on", old_values."during", old_values."grade", old_values."id", old_values."known_from", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."school", old_values."source", old_values."state", old_values."student_digest", old_values."student_no", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ba56684230204248e6edad3413ec1b5178b0154e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_b76b2",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="residents_schooling",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schooling",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_schoolingevent" ("class_name", "confirmed_on", "during", "grade", "id", "known_from", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "school", "source", "state", "student_digest", "student_no", "why") SELECT old_values."class_name", old_values."confirmed_on", old_values."during", old_values."grade", old_values."id", old_values."known_from", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."school", old_values."source", old_values."state", old_values."student_digest", old_values."student_no", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8975c9ba8f20d9d44d817fe0caca97dda39ee98c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_510a1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="residents_schooling",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="schoolingevent",
            index=models.Index(fields=["pgh_created_at"], name="residents_s_pgh_cre_d8a4fc_idx"),
        ),
        migrations.AddIndex(
            model_name="schoolingevent",
            index=models.Index(fields=["state"], name="residents_s_state_be88e5_idx"),
        ),
        ScopeRows("residents_schooling", via=("person_id", "residents_person", "id")),
        ScopeRows("residents_schoolingevent", via=("person_id", "residents_person", "id"), open_insert=True),
        AppendOnly(["residents_schoolingevent"]),
    ])
