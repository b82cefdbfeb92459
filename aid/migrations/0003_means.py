"""What families have, and aid taken over from the bureau's list, behind the second wall."""

import core.crypto
import core.models.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models

from core.migrating import tables_together
from core.rls import AppendOnly, ScopeRows

_OF_A_MEMBER = ("income", "asset", "expense", "obligor")


class Migration(migrations.Migration):
    dependencies = [
        ("aid", "0002_cases"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("residents", "0020_occupations_pregnancies"),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name="Asset",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                (
                    "origin",
                    core.models.fields.CodeField(
                        choices=[("declared", "家庭申报"), ("survey", "入户调查"), ("verified", "核对报告")],
                        db_collation="C",
                        max_length=8,
                        verbose_name="来源",
                    ),
                ),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="报告号")),
                ("what", core.crypto.EncryptedTextField(default=b"", verbose_name="说明")),
                (
                    "sort",
                    core.models.fields.CodeField(
                        choices=[
                            ("deposits", "存款"),
                            ("securities", "证券、基金、理财"),
                            ("homes", "住房"),
                            ("cars", "机动车"),
                            ("other", "其他财产"),
                        ],
                        db_collation="C",
                        max_length=10,
                        verbose_name="财产",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="金额或数量")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assets", to="aid.casemember"
                    ),
                ),
            ],
            options={
                "verbose_name": "财产",
            },
        ),
        migrations.CreateModel(
            name="AssetEvent",
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
                    "origin",
                    core.models.fields.CodeField(
                        choices=[("declared", "家庭申报"), ("survey", "入户调查"), ("verified", "核对报告")],
                        db_collation="C",
                        max_length=8,
                        verbose_name="来源",
                    ),
                ),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="报告号")),
                ("what", core.crypto.EncryptedTextField(default=b"", verbose_name="说明")),
                (
                    "sort",
                    core.models.fields.CodeField(
                        choices=[
                            ("deposits", "存款"),
                            ("securities", "证券、基金、理财"),
                            ("homes", "住房"),
                            ("cars", "机动车"),
                            ("other", "其他财产"),
                        ],
                        db_collation="C",
                        max_length=10,
                        verbose_name="财产",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="金额或数量")),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="aid.casemember",
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
                        to="aid.asset",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Expense",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                (
                    "origin",
                    core.models.fields.CodeField(
                        choices=[("declared", "家庭申报"), ("survey", "入户调查"), ("verified", "核对报告")],
                        db_collation="C",
                        max_length=8,
                        verbose_name="来源",
                    ),
                ),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="报告号")),
                ("what", core.crypto.EncryptedTextField(default=b"", verbose_name="说明")),
                (
                    "sort",
                    core.models.fields.CodeField(
                        choices=[
                            ("medical", "医疗"),
                            ("education", "教育"),
                            ("rehabilitation", "残疾康复"),
                            ("care", "护理"),
                        ],
                        db_collation="C",
                        max_length=16,
                        verbose_name="刚性支出",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="金额")),
                (
                    "per",
                    core.models.fields.CodeField(
                        choices=[("month", "每月"), ("year", "近 12 个月合计")],
                        db_collation="C",
                        default="year",
                        max_length=5,
                        verbose_name="按",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="expenses", to="aid.casemember"
                    ),
                ),
            ],
            options={
                "verbose_name": "刚性支出",
            },
        ),
        migrations.CreateModel(
            name="ExpenseEvent",
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
                    "origin",
                    core.models.fields.CodeField(
                        choices=[("declared", "家庭申报"), ("survey", "入户调查"), ("verified", "核对报告")],
                        db_collation="C",
                        max_length=8,
                        verbose_name="来源",
                    ),
                ),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="报告号")),
                ("what", core.crypto.EncryptedTextField(default=b"", verbose_name="说明")),
                (
                    "sort",
                    core.models.fields.CodeField(
                        choices=[
                            ("medical", "医疗"),
                            ("education", "教育"),
                            ("rehabilitation", "残疾康复"),
                            ("care", "护理"),
                        ],
                        db_collation="C",
                        max_length=16,
                        verbose_name="刚性支出",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="金额")),
                (
                    "per",
                    core.models.fields.CodeField(
                        choices=[("month", "每月"), ("year", "近 12 个月合计")],
                        db_collation="C",
                        default="year",
                        max_length=5,
                        verbose_name="按",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="aid.casemember",
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
                        to="aid.expense",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Income",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                (
                    "origin",
                    core.models.fields.CodeField(
                        choices=[("declared", "家庭申报"), ("survey", "入户调查"), ("verified", "核对报告")],
                        db_collation="C",
                        max_length=8,
                        verbose_name="来源",
                    ),
                ),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="报告号")),
                ("what", core.crypto.EncryptedTextField(default=b"", verbose_name="说明")),
                (
                    "sort",
                    core.models.fields.CodeField(
                        choices=[
                            ("wage", "工资性收入"),
                            ("business", "经营净收入"),
                            ("property", "财产净收入"),
                            ("transfer", "转移净收入"),
                        ],
                        db_collation="C",
                        max_length=10,
                        verbose_name="收入",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="金额")),
                (
                    "per",
                    core.models.fields.CodeField(
                        choices=[("month", "每月"), ("year", "近 12 个月合计")],
                        db_collation="C",
                        default="month",
                        max_length=5,
                        verbose_name="按",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="incomes", to="aid.casemember"
                    ),
                ),
            ],
            options={
                "verbose_name": "收入",
            },
        ),
        migrations.CreateModel(
            name="IncomeEvent",
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
                    "origin",
                    core.models.fields.CodeField(
                        choices=[("declared", "家庭申报"), ("survey", "入户调查"), ("verified", "核对报告")],
                        db_collation="C",
                        max_length=8,
                        verbose_name="来源",
                    ),
                ),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="报告号")),
                ("what", core.crypto.EncryptedTextField(default=b"", verbose_name="说明")),
                (
                    "sort",
                    core.models.fields.CodeField(
                        choices=[
                            ("wage", "工资性收入"),
                            ("business", "经营净收入"),
                            ("property", "财产净收入"),
                            ("transfer", "转移净收入"),
                        ],
                        db_collation="C",
                        max_length=10,
                        verbose_name="收入",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="金额")),
                (
                    "per",
                    core.models.fields.CodeField(
                        choices=[("month", "每月"), ("year", "近 12 个月合计")],
                        db_collation="C",
                        default="month",
                        max_length=5,
                        verbose_name="按",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="aid.casemember",
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
                        to="aid.income",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Obligor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", core.crypto.EncryptedTextField(default=b"", verbose_name="姓名")),
                ("relation", models.CharField(max_length=20, verbose_name="与成员的关系")),
                (
                    "agreed",
                    models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name="协议或判决每月给"),
                ),
                (
                    "income",
                    models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name="义务人家庭月收入"),
                ),
                ("people", models.PositiveSmallIntegerField(default=1, verbose_name="义务人家庭人数")),
                ("supported", models.PositiveSmallIntegerField(default=1, verbose_name="义务人要供养几人")),
                ("able", models.BooleanField(default=True, verbose_name="有赡养能力")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="obligors", to="aid.casemember"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="residents.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "赡养、抚养、扶养义务人",
            },
        ),
        migrations.CreateModel(
            name="ObligorEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("name", core.crypto.EncryptedTextField(default=b"", verbose_name="姓名")),
                ("relation", models.CharField(max_length=20, verbose_name="与成员的关系")),
                (
                    "agreed",
                    models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name="协议或判决每月给"),
                ),
                (
                    "income",
                    models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name="义务人家庭月收入"),
                ),
                ("people", models.PositiveSmallIntegerField(default=1, verbose_name="义务人家庭人数")),
                ("supported", models.PositiveSmallIntegerField(default=1, verbose_name="义务人要供养几人")),
                ("able", models.BooleanField(default=True, verbose_name="有赡养能力")),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="aid.casemember",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
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
                        to="aid.obligor",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TakenOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                ("aid_no", core.models.fields.CodeField(db_collation="C", max_length=40, verbose_name="救助证号")),
                ("class_words", models.CharField(blank=True, max_length=20, verbose_name="保障类别")),
                ("cause", core.crypto.EncryptedTextField(default=b"", verbose_name="致贫原因")),
                ("bank", models.CharField(blank=True, max_length=60, verbose_name="开户银行")),
                ("account", core.crypto.EncryptedTextField(default=b"", verbose_name="银行账号")),
                (
                    "award",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="taken_over", to="aid.award"
                    ),
                ),
                (
                    "head",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="residents.person",
                        verbose_name="户主",
                    ),
                ),
            ],
            options={
                "verbose_name": "接收的在册救助",
            },
        ),
        migrations.CreateModel(
            name="TakenOverEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                ("aid_no", core.models.fields.CodeField(db_collation="C", max_length=40, verbose_name="救助证号")),
                ("class_words", models.CharField(blank=True, max_length=20, verbose_name="保障类别")),
                ("cause", core.crypto.EncryptedTextField(default=b"", verbose_name="致贫原因")),
                ("bank", models.CharField(blank=True, max_length=60, verbose_name="开户银行")),
                ("account", core.crypto.EncryptedTextField(default=b"", verbose_name="银行账号")),
                (
                    "award",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="aid.award",
                    ),
                ),
                (
                    "head",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="residents.person",
                        verbose_name="户主",
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
                        to="aid.takenover",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="asset",
            constraint=models.UniqueConstraint(fields=("member", "sort", "origin"), name="aid_asset_once"),
        ),
        migrations.AddConstraint(
            model_name="asset",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="aid_asset_not_negative"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="asset",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_assetevent" ("amount", "document", "id", "member_id", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "sort", "source", "what", "why") SELECT old_values."amount", old_values."document", old_values."id", old_values."member_id", old_values."origin", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."sort", old_values."source", old_values."what", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="1307a2147db449c1a631dc7f5709b5dc303077da",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_52368",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="aid_asset",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="asset",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_assetevent" ("amount", "document", "id", "member_id", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "sort", "source", "what", "why") SELECT old_values."amount", old_values."document", old_values."id", old_values."member_id", old_values."origin", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."sort", old_values."source", old_values."what", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="317bb3d8a10a23d3a1e012b71417686878515e44",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_a5411",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="aid_asset",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="expense",
            constraint=models.UniqueConstraint(fields=("member", "sort", "origin"), name="aid_expense_once"),
        ),
        migrations.AddConstraint(
            model_name="expense",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="aid_expense_not_negative"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expense",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_expenseevent" ("amount", "document", "id", "member_id", "origin", "per", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "sort", "source", "what", "why") SELECT old_values."amount", old_values."document", old_values."id", old_values."member_id", old_values."origin", old_values."per", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."sort", old_values."source", old_values."what", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="da2c64bd65ce92319ce03e68a7121e45715f205e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_4659b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="aid_expense",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expense",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_expenseevent" ("amount", "document", "id", "member_id", "origin", "per", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "sort", "source", "what", "why") SELECT old_values."amount", old_values."document", old_values."id", old_values."member_id", old_values."origin", old_values."per", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."sort", old_values."source", old_values."what", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="aa489cbaf61384f0e364526fcf60e5a2ea07224c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_9ff05",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="aid_expense",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="income",
            constraint=models.UniqueConstraint(fields=("member", "sort", "origin"), name="aid_income_once"),
        ),
        migrations.AddConstraint(
            model_name="income",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="aid_income_not_negative"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="income",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_incomeevent" ("amount", "document", "id", "member_id", "origin", "per", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "sort", "source", "what", "why") SELECT old_values."amount", old_values."document", old_values."id", old_values."member_id", old_values."origin", old_values."per", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."sort", old_values."source", old_values."what", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="057ebb46c7d2f71fa81a44d434d96fa6aa839a81",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_e574a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="aid_income",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="income",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_incomeevent" ("amount", "document", "id", "member_id", "origin", "per", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "sort", "source", "what", "why") SELECT old_values."amount", old_values."document", old_values."id", old_values."member_id", old_values."origin", old_values."per", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."sort", old_values."source", old_values."what", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="38f59eb124d63e02c3e74b5eada6b9137cdcb42f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_7b6c1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="aid_income",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="obligor",
            constraint=models.CheckConstraint(
                condition=models.Q(("people__gte", 1), ("supported__gte", 1)), name="aid_obligor_people"
            ),
        ),
        migrations.AddConstraint(
            model_name="obligor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed", None), ("agreed__gte", 0), _connector="OR"),
                    models.Q(("income", None), ("income__gte", 0), _connector="OR"),
                ),
                name="aid_obligor_not_negative",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="obligor",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_obligorevent" ("able", "agreed", "id", "income", "member_id", "name", "people", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "relation", "source", "supported", "uid", "why") SELECT old_values."able", old_values."agreed", old_values."id", old_values."income", old_values."member_id", old_values."name", old_values."people", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."relation", old_values."source", old_values."supported", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="2b26ff9201435643d6125c3e7903e32caa45d06e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_7b1e1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="aid_obligor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="obligor",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_obligorevent" ("able", "agreed", "id", "income", "member_id", "name", "people", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "relation", "source", "supported", "uid", "why") SELECT old_values."able", old_values."agreed", old_values."id", old_values."income", old_values."member_id", old_values."name", old_values."people", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."relation", old_values."source", old_values."supported", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c13184aca232262811ad1e945c0afc65eabc0161",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_f4868",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="aid_obligor",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="takenover",
            index=models.Index(fields=["aid_no"], name="aid_taken_over_no"),
        ),
        migrations.AddIndex(
            model_name="takenover",
            index=models.Index(fields=["source"], name="aid_taken_over_source"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="takenover",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_takenoverevent" ("account", "aid_no", "award_id", "bank", "cause", "class_words", "head_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "why") SELECT old_values."account", old_values."aid_no", old_values."award_id", old_values."bank", old_values."cause", old_values."class_words", old_values."head_id", old_values."id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="0b6e62f130b421865b32af01a0958c33fdd1bd75",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_takenoverevent" ("account", "aid_no", "award_id", "bank", "cause", "class_words", "head_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "why") SELECT old_values."account", old_values."aid_no", old_values."award_id", old_values."bank", old_values."cause", old_values."class_words", old_values."head_id", old_values."id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ce82b9537d77aada1314d07e9881f09fde77b003",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_6d9ae",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="aid_takenover",
                    when="AFTER",
                ),
            ),
        ),
        # A figure is seen with its case, what was taken over with its award.
        *(ScopeRows(f"aid_{name}", via=("member_id", "aid_casemember", "id")) for name in _OF_A_MEMBER),
        *(
            ScopeRows(f"aid_{name}event", via=("member_id", "aid_casemember", "id"), open_insert=True)
            for name in _OF_A_MEMBER
        ),
        ScopeRows("aid_takenover", via=("award_id", "aid_award", "id")),
        ScopeRows("aid_takenoverevent", via=("award_id", "aid_award", "id"), open_insert=True),
        AppendOnly([*(f"aid_{name}event" for name in _OF_A_MEMBER), "aid_takenoverevent"]),
    ])
