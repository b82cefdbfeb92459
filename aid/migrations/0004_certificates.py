"""A certificate that was taken over stands by itself, with the people it names."""

import core.models.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from core.migrating import tables_together
from core.rls import AppendOnly, ScopeRows


class Migration(migrations.Migration):
    dependencies = [
        ("aid", "0003_means"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("residents", "0020_occupations_pregnancies"),
    ]

    operations = tables_together([
        migrations.RunSQL(
            "DROP POLICY in_scope ON aid_takenover; DROP POLICY in_scope ON aid_takenoverevent;",
            migrations.RunSQL.noop,
        ),
        migrations.CreateModel(
            name="TakenOverMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                (
                    "relation",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=2, verbose_name="与户主关系"),
                ),
                ("covered", models.BooleanField(verbose_name="是保障对象")),
            ],
            options={
                "verbose_name": "接收的保障成员",
            },
        ),
        migrations.CreateModel(
            name="TakenOverMemberEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                (
                    "relation",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=2, verbose_name="与户主关系"),
                ),
                ("covered", models.BooleanField(verbose_name="是保障对象")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="takenover",
            name="changed_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="takenover",
            name="deleted_delete",
        ),
        migrations.RemoveIndex(
            model_name="takenover",
            name="aid_taken_over_no",
        ),
        migrations.RemoveField(
            model_name="takenover",
            name="award",
        ),
        migrations.RemoveField(
            model_name="takenoverevent",
            name="award",
        ),
        migrations.AddField(
            model_name="takenover",
            name="area_code",
            field=core.models.fields.CodeField(db_collation="C", default="", max_length=24, verbose_name="社区"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="takenoverevent",
            name="area_code",
            field=core.models.fields.CodeField(db_collation="C", default="", max_length=24, verbose_name="社区"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="takenover",
            name="aid_no",
            field=core.models.fields.CodeField(db_collation="C", max_length=40, unique=True, verbose_name="救助证号"),
        ),
        migrations.AddIndex(
            model_name="takenover",
            index=models.Index(fields=["area_code"], name="aid_taken_over_area"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="takenover",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_takenoverevent" ("account", "aid_no", "area_code", "bank", "cause", "class_words", "head_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "why") SELECT old_values."account", old_values."aid_no", old_values."area_code", old_values."bank", old_values."cause", old_values."class_words", old_values."head_id", old_values."id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e5addef811452981f3997919614fa1cbaef9cabb",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_f369a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="aid_takenover",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="takenover",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_takenoverevent" ("account", "aid_no", "area_code", "bank", "cause", "class_words", "head_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "why") SELECT old_values."account", old_values."aid_no", old_values."area_code", old_values."bank", old_values."cause", old_values."class_words", old_values."head_id", old_values."id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3341e489d6e6c3146d423679376dcf07319f19f4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_6d9ae",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="aid_takenover",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="takenovermember",
            name="certificate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="members", to="aid.takenover"
            ),
        ),
        migrations.AddField(
            model_name="takenovermember",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="residents.person"
            ),
        ),
        migrations.AddField(
            model_name="takenovermemberevent",
            name="certificate",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="aid.takenover",
            ),
        ),
        migrations.AddField(
            model_name="takenovermemberevent",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="residents.person",
            ),
        ),
        migrations.AddField(
            model_name="takenovermemberevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="takenovermemberevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="aid.takenovermember",
            ),
        ),
        migrations.AddIndex(
            model_name="takenovermember",
            index=models.Index(fields=["person"], name="aid_taken_over_person"),
        ),
        migrations.AddIndex(
            model_name="takenovermember",
            index=models.Index(fields=["source"], name="aid_taken_over_m_source"),
        ),
        migrations.AddConstraint(
            model_name="takenovermember",
            constraint=models.UniqueConstraint(fields=("certificate", "person"), name="aid_taken_over_member_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="takenovermember",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_takenovermemberevent" ("certificate_id", "covered", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "relation", "source", "why") SELECT old_values."certificate_id", old_values."covered", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."relation", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6008ad4e1b353f603c3f0c8663edbf2ca9862619",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_4196c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="aid_takenovermember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="takenovermember",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_takenovermemberevent" ("certificate_id", "covered", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "relation", "source", "why") SELECT old_values."certificate_id", old_values."covered", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."relation", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5e98f1ca96c96e368829cdab7b2e91806d74de9e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_f69a4",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="aid_takenovermember",
                    when="AFTER",
                ),
            ),
        ),
        ScopeRows("aid_takenover", columns=["area_code"]),
        ScopeRows("aid_takenoverevent", columns=["area_code"], open_insert=True),
        ScopeRows("aid_takenovermember", via=("certificate_id", "aid_takenover", "id")),
        ScopeRows("aid_takenovermemberevent", via=("certificate_id", "aid_takenover", "id"), open_insert=True),
        AppendOnly(["aid_takenovermemberevent"]),
    ])
