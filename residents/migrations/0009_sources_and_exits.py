"""Truth about sources: possible exits, disagreements, records of birth, residence permits; all behind the second wall."""

import core.crypto
import core.models.fields
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from core.migrating import tables_together
from core.rls import AppendOnly, ScopeRows

NEW = ["possibleexit", "disagreement", "birthrecord", "residencepermit"]


def of_person(table: str, *, open_insert: bool = False) -> ScopeRows:
    return ScopeRows(table, via=("person_id", "residents_person", "id"), open_insert=open_insert)


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("residents", "0008_likeness"),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name="BirthRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=120, verbose_name="事由")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="出生地址")),
                ("place_type", models.CharField(blank=True, max_length=20, verbose_name="出生地分类")),
                ("facility", models.CharField(blank=True, max_length=100, verbose_name="接生机构")),
                ("attendant", models.CharField(blank=True, max_length=60, verbose_name="接生人员")),
                ("plurality", models.PositiveSmallIntegerField(null=True, verbose_name="胎数")),
                ("sealed", core.crypto.EncryptedTextField(default=b"", verbose_name="健康数据")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="birth_record", to="residents.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "出生情况",
            },
        ),
        migrations.CreateModel(
            name="BirthRecordEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=120, verbose_name="事由")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="出生地址")),
                ("place_type", models.CharField(blank=True, max_length=20, verbose_name="出生地分类")),
                ("facility", models.CharField(blank=True, max_length=100, verbose_name="接生机构")),
                ("attendant", models.CharField(blank=True, max_length=60, verbose_name="接生人员")),
                ("plurality", models.PositiveSmallIntegerField(null=True, verbose_name="胎数")),
                ("sealed", core.crypto.EncryptedTextField(default=b"", verbose_name="健康数据")),
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
                        to="residents.birthrecord",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Disagreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=120, verbose_name="事由")),
                ("field", core.models.fields.CodeField(db_collation="C", max_length=20, verbose_name="哪一项")),
                ("standing", core.crypto.EncryptedTextField(default=b"", verbose_name="底册的值")),
                (
                    "standing_source",
                    core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="底册的来源"),
                ),
                ("other", core.crypto.EncryptedTextField(default=b"", verbose_name="另一说法")),
                (
                    "other_source",
                    core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="另一说法的来源"),
                ),
                ("other_feed", core.models.fields.CodeField(db_collation="C", max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待核"),
                            ("adopted", "采用了另一说法"),
                            ("kept", "保留底册"),
                            ("agreed", "后来一致"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=150, verbose_name="谁定的")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="disagreements", to="residents.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "说法不一",
            },
        ),
        migrations.CreateModel(
            name="DisagreementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=120, verbose_name="事由")),
                ("field", core.models.fields.CodeField(db_collation="C", max_length=20, verbose_name="哪一项")),
                ("standing", core.crypto.EncryptedTextField(default=b"", verbose_name="底册的值")),
                (
                    "standing_source",
                    core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="底册的来源"),
                ),
                ("other", core.crypto.EncryptedTextField(default=b"", verbose_name="另一说法")),
                (
                    "other_source",
                    core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="另一说法的来源"),
                ),
                ("other_feed", core.models.fields.CodeField(db_collation="C", max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待核"),
                            ("adopted", "采用了另一说法"),
                            ("kept", "保留底册"),
                            ("agreed", "后来一致"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=150, verbose_name="谁定的")),
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
                        to="residents.disagreement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PossibleExit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=120, verbose_name="事由")),
                ("area_code", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="社区")),
                ("feed", core.models.fields.CodeField(db_collation="C", max_length=8, verbose_name="布局")),
                ("absent_on", models.DateField(verbose_name="名单的数据日期")),
                ("said", models.CharField(blank=True, max_length=20, verbose_name="名单上写的状态")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待核"),
                            ("here", "人还在"),
                            ("left", "已迁走"),
                            ("dead", "可能已故，待核实"),
                            ("back", "又在表里了"),
                        ],
                        default="open",
                        max_length=5,
                        verbose_name="状态",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=150, verbose_name="核对人")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                ("seen_on", models.DateField(null=True, verbose_name="又列入的数据日期")),
                (
                    "seen_source",
                    core.models.fields.CodeField(
                        blank=True, db_collation="C", max_length=64, verbose_name="又列入的来源"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="possible_exits",
                        to="residents.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "疑似退出",
            },
        ),
        migrations.CreateModel(
            name="PossibleExitEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=120, verbose_name="事由")),
                ("area_code", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="社区")),
                ("feed", core.models.fields.CodeField(db_collation="C", max_length=8, verbose_name="布局")),
                ("absent_on", models.DateField(verbose_name="名单的数据日期")),
                ("said", models.CharField(blank=True, max_length=20, verbose_name="名单上写的状态")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待核"),
                            ("here", "人还在"),
                            ("left", "已迁走"),
                            ("dead", "可能已故，待核实"),
                            ("back", "又在表里了"),
                        ],
                        default="open",
                        max_length=5,
                        verbose_name="状态",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=150, verbose_name="核对人")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                ("seen_on", models.DateField(null=True, verbose_name="又列入的数据日期")),
                (
                    "seen_source",
                    core.models.fields.CodeField(
                        blank=True, db_collation="C", max_length=64, verbose_name="又列入的来源"
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
                        to="residents.possibleexit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ResidencePermit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=120, verbose_name="事由")),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="期间")),
                (
                    "area_code",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=24, verbose_name="地区"),
                ),
                ("number", core.crypto.EncryptedTextField(default=b"", verbose_name="居住证编号")),
                (
                    "state",
                    models.CharField(
                        choices=[("valid", "有效"), ("expired", "过期"), ("cancelled", "注销"), ("unsaid", "未说明")],
                        default="unsaid",
                        max_length=9,
                        verbose_name="证件状态",
                    ),
                ),
                ("visit_flag", models.CharField(blank=True, max_length=60, verbose_name="访查预警")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="permits", to="residents.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "暂住登记",
            },
        ),
        migrations.CreateModel(
            name="ResidencePermitEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=120, verbose_name="事由")),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="期间")),
                (
                    "area_code",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=24, verbose_name="地区"),
                ),
                ("number", core.crypto.EncryptedTextField(default=b"", verbose_name="居住证编号")),
                (
                    "state",
                    models.CharField(
                        choices=[("valid", "有效"), ("expired", "过期"), ("cancelled", "注销"), ("unsaid", "未说明")],
                        default="unsaid",
                        max_length=9,
                        verbose_name="证件状态",
                    ),
                ),
                ("visit_flag", models.CharField(blank=True, max_length=60, verbose_name="访查预警")),
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
                        to="residents.residencepermit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="birthrecord",
            index=models.Index(fields=["source"], name="birth_record_source"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="birthrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_birthrecordevent" ("attendant", "facility", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "place_type", "plurality", "recorded_at", "recorded_by", "sealed", "source", "why") SELECT old_values."attendant", old_values."facility", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."place", old_values."place_type", old_values."plurality", old_values."recorded_at", old_values."recorded_by", old_values."sealed", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a015f465cce98716cc1411df3e72427eeeb5bfc5",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_ab691",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="residents_birthrecord",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="birthrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_birthrecordevent" ("attendant", "facility", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "place_type", "plurality", "recorded_at", "recorded_by", "sealed", "source", "why") SELECT old_values."attendant", old_values."facility", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."place", old_values."place_type", old_values."plurality", old_values."recorded_at", old_values."recorded_by", old_values."sealed", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="062beb15c8d5a8b5d233c5552abfce645d47098e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_f40dc",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="residents_birthrecord",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="disagreement",
            index=models.Index(fields=["person", "field"], name="disagreement_person"),
        ),
        migrations.AddIndex(
            model_name="disagreement",
            index=models.Index(fields=["source"], name="disagreement_source"),
        ),
        migrations.AddConstraint(
            model_name="disagreement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("person", "field", "other_feed"),
                name="disagreement_open_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disagreement",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_disagreementevent" ("decided_at", "decided_by", "field", "id", "other", "other_feed", "other_source", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by", "source", "standing", "standing_source", "state", "why") SELECT old_values."decided_at", old_values."decided_by", old_values."field", old_values."id", old_values."other", old_values."other_feed", old_values."other_source", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."reason", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."standing", old_values."standing_source", old_values."state", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ec5a9300528b25ec65da22b769ff3f7486609ae1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_fa9f4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="residents_disagreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disagreement",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_disagreementevent" ("decided_at", "decided_by", "field", "id", "other", "other_feed", "other_source", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by", "source", "standing", "standing_source", "state", "why") SELECT old_values."decided_at", old_values."decided_by", old_values."field", old_values."id", old_values."other", old_values."other_feed", old_values."other_source", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."reason", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."standing", old_values."standing_source", old_values."state", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e62feebee4ebcc5509ab22bd595e885dd11062ff",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_54235",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="residents_disagreement",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="possibleexit",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["area_code", "id"], name="possible_exit_open"
            ),
        ),
        migrations.AddIndex(
            model_name="possibleexit",
            index=models.Index(fields=["source"], name="possible_exit_source"),
        ),
        migrations.AddConstraint(
            model_name="possibleexit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("seen_on", None)), fields=("person", "feed"), name="possible_exit_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="possibleexit",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_possibleexitevent" ("absent_on", "area_code", "decided_at", "decided_by", "feed", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by", "said", "seen_on", "seen_source", "source", "state", "why") SELECT old_values."absent_on", old_values."area_code", old_values."decided_at", old_values."decided_by", old_values."feed", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."reason", old_values."recorded_at", old_values."recorded_by", old_values."said", old_values."seen_on", old_values."seen_source", old_values."source", old_values."state", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e5e47d35e6d20b949cab10ae9922577564d8893f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_9c51f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="residents_possibleexit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="possibleexit",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_possibleexitevent" ("absent_on", "area_code", "decided_at", "decided_by", "feed", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by", "said", "seen_on", "seen_source", "source", "state", "why") SELECT old_values."absent_on", old_values."area_code", old_values."decided_at", old_values."decided_by", old_values."feed", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."reason", old_values."recorded_at", old_values."recorded_by", old_values."said", old_values."seen_on", old_values."seen_source", old_values."source", old_values."state", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a24ccb7d85fb8a07d0550ee29e9f63da0ec7ca03",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_64409",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="residents_possibleexit",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="residencepermit",
            index=models.Index(fields=["source"], name="permit_source"),
        ),
        migrations.AddConstraint(
            model_name="residencepermit",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("person", "="), ("during", "&&")], name="permit_one_a_day"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="residencepermit",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_residencepermitevent" ("area_code", "during", "id", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "state", "visit_flag", "why") SELECT old_values."area_code", old_values."during", old_values."id", old_values."number", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."state", old_values."visit_flag", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="601538acd93cbe23b055240bb6c210f3f2965c1f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_67320",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="residents_residencepermit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="residencepermit",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_residencepermitevent" ("area_code", "during", "id", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "state", "visit_flag", "why") SELECT old_values."area_code", old_values."during", old_values."id", old_values."number", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."state", old_values."visit_flag", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="0904ab25c8846c3a0c25d5eb6408cf607bb337e9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_b0e3e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="residents_residencepermit",
                    when="AFTER",
                ),
            ),
        ),
        *(of_person(f"residents_{name}") for name in NEW),
        *(of_person(f"residents_{name}event", open_insert=True) for name in NEW),
        AppendOnly([f"residents_{name}event" for name in NEW]),
    ])
