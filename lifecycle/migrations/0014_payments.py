"""Payment lists by month and what was paid too much, behind the second wall; what was frozen never changes."""

import uuid

import django.db.models.deletion
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
        ("core", "0010_events_wake"),
        ("lifecycle", "0013_visit_parts"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("residents", "0020_occupations_pregnancies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name="OverpaidMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(verbose_name="哪个月")),
                ("paid", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="发了")),
                ("due", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="应发")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="多发")),
            ],
            options={
                "verbose_name": "多发的月份",
            },
        ),
        migrations.CreateModel(
            name="Overpayment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("scheme", core.models.fields.CodeField(db_collation="C", max_length=40, verbose_name="发放项目")),
                ("key", core.models.fields.CodeField(db_collation="C", max_length=80, verbose_name="哪一笔")),
                ("area_code", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="归哪个社区")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="多发合计")),
                ("recovered", models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name="已追回")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待核对"),
                            ("agreed", "已约定退回"),
                            ("recovered", "已追回"),
                            ("written-off", "不追回"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="为什么多发")),
                ("found_at", models.DateTimeField(verbose_name="何时发现")),
                ("found_by", models.CharField(max_length=150, verbose_name="怎么发现的")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="何时了结")),
                ("closed_by", models.CharField(blank=True, max_length=150, verbose_name="谁了结的")),
                (
                    "event",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.event"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="residents.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "多发",
            },
        ),
        migrations.CreateModel(
            name="OverpaidMonthEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("month", models.DateField(verbose_name="哪个月")),
                ("paid", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="发了")),
                ("due", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="应发")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="多发")),
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
                        to="lifecycle.overpaidmonth",
                    ),
                ),
                (
                    "overpayment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="lifecycle.overpayment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="overpaidmonth",
            name="overpayment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="months", to="lifecycle.overpayment"
            ),
        ),
        migrations.CreateModel(
            name="OverpaymentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("scheme", core.models.fields.CodeField(db_collation="C", max_length=40, verbose_name="发放项目")),
                ("key", core.models.fields.CodeField(db_collation="C", max_length=80, verbose_name="哪一笔")),
                ("area_code", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="归哪个社区")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="多发合计")),
                ("recovered", models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name="已追回")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待核对"),
                            ("agreed", "已约定退回"),
                            ("recovered", "已追回"),
                            ("written-off", "不追回"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="为什么多发")),
                ("found_at", models.DateTimeField(verbose_name="何时发现")),
                ("found_by", models.CharField(max_length=150, verbose_name="怎么发现的")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="何时了结")),
                ("closed_by", models.CharField(blank=True, max_length=150, verbose_name="谁了结的")),
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
                        to="lifecycle.overpayment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OverpaymentStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150, verbose_name="谁")),
                ("act", core.models.fields.CodeField(db_collation="C", max_length=16, verbose_name="做了什么")),
                ("words", core.crypto.EncryptedTextField(default=b"")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name="退回金额")),
                (
                    "overpayment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="lifecycle.overpayment"
                    ),
                ),
            ],
            options={
                "verbose_name": "多发的办理记录",
            },
        ),
        migrations.CreateModel(
            name="PaymentLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(verbose_name="序号")),
                ("key", core.models.fields.CodeField(db_collation="C", max_length=80, verbose_name="哪一笔")),
                ("household_id", models.BigIntegerField(null=True, verbose_name="哪一户")),
                ("area_code", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="归哪个社区")),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("sealed", core.crypto.EncryptedTextField(default=b"")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="金额")),
                ("arithmetic", models.JSONField(default=list, verbose_name="怎么算的")),
                ("reason", models.CharField(max_length=300, verbose_name="为什么发")),
                ("clause", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                ("document", models.CharField(blank=True, max_length=80, verbose_name="文号")),
                ("since", models.DateField(null=True, verbose_name="从何时起")),
                ("parameters", models.JSONField(default=list, verbose_name="用了哪些参数")),
                (
                    "change",
                    models.CharField(
                        blank=True,
                        choices=[("new", "新增"), ("changed", "变化"), ("same", "不变")],
                        max_length=8,
                        verbose_name="与上月比",
                    ),
                ),
                (
                    "last_amount",
                    models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name="上月金额"),
                ),
                ("change_why", models.CharField(blank=True, max_length=300, verbose_name="变化的原因")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="residents.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "发放记录",
            },
        ),
        migrations.CreateModel(
            name="PaymentMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="members", to="lifecycle.paymentline"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="residents.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "同笔发放的家人",
            },
        ),
        migrations.CreateModel(
            name="PaymentRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("scheme", core.models.fields.CodeField(db_collation="C", max_length=40, verbose_name="发放项目")),
                ("area_code", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="哪个街道")),
                ("month", models.DateField(verbose_name="哪个月")),
                ("number", models.PositiveSmallIntegerField(verbose_name="这个月的第几份")),
                ("supplement", models.BooleanField(default=False, verbose_name="补发")),
                (
                    "state",
                    models.CharField(
                        choices=[("frozen", "已冻结"), ("exported", "已导出"), ("cancelled", "已作废")],
                        default="frozen",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("lines", models.PositiveIntegerField(verbose_name="几笔")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="合计")),
                ("new", models.PositiveIntegerField(default=0, verbose_name="新增")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="变化")),
                ("left", models.PositiveIntegerField(default=0, verbose_name="退出")),
                ("parameters", models.JSONField(default=dict, verbose_name="当时的参数")),
                ("sha256", models.CharField(max_length=64, verbose_name="名单指纹")),
                ("frozen_at", models.DateTimeField(verbose_name="何时冻结")),
                ("exported_at", models.DateTimeField(null=True, verbose_name="何时首次导出")),
                ("file_sha256", models.CharField(blank=True, max_length=64, verbose_name="文件指纹")),
                ("cancelled_at", models.DateTimeField(null=True, verbose_name="何时作废")),
                ("cancelled_why", models.CharField(blank=True, max_length=200, verbose_name="为什么作废")),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "exported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "frozen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "发放名单",
            },
        ),
        migrations.AddField(
            model_name="paymentline",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="lifecycle.paymentrun"
            ),
        ),
        migrations.CreateModel(
            name="PaymentLeaver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", core.models.fields.CodeField(db_collation="C", max_length=80, verbose_name="哪一笔")),
                ("area_code", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="归哪个社区")),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("last_amount", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="上月金额")),
                ("reason", models.CharField(max_length=300, verbose_name="为什么不发了")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="residents.person"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leavers", to="lifecycle.paymentrun"
                    ),
                ),
            ],
            options={
                "verbose_name": "退出发放",
            },
        ),
        migrations.CreateModel(
            name="PaymentRunEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("scheme", core.models.fields.CodeField(db_collation="C", max_length=40, verbose_name="发放项目")),
                ("area_code", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="哪个街道")),
                ("month", models.DateField(verbose_name="哪个月")),
                ("number", models.PositiveSmallIntegerField(verbose_name="这个月的第几份")),
                ("supplement", models.BooleanField(default=False, verbose_name="补发")),
                (
                    "state",
                    models.CharField(
                        choices=[("frozen", "已冻结"), ("exported", "已导出"), ("cancelled", "已作废")],
                        default="frozen",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("lines", models.PositiveIntegerField(verbose_name="几笔")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="合计")),
                ("new", models.PositiveIntegerField(default=0, verbose_name="新增")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="变化")),
                ("left", models.PositiveIntegerField(default=0, verbose_name="退出")),
                ("parameters", models.JSONField(default=dict, verbose_name="当时的参数")),
                ("sha256", models.CharField(max_length=64, verbose_name="名单指纹")),
                ("frozen_at", models.DateTimeField(verbose_name="何时冻结")),
                ("exported_at", models.DateTimeField(null=True, verbose_name="何时首次导出")),
                ("file_sha256", models.CharField(blank=True, max_length=64, verbose_name="文件指纹")),
                ("cancelled_at", models.DateTimeField(null=True, verbose_name="何时作废")),
                ("cancelled_why", models.CharField(blank=True, max_length=200, verbose_name="为什么作废")),
                (
                    "cancelled_by",
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
                    "exported_by",
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
                    "frozen_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        to="lifecycle.paymentrun",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="overpayment",
            index=models.Index(fields=["person"], name="overpayment_person"),
        ),
        migrations.AddIndex(
            model_name="overpayment",
            index=models.Index(fields=["state", "area_code"], name="overpayment_state_area"),
        ),
        migrations.AddConstraint(
            model_name="overpayment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("open", "agreed"))),
                fields=("scheme", "key"),
                name="overpayment_open_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="overpayment",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_overpaymentevent" ("amount", "area_code", "closed_at", "closed_by", "event_id", "found_at", "found_by", "id", "key", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recovered", "scheme", "state", "uid") SELECT old_values."amount", old_values."area_code", old_values."closed_at", old_values."closed_by", old_values."event_id", old_values."found_at", old_values."found_by", old_values."id", old_values."key", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."reason", old_values."recovered", old_values."scheme", old_values."state", old_values."uid" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="1715bfa6b6df412d63369f4ac53de996105f709b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_67a1a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="lifecycle_overpayment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="overpayment",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_overpaymentevent" ("amount", "area_code", "closed_at", "closed_by", "event_id", "found_at", "found_by", "id", "key", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recovered", "scheme", "state", "uid") SELECT old_values."amount", old_values."area_code", old_values."closed_at", old_values."closed_by", old_values."event_id", old_values."found_at", old_values."found_by", old_values."id", old_values."key", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."reason", old_values."recovered", old_values."scheme", old_values."state", old_values."uid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a0795221e48c6e5a1d5109a8b0b38e3e490d88f4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_1caae",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="lifecycle_overpayment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="overpaidmonth",
            constraint=models.UniqueConstraint(fields=("overpayment", "month"), name="overpaid_month_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="overpaidmonth",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_overpaidmonthevent" ("amount", "due", "id", "month", "overpayment_id", "paid", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."amount", old_values."due", old_values."id", old_values."month", old_values."overpayment_id", old_values."paid", _pgh_attached_context.value, NOW(), \'changed\', old_values."id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6315259e759234cd87ffea677d8bb971f95b30b9",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_67b51",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="lifecycle_overpaidmonth",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="overpaidmonth",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_overpaidmonthevent" ("amount", "due", "id", "month", "overpayment_id", "paid", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."amount", old_values."due", old_values."id", old_values."month", old_values."overpayment_id", old_values."paid", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="cfb415519676e2abe3101c7f567b19a63b643c31",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_04089",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="lifecycle_overpaidmonth",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="overpaymentstep",
            index=models.Index(fields=["overpayment", "id"], name="overpayment_step_order"),
        ),
        migrations.AddConstraint(
            model_name="paymentmember",
            constraint=models.UniqueConstraint(fields=("line", "person"), name="payment_member_once"),
        ),
        migrations.AddIndex(
            model_name="paymentrun",
            index=models.Index(fields=["scheme", "month", "area_code"], name="payment_run_month"),
        ),
        migrations.AddConstraint(
            model_name="paymentrun",
            constraint=models.UniqueConstraint(
                fields=("scheme", "area_code", "month", "number"), name="payment_run_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("frozen", "exported")), ("supplement", False)),
                fields=("scheme", "area_code", "month"),
                name="payment_run_one_stands",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paymentrun",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_paymentrunevent" ("amount", "area_code", "cancelled_at", "cancelled_by_id", "cancelled_why", "changed", "exported_at", "exported_by_id", "file_sha256", "frozen_at", "frozen_by_id", "id", "left", "lines", "month", "new", "number", "parameters", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "sha256", "state", "supplement", "uid") SELECT old_values."amount", old_values."area_code", old_values."cancelled_at", old_values."cancelled_by_id", old_values."cancelled_why", old_values."changed", old_values."exported_at", old_values."exported_by_id", old_values."file_sha256", old_values."frozen_at", old_values."frozen_by_id", old_values."id", old_values."left", old_values."lines", old_values."month", old_values."new", old_values."number", old_values."parameters", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."scheme", old_values."sha256", old_values."state", old_values."supplement", old_values."uid" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3fcfe29ba3b7d847b3eeadfefd6b89918a8398c1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_882ed",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="lifecycle_paymentrun",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paymentrun",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_paymentrunevent" ("amount", "area_code", "cancelled_at", "cancelled_by_id", "cancelled_why", "changed", "exported_at", "exported_by_id", "file_sha256", "frozen_at", "frozen_by_id", "id", "left", "lines", "month", "new", "number", "parameters", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "sha256", "state", "supplement", "uid") SELECT old_values."amount", old_values."area_code", old_values."cancelled_at", old_values."cancelled_by_id", old_values."cancelled_why", old_values."changed", old_values."exported_at", old_values."exported_by_id", old_values."file_sha256", old_values."frozen_at", old_values."frozen_by_id", old_values."id", old_values."left", old_values."lines", old_values."month", old_values."new", old_values."number", old_values."parameters", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."scheme", old_values."sha256", old_values."state", old_values."supplement", old_values."uid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="7bcbf9e244c42ae3c5faac1da5375a45f7d45c01",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_46179",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="lifecycle_paymentrun",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="paymentline",
            index=models.Index(fields=["person"], name="payment_line_person"),
        ),
        migrations.AddIndex(
            model_name="paymentline",
            index=models.Index(fields=["run", "area_code", "position"], name="payment_line_area"),
        ),
        migrations.AddConstraint(
            model_name="paymentline",
            constraint=models.UniqueConstraint(fields=("run", "key"), name="payment_line_key_once"),
        ),
        migrations.AddConstraint(
            model_name="paymentline",
            constraint=models.UniqueConstraint(fields=("run", "position"), name="payment_line_position"),
        ),
        migrations.AddConstraint(
            model_name="paymentleaver",
            constraint=models.UniqueConstraint(fields=("run", "key"), name="payment_leaver_key_once"),
        ),
        ScopeRows("lifecycle_paymentline", columns=["area_code"]),
        ScopeRows("lifecycle_paymentmember", via=("line_id", "lifecycle_paymentline", "id")),
        ScopeRows("lifecycle_paymentleaver", columns=["area_code"]),
        ScopeRows("lifecycle_overpayment", columns=["area_code"]),
        ScopeRows("lifecycle_overpaymentevent", columns=["area_code"], open_insert=True),
        ScopeRows("lifecycle_overpaidmonth", via=("overpayment_id", "lifecycle_overpayment", "id")),
        ScopeRows(
            "lifecycle_overpaidmonthevent", via=("overpayment_id", "lifecycle_overpayment", "id"), open_insert=True
        ),
        ScopeRows("lifecycle_overpaymentstep", via=("overpayment_id", "lifecycle_overpayment", "id")),
        AppendOnly(
            [
                "lifecycle_paymentline",
                "lifecycle_paymentmember",
                "lifecycle_paymentleaver",
                "lifecycle_overpaymentstep",
            ]
        ),
    ])
