"""Aid cases and awards, behind the second wall."""

import core.crypto
import core.models.fields
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models

from core.migrating import tables_together
from core.rls import AppendOnly, ScopeRows

_OF_A_CASE = ("casemember", "casestep", "casepaper", "casefinding", "caseposting", "caseobjection", "casedecision")
_TRACKED = (
    "aidcase",
    "award",
    "casemember",
    "casepaper",
    "casefinding",
    "caseposting",
    "caseobjection",
    "casedecision",
)


class Migration(migrations.Migration):
    dependencies = [
        ("aid", "0001_lead"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("residents", "0020_occupations_pregnancies"),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name="AidCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "number",
                    core.models.fields.CodeField(db_collation="C", max_length=32, unique=True, verbose_name="申请编号"),
                ),
                (
                    "kind",
                    core.models.fields.CodeField(
                        choices=[
                            ("minimum-living", "最低生活保障"),
                            ("edge", "低保边缘家庭"),
                            ("extreme-poverty", "特困人员供养"),
                            ("temporary", "临时救助"),
                            ("rigid", "刚性支出困难家庭"),
                            ("medical", "医疗救助"),
                            ("disability-living", "困难残疾人生活补贴"),
                            ("disability-care", "重度残疾人护理补贴"),
                            ("orphan", "孤儿基本生活保障"),
                            ("unsupported", "事实无人抚养儿童基本生活保障"),
                        ],
                        db_collation="C",
                        max_length=20,
                        verbose_name="救助类型",
                    ),
                ),
                (
                    "law",
                    core.models.fields.CodeField(
                        blank=True,
                        choices=[("act-2026", "社会救助法"), ("measures-2014", "社会救助暂行办法")],
                        db_collation="C",
                        max_length=16,
                        verbose_name="适用的法律",
                    ),
                ),
                (
                    "origin",
                    core.models.fields.CodeField(
                        choices=[("applied", "申请"), ("found", "主动发现")],
                        db_collation="C",
                        default="applied",
                        max_length=8,
                        verbose_name="怎么来的",
                    ),
                ),
                ("area_code", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="社区")),
                (
                    "street",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Left("area_code", 9),
                        output_field=core.models.fields.CodeField(
                            db_collation="C", max_length=9, verbose_name="受理街道"
                        ),
                    ),
                ),
                (
                    "state",
                    core.models.fields.CodeField(
                        choices=[
                            ("applied", "待受理"),
                            ("mending", "待补正"),
                            ("checking", "待核对"),
                            ("surveying", "待入户"),
                            ("reviewing", "待审核"),
                            ("to-post", "待公示"),
                            ("posted", "公示中"),
                            ("contested", "公示有异议"),
                            ("confirming", "待确认"),
                            ("refusing", "不予确认，待告知"),
                            ("in-force", "保障中"),
                            ("rechecking", "复核中"),
                            ("hearing", "拟调整，听取意见"),
                            ("rejected", "不予受理"),
                            ("refused", "不予确认"),
                            ("withdrawn", "已终止"),
                            ("stopped", "已停止"),
                        ],
                        db_collation="C",
                        default="applied",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("urgent", models.BooleanField(default=False, verbose_name="情况紧急")),
                ("agent", models.CharField(blank=True, max_length=60, verbose_name="代办人")),
                ("agent_relation", models.CharField(blank=True, max_length=40, verbose_name="代办人与申请人的关系")),
                ("causes", models.JSONField(default=list, verbose_name="致贫原因")),
                ("circumstances", core.crypto.EncryptedTextField(default=b"", verbose_name="情况")),
                ("account_bank", models.CharField(blank=True, max_length=60, verbose_name="开户银行")),
                ("account_name", core.crypto.EncryptedTextField(default=b"", verbose_name="户名")),
                ("account", core.crypto.EncryptedTextField(default=b"", verbose_name="银行账号")),
                ("lead_uid", models.UUIDField(null=True, verbose_name="困难线索")),
                ("applied_on", models.DateField(verbose_name="申请日期")),
                ("accepted_on", models.DateField(null=True, verbose_name="受理日期")),
                ("extended", models.BooleanField(default=False, verbose_name="特殊情况延长")),
                ("due_on", models.DateField(null=True, verbose_name="最晚哪天办结")),
                (
                    "review_class",
                    core.models.fields.CodeField(
                        blank=True,
                        choices=[("A", "A 类"), ("B", "B 类"), ("C", "C 类")],
                        db_collation="C",
                        max_length=1,
                        verbose_name="复核类别",
                    ),
                ),
                ("review_on", models.DateField(null=True, verbose_name="下次复核")),
                ("ended_on", models.DateField(null=True, verbose_name="哪天结束")),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="residents.person",
                        verbose_name="申请人",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="residents.household",
                    ),
                ),
            ],
            options={
                "verbose_name": "救助",
            },
        ),
        migrations.CreateModel(
            name="AidCaseEvent",
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
                ("number", core.models.fields.CodeField(db_collation="C", max_length=32, verbose_name="申请编号")),
                (
                    "kind",
                    core.models.fields.CodeField(
                        choices=[
                            ("minimum-living", "最低生活保障"),
                            ("edge", "低保边缘家庭"),
                            ("extreme-poverty", "特困人员供养"),
                            ("temporary", "临时救助"),
                            ("rigid", "刚性支出困难家庭"),
                            ("medical", "医疗救助"),
                            ("disability-living", "困难残疾人生活补贴"),
                            ("disability-care", "重度残疾人护理补贴"),
                            ("orphan", "孤儿基本生活保障"),
                            ("unsupported", "事实无人抚养儿童基本生活保障"),
                        ],
                        db_collation="C",
                        max_length=20,
                        verbose_name="救助类型",
                    ),
                ),
                (
                    "law",
                    core.models.fields.CodeField(
                        blank=True,
                        choices=[("act-2026", "社会救助法"), ("measures-2014", "社会救助暂行办法")],
                        db_collation="C",
                        max_length=16,
                        verbose_name="适用的法律",
                    ),
                ),
                (
                    "origin",
                    core.models.fields.CodeField(
                        choices=[("applied", "申请"), ("found", "主动发现")],
                        db_collation="C",
                        default="applied",
                        max_length=8,
                        verbose_name="怎么来的",
                    ),
                ),
                ("area_code", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="社区")),
                (
                    "state",
                    core.models.fields.CodeField(
                        choices=[
                            ("applied", "待受理"),
                            ("mending", "待补正"),
                            ("checking", "待核对"),
                            ("surveying", "待入户"),
                            ("reviewing", "待审核"),
                            ("to-post", "待公示"),
                            ("posted", "公示中"),
                            ("contested", "公示有异议"),
                            ("confirming", "待确认"),
                            ("refusing", "不予确认，待告知"),
                            ("in-force", "保障中"),
                            ("rechecking", "复核中"),
                            ("hearing", "拟调整，听取意见"),
                            ("rejected", "不予受理"),
                            ("refused", "不予确认"),
                            ("withdrawn", "已终止"),
                            ("stopped", "已停止"),
                        ],
                        db_collation="C",
                        default="applied",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("urgent", models.BooleanField(default=False, verbose_name="情况紧急")),
                ("agent", models.CharField(blank=True, max_length=60, verbose_name="代办人")),
                ("agent_relation", models.CharField(blank=True, max_length=40, verbose_name="代办人与申请人的关系")),
                ("causes", models.JSONField(default=list, verbose_name="致贫原因")),
                ("circumstances", core.crypto.EncryptedTextField(default=b"", verbose_name="情况")),
                ("account_bank", models.CharField(blank=True, max_length=60, verbose_name="开户银行")),
                ("account_name", core.crypto.EncryptedTextField(default=b"", verbose_name="户名")),
                ("account", core.crypto.EncryptedTextField(default=b"", verbose_name="银行账号")),
                ("lead_uid", models.UUIDField(null=True, verbose_name="困难线索")),
                ("applied_on", models.DateField(verbose_name="申请日期")),
                ("accepted_on", models.DateField(null=True, verbose_name="受理日期")),
                ("extended", models.BooleanField(default=False, verbose_name="特殊情况延长")),
                ("due_on", models.DateField(null=True, verbose_name="最晚哪天办结")),
                (
                    "review_class",
                    core.models.fields.CodeField(
                        blank=True,
                        choices=[("A", "A 类"), ("B", "B 类"), ("C", "C 类")],
                        db_collation="C",
                        max_length=1,
                        verbose_name="复核类别",
                    ),
                ),
                ("review_on", models.DateField(null=True, verbose_name="下次复核")),
                ("ended_on", models.DateField(null=True, verbose_name="哪天结束")),
                (
                    "applicant",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="residents.person",
                        verbose_name="申请人",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="residents.household",
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
                        to="aid.aidcase",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Award",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    core.models.fields.CodeField(
                        choices=[
                            ("minimum-living", "最低生活保障"),
                            ("edge", "低保边缘家庭"),
                            ("extreme-poverty", "特困人员供养"),
                            ("temporary", "临时救助"),
                            ("rigid", "刚性支出困难家庭"),
                            ("medical", "医疗救助"),
                            ("disability-living", "困难残疾人生活补贴"),
                            ("disability-care", "重度残疾人护理补贴"),
                            ("orphan", "孤儿基本生活保障"),
                            ("unsupported", "事实无人抚养儿童基本生活保障"),
                        ],
                        db_collation="C",
                        max_length=20,
                        verbose_name="救助类型",
                    ),
                ),
                ("area_code", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="社区")),
                ("monthly", models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name="每月金额")),
                ("once", models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name="一次性金额")),
                ("people", models.PositiveSmallIntegerField(default=1, verbose_name="保障人数")),
                (
                    "review_class",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=1, verbose_name="类别"),
                ),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="期间")),
                ("end_reason", models.CharField(blank=True, max_length=120, verbose_name="为什么结束")),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="awards", to="aid.aidcase"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="residents.household",
                    ),
                ),
            ],
            options={
                "verbose_name": "救助待遇",
            },
        ),
        migrations.CreateModel(
            name="AwardEvent",
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
                (
                    "kind",
                    core.models.fields.CodeField(
                        choices=[
                            ("minimum-living", "最低生活保障"),
                            ("edge", "低保边缘家庭"),
                            ("extreme-poverty", "特困人员供养"),
                            ("temporary", "临时救助"),
                            ("rigid", "刚性支出困难家庭"),
                            ("medical", "医疗救助"),
                            ("disability-living", "困难残疾人生活补贴"),
                            ("disability-care", "重度残疾人护理补贴"),
                            ("orphan", "孤儿基本生活保障"),
                            ("unsupported", "事实无人抚养儿童基本生活保障"),
                        ],
                        db_collation="C",
                        max_length=20,
                        verbose_name="救助类型",
                    ),
                ),
                ("area_code", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="社区")),
                ("monthly", models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name="每月金额")),
                ("once", models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name="一次性金额")),
                ("people", models.PositiveSmallIntegerField(default=1, verbose_name="保障人数")),
                (
                    "review_class",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=1, verbose_name="类别"),
                ),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="期间")),
                ("end_reason", models.CharField(blank=True, max_length=120, verbose_name="为什么结束")),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="aid.aidcase",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="residents.household",
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
                        to="aid.award",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "verdict",
                    core.models.fields.CodeField(
                        choices=[
                            ("confirmed", "确认"),
                            ("refused", "不予确认"),
                            ("rejected", "不予受理"),
                            ("changed", "调整"),
                            ("stopped", "停止"),
                            ("advanced", "先行救助"),
                        ],
                        db_collation="C",
                        max_length=10,
                        verbose_name="决定",
                    ),
                ),
                ("organ", models.CharField(max_length=60, verbose_name="决定机关")),
                (
                    "number",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=60, verbose_name="文号"),
                ),
                ("on", models.DateField(verbose_name="决定日期")),
                ("reasons", core.crypto.EncryptedTextField(default=b"", verbose_name="理由")),
                ("monthly", models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name="每月金额")),
                ("once", models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name="一次性金额")),
                ("starts_on", models.DateField(null=True, verbose_name="从哪个月起")),
                (
                    "review_class",
                    core.models.fields.CodeField(
                        blank=True,
                        choices=[("A", "A 类"), ("B", "B 类"), ("C", "C 类")],
                        db_collation="C",
                        max_length=1,
                        verbose_name="复核类别",
                    ),
                ),
                ("arithmetic", models.JSONField(default=list, verbose_name="怎么算的")),
                ("told_on", models.DateField(null=True, verbose_name="书面告知日期")),
                ("told_how", models.CharField(blank=True, max_length=80, verbose_name="怎样告知")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="aid.aidcase"
                    ),
                ),
            ],
            options={
                "verbose_name": "救助决定",
            },
        ),
        migrations.CreateModel(
            name="CaseDecisionEvent",
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
                (
                    "verdict",
                    core.models.fields.CodeField(
                        choices=[
                            ("confirmed", "确认"),
                            ("refused", "不予确认"),
                            ("rejected", "不予受理"),
                            ("changed", "调整"),
                            ("stopped", "停止"),
                            ("advanced", "先行救助"),
                        ],
                        db_collation="C",
                        max_length=10,
                        verbose_name="决定",
                    ),
                ),
                ("organ", models.CharField(max_length=60, verbose_name="决定机关")),
                (
                    "number",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=60, verbose_name="文号"),
                ),
                ("on", models.DateField(verbose_name="决定日期")),
                ("reasons", core.crypto.EncryptedTextField(default=b"", verbose_name="理由")),
                ("monthly", models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name="每月金额")),
                ("once", models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name="一次性金额")),
                ("starts_on", models.DateField(null=True, verbose_name="从哪个月起")),
                (
                    "review_class",
                    core.models.fields.CodeField(
                        blank=True,
                        choices=[("A", "A 类"), ("B", "B 类"), ("C", "C 类")],
                        db_collation="C",
                        max_length=1,
                        verbose_name="复核类别",
                    ),
                ),
                ("arithmetic", models.JSONField(default=list, verbose_name="怎么算的")),
                ("told_on", models.DateField(null=True, verbose_name="书面告知日期")),
                ("told_how", models.CharField(blank=True, max_length=80, verbose_name="怎样告知")),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="aid.aidcase",
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
                        to="aid.casedecision",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    core.models.fields.CodeField(
                        choices=[
                            ("check", "经济状况核对"),
                            ("survey", "入户调查"),
                            ("opinion", "街道审核意见"),
                            ("heard", "家庭的意见"),
                        ],
                        db_collation="C",
                        max_length=8,
                        verbose_name="是什么",
                    ),
                ),
                ("on", models.DateField(verbose_name="哪天")),
                (
                    "verdict",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=8, verbose_name="结论"),
                ),
                (
                    "number",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=60, verbose_name="报告号"),
                ),
                ("who", models.CharField(blank=True, max_length=120, verbose_name="参加的人")),
                ("words", core.crypto.EncryptedTextField(default=b"", verbose_name="情况")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="aid.aidcase"
                    ),
                ),
            ],
            options={
                "verbose_name": "核对、入户、意见",
            },
        ),
        migrations.CreateModel(
            name="CaseFindingEvent",
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
                (
                    "kind",
                    core.models.fields.CodeField(
                        choices=[
                            ("check", "经济状况核对"),
                            ("survey", "入户调查"),
                            ("opinion", "街道审核意见"),
                            ("heard", "家庭的意见"),
                        ],
                        db_collation="C",
                        max_length=8,
                        verbose_name="是什么",
                    ),
                ),
                ("on", models.DateField(verbose_name="哪天")),
                (
                    "verdict",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=8, verbose_name="结论"),
                ),
                (
                    "number",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=60, verbose_name="报告号"),
                ),
                ("who", models.CharField(blank=True, max_length=120, verbose_name="参加的人")),
                ("words", core.crypto.EncryptedTextField(default=b"", verbose_name="情况")),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="aid.aidcase",
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
                        to="aid.casefinding",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", core.crypto.EncryptedTextField(default=b"", verbose_name="姓名")),
                ("number", core.crypto.EncryptedTextField(default=b"", verbose_name="证号")),
                (
                    "relation",
                    core.models.fields.CodeField(db_collation="C", max_length=8, verbose_name="与户主关系"),
                ),
                ("covered", models.BooleanField(default=True, verbose_name="纳入保障")),
                ("excluded_reason", models.CharField(blank=True, max_length=100, verbose_name="不纳入的原因")),
                ("health", core.crypto.EncryptedTextField(default=b"", verbose_name="健康状况")),
                (
                    "labour",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=8, verbose_name="劳动能力"),
                ),
                ("place", models.PositiveSmallIntegerField(default=0)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="aid.aidcase"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="residents.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "共同生活成员",
            },
        ),
        migrations.CreateModel(
            name="CaseMemberEvent",
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
                ("number", core.crypto.EncryptedTextField(default=b"", verbose_name="证号")),
                (
                    "relation",
                    core.models.fields.CodeField(db_collation="C", max_length=8, verbose_name="与户主关系"),
                ),
                ("covered", models.BooleanField(default=True, verbose_name="纳入保障")),
                ("excluded_reason", models.CharField(blank=True, max_length=100, verbose_name="不纳入的原因")),
                ("health", core.crypto.EncryptedTextField(default=b"", verbose_name="健康状况")),
                (
                    "labour",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=8, verbose_name="劳动能力"),
                ),
                ("place", models.PositiveSmallIntegerField(default=0)),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="aid.aidcase",
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
                        to="aid.casemember",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseObjection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("reconsideration", models.BooleanField(default=False, verbose_name="行政复议")),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("by_name", core.crypto.EncryptedTextField(default=b"", verbose_name="提出人")),
                ("words", core.crypto.EncryptedTextField(default=b"", verbose_name="内容")),
                (
                    "outcome",
                    core.models.fields.CodeField(
                        blank=True,
                        choices=[("upheld", "成立"), ("rejected", "不成立")],
                        db_collation="C",
                        max_length=8,
                        verbose_name="结果",
                    ),
                ),
                ("answered_on", models.DateField(null=True, verbose_name="答复日期")),
                ("answer", core.crypto.EncryptedTextField(default=b"", verbose_name="答复")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="objections", to="aid.aidcase"
                    ),
                ),
            ],
            options={
                "verbose_name": "异议和复议",
            },
        ),
        migrations.CreateModel(
            name="CaseObjectionEvent",
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
                ("reconsideration", models.BooleanField(default=False, verbose_name="行政复议")),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("by_name", core.crypto.EncryptedTextField(default=b"", verbose_name="提出人")),
                ("words", core.crypto.EncryptedTextField(default=b"", verbose_name="内容")),
                (
                    "outcome",
                    core.models.fields.CodeField(
                        blank=True,
                        choices=[("upheld", "成立"), ("rejected", "不成立")],
                        db_collation="C",
                        max_length=8,
                        verbose_name="结果",
                    ),
                ),
                ("answered_on", models.DateField(null=True, verbose_name="答复日期")),
                ("answer", core.crypto.EncryptedTextField(default=b"", verbose_name="答复")),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="aid.aidcase",
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
                        to="aid.caseobjection",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CasePaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    core.models.fields.CodeField(
                        choices=[
                            ("authorization", "授权核对书"),
                            ("commitment", "承诺书"),
                            ("photo", "入户照片"),
                            ("material", "其他材料"),
                        ],
                        db_collation="C",
                        max_length=16,
                        verbose_name="材料",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=80, verbose_name="名称")),
                ("signed_on", models.DateField(null=True, verbose_name="签字日期")),
                ("file", models.CharField(blank=True, max_length=60)),
                ("mime", models.CharField(blank=True, max_length=40)),
                ("size", models.PositiveIntegerField(default=0, verbose_name="大小")),
                ("withdrawn_on", models.DateField(null=True, verbose_name="撤回日期")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="papers", to="aid.aidcase"
                    ),
                ),
            ],
            options={
                "verbose_name": "救助材料",
            },
        ),
        migrations.CreateModel(
            name="CasePaperEvent",
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
                (
                    "kind",
                    core.models.fields.CodeField(
                        choices=[
                            ("authorization", "授权核对书"),
                            ("commitment", "承诺书"),
                            ("photo", "入户照片"),
                            ("material", "其他材料"),
                        ],
                        db_collation="C",
                        max_length=16,
                        verbose_name="材料",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=80, verbose_name="名称")),
                ("signed_on", models.DateField(null=True, verbose_name="签字日期")),
                ("file", models.CharField(blank=True, max_length=60)),
                ("mime", models.CharField(blank=True, max_length=40)),
                ("size", models.PositiveIntegerField(default=0, verbose_name="大小")),
                ("withdrawn_on", models.DateField(null=True, verbose_name="撤回日期")),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="aid.aidcase",
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
                        to="aid.casepaper",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CasePosting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="记录人")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    core.models.fields.CodeField(
                        choices=[("review", "审核公示"), ("decision", "确认结果公布")],
                        db_collation="C",
                        max_length=8,
                        verbose_name="公示",
                    ),
                ),
                ("since", models.DateField(verbose_name="哪天张贴")),
                ("until", models.DateField(verbose_name="到哪天")),
                ("taken_down_on", models.DateField(null=True, verbose_name="哪天取下")),
                ("where", models.CharField(blank=True, max_length=80, verbose_name="张贴在哪里")),
                ("content", models.JSONField(default=dict, verbose_name="公示内容")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="postings", to="aid.aidcase"
                    ),
                ),
            ],
            options={
                "verbose_name": "公示",
            },
        ),
        migrations.CreateModel(
            name="CasePostingEvent",
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
                (
                    "kind",
                    core.models.fields.CodeField(
                        choices=[("review", "审核公示"), ("decision", "确认结果公布")],
                        db_collation="C",
                        max_length=8,
                        verbose_name="公示",
                    ),
                ),
                ("since", models.DateField(verbose_name="哪天张贴")),
                ("until", models.DateField(verbose_name="到哪天")),
                ("taken_down_on", models.DateField(null=True, verbose_name="哪天取下")),
                ("where", models.CharField(blank=True, max_length=80, verbose_name="张贴在哪里")),
                ("content", models.JSONField(default=dict, verbose_name="公示内容")),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="aid.aidcase",
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
                        to="aid.caseposting",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("on", models.DateField(verbose_name="哪天")),
                ("by", models.CharField(max_length=150, verbose_name="谁")),
                ("act", core.models.fields.CodeField(db_collation="C", max_length=20, verbose_name="做了什么")),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                (
                    "before",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=12, verbose_name="原来"),
                ),
                (
                    "after",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=12, verbose_name="现在"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="aid.aidcase"
                    ),
                ),
            ],
            options={
                "verbose_name": "救助办理记录",
            },
        ),
        migrations.AddIndex(
            model_name="aidcase",
            index=models.Index(fields=["area_code", "state", "id"], name="aid_case_area"),
        ),
        migrations.AddIndex(
            model_name="aidcase",
            index=models.Index(fields=["area_code", "-applied_on", "-id"], name="aid_case_day"),
        ),
        migrations.AddIndex(
            model_name="aidcase",
            index=models.Index(fields=["street", "number"], name="aid_case_street"),
        ),
        migrations.AddIndex(
            model_name="aidcase",
            index=models.Index(fields=["household"], name="aid_case_household"),
        ),
        migrations.AddIndex(
            model_name="aidcase",
            index=models.Index(condition=models.Q(("state", "in-force")), fields=["review_on"], name="aid_case_review"),
        ),
        migrations.AddIndex(
            model_name="aidcase",
            index=models.Index(fields=["lead_uid"], name="aid_case_lead"),
        ),
        migrations.AddIndex(
            model_name="aidcase",
            index=models.Index(fields=["applicant", "kind"], name="aid_case_applicant"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="aidcase",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_aidcaseevent" ("accepted_on", "account", "account_bank", "account_name", "agent", "agent_relation", "applicant_id", "applied_on", "area_code", "causes", "circumstances", "due_on", "ended_on", "extended", "household_id", "id", "kind", "law", "lead_uid", "number", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "review_class", "review_on", "source", "state", "uid", "urgent", "why") SELECT old_values."accepted_on", old_values."account", old_values."account_bank", old_values."account_name", old_values."agent", old_values."agent_relation", old_values."applicant_id", old_values."applied_on", old_values."area_code", old_values."causes", old_values."circumstances", old_values."due_on", old_values."ended_on", old_values."extended", old_values."household_id", old_values."id", old_values."kind", old_values."law", old_values."lead_uid", old_values."number", old_values."origin", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."review_class", old_values."review_on", old_values."source", old_values."state", old_values."uid", old_values."urgent", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."accepted_on" IS DISTINCT FROM (new_values."accepted_on") OR old_values."account" IS DISTINCT FROM (new_values."account") OR old_values."account_bank" IS DISTINCT FROM (new_values."account_bank") OR old_values."account_name" IS DISTINCT FROM (new_values."account_name") OR old_values."agent" IS DISTINCT FROM (new_values."agent") OR old_values."agent_relation" IS DISTINCT FROM (new_values."agent_relation") OR old_values."applicant_id" IS DISTINCT FROM (new_values."applicant_id") OR old_values."applied_on" IS DISTINCT FROM (new_values."applied_on") OR old_values."area_code" IS DISTINCT FROM (new_values."area_code") OR old_values."causes" IS DISTINCT FROM (new_values."causes") OR old_values."circumstances" IS DISTINCT FROM (new_values."circumstances") OR old_values."due_on" IS DISTINCT FROM (new_values."due_on") OR old_values."ended_on" IS DISTINCT FROM (new_values."ended_on") OR old_values."extended" IS DISTINCT FROM (new_values."extended") OR old_values."household_id" IS DISTINCT FROM (new_values."household_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."law" IS DISTINCT FROM (new_values."law") OR old_values."lead_uid" IS DISTINCT FROM (new_values."lead_uid") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."origin" IS DISTINCT FROM (new_values."origin") OR old_values."recorded_at" IS DISTINCT FROM (new_values."recorded_at") OR old_values."recorded_by" IS DISTINCT FROM (new_values."recorded_by") OR old_values."review_class" IS DISTINCT FROM (new_values."review_class") OR old_values."review_on" IS DISTINCT FROM (new_values."review_on") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."uid" IS DISTINCT FROM (new_values."uid") OR old_values."urgent" IS DISTINCT FROM (new_values."urgent") OR old_values."why" IS DISTINCT FROM (new_values."why")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="935c2f75cc41bcf942ff8db2e594cc309d8d4d14",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_8b93d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="aid_aidcase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="aidcase",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_aidcaseevent" ("accepted_on", "account", "account_bank", "account_name", "agent", "agent_relation", "applicant_id", "applied_on", "area_code", "causes", "circumstances", "due_on", "ended_on", "extended", "household_id", "id", "kind", "law", "lead_uid", "number", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "review_class", "review_on", "source", "state", "uid", "urgent", "why") SELECT old_values."accepted_on", old_values."account", old_values."account_bank", old_values."account_name", old_values."agent", old_values."agent_relation", old_values."applicant_id", old_values."applied_on", old_values."area_code", old_values."causes", old_values."circumstances", old_values."due_on", old_values."ended_on", old_values."extended", old_values."household_id", old_values."id", old_values."kind", old_values."law", old_values."lead_uid", old_values."number", old_values."origin", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."review_class", old_values."review_on", old_values."source", old_values."state", old_values."uid", old_values."urgent", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="62b0adc32954dbd24ced60124059c12c6b2fbf97",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_9d498",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="aid_aidcase",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="award",
            index=models.Index(fields=["area_code", "kind"], name="aid_award_area"),
        ),
        migrations.AddIndex(
            model_name="award",
            index=models.Index(fields=["household"], name="aid_award_household"),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("case", "="), ("during", "&&")], name="aid_award_one_of_a_case_a_day"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="award",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_awardevent" ("area_code", "case_id", "document", "during", "end_reason", "household_id", "id", "kind", "monthly", "once", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "review_class", "source", "uid", "why") SELECT old_values."area_code", old_values."case_id", old_values."document", old_values."during", old_values."end_reason", old_values."household_id", old_values."id", old_values."kind", old_values."monthly", old_values."once", old_values."people", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."review_class", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="02466f3e58841f39db5ba7b0622204a5606f221e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_0979a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="aid_award",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="award",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_awardevent" ("area_code", "case_id", "document", "during", "end_reason", "household_id", "id", "kind", "monthly", "once", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "review_class", "source", "uid", "why") SELECT old_values."area_code", old_values."case_id", old_values."document", old_values."during", old_values."end_reason", old_values."household_id", old_values."id", old_values."kind", old_values."monthly", old_values."once", old_values."people", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."review_class", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="664d1430985745edde90a60cc323b2fa73949e8c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_226a1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="aid_award",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casedecision",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_casedecisionevent" ("arithmetic", "case_id", "id", "monthly", "number", "on", "once", "organ", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "recorded_at", "recorded_by", "review_class", "source", "starts_on", "told_how", "told_on", "uid", "verdict", "why") SELECT old_values."arithmetic", old_values."case_id", old_values."id", old_values."monthly", old_values."number", old_values."on", old_values."once", old_values."organ", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."reasons", old_values."recorded_at", old_values."recorded_by", old_values."review_class", old_values."source", old_values."starts_on", old_values."told_how", old_values."told_on", old_values."uid", old_values."verdict", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e3a0119f423785da7d9d7d1c65b3badf420a3e81",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_77cb8",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="aid_casedecision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casedecision",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_casedecisionevent" ("arithmetic", "case_id", "id", "monthly", "number", "on", "once", "organ", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "recorded_at", "recorded_by", "review_class", "source", "starts_on", "told_how", "told_on", "uid", "verdict", "why") SELECT old_values."arithmetic", old_values."case_id", old_values."id", old_values."monthly", old_values."number", old_values."on", old_values."once", old_values."organ", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."reasons", old_values."recorded_at", old_values."recorded_by", old_values."review_class", old_values."source", old_values."starts_on", old_values."told_how", old_values."told_on", old_values."uid", old_values."verdict", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8ccc92f55258492f94398770aa2d41f62ffcf861",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_33808",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="aid_casedecision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casefinding",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_casefindingevent" ("case_id", "id", "kind", "number", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "uid", "verdict", "who", "why", "words") SELECT old_values."case_id", old_values."id", old_values."kind", old_values."number", old_values."on", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."verdict", old_values."who", old_values."why", old_values."words" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3347846fc062414284e76da591fac885945b026a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_626e9",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="aid_casefinding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casefinding",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_casefindingevent" ("case_id", "id", "kind", "number", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "uid", "verdict", "who", "why", "words") SELECT old_values."case_id", old_values."id", old_values."kind", old_values."number", old_values."on", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."verdict", old_values."who", old_values."why", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d54452f91f39687e8aeaa2b669b2e18216a91fb3",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_6b9a9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="aid_casefinding",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="casemember",
            index=models.Index(fields=["person"], name="aid_member_person"),
        ),
        migrations.AddConstraint(
            model_name="casemember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", False)), fields=("case", "person"), name="aid_case_member_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casemember",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_casememberevent" ("case_id", "covered", "excluded_reason", "health", "id", "labour", "name", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by", "relation", "source", "uid", "why") SELECT old_values."case_id", old_values."covered", old_values."excluded_reason", old_values."health", old_values."id", old_values."labour", old_values."name", old_values."number", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."place", old_values."recorded_at", old_values."recorded_by", old_values."relation", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="84fa16b8e5e2adfcd661895fe544faf62e812eb1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_f4b76",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="aid_casemember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casemember",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_casememberevent" ("case_id", "covered", "excluded_reason", "health", "id", "labour", "name", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by", "relation", "source", "uid", "why") SELECT old_values."case_id", old_values."covered", old_values."excluded_reason", old_values."health", old_values."id", old_values."labour", old_values."name", old_values."number", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."place", old_values."recorded_at", old_values."recorded_by", old_values."relation", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="366db753ebb39b98a07391caa330ef9ed3969c68",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_5e542",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="aid_casemember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caseobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_caseobjectionevent" ("answer", "answered_on", "by_name", "case_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "reconsideration", "recorded_at", "recorded_by", "source", "uid", "why", "words") SELECT old_values."answer", old_values."answered_on", old_values."by_name", old_values."case_id", old_values."id", old_values."outcome", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."received_on", old_values."reconsideration", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."why", old_values."words" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9144fcf8acefd99f40d180344a9a42b9f19b87b2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_a1ac1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="aid_caseobjection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caseobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_caseobjectionevent" ("answer", "answered_on", "by_name", "case_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "reconsideration", "recorded_at", "recorded_by", "source", "uid", "why", "words") SELECT old_values."answer", old_values."answered_on", old_values."by_name", old_values."case_id", old_values."id", old_values."outcome", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."received_on", old_values."reconsideration", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."why", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="53b0df48ce04474936fb0f26528bebc06b88e06b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_cd285",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="aid_caseobjection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casepaper",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_casepaperevent" ("case_id", "file", "id", "kind", "mime", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "signed_on", "size", "source", "title", "uid", "why", "withdrawn_on") SELECT old_values."case_id", old_values."file", old_values."id", old_values."kind", old_values."mime", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."signed_on", old_values."size", old_values."source", old_values."title", old_values."uid", old_values."why", old_values."withdrawn_on" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e804f88772d6783017c072733a377dfe8c0884ee",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_13648",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="aid_casepaper",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casepaper",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_casepaperevent" ("case_id", "file", "id", "kind", "mime", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "signed_on", "size", "source", "title", "uid", "why", "withdrawn_on") SELECT old_values."case_id", old_values."file", old_values."id", old_values."kind", old_values."mime", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."signed_on", old_values."size", old_values."source", old_values."title", old_values."uid", old_values."why", old_values."withdrawn_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c02a6ad549a8bebe4d1172d5f75edf05731d43f6",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_e56ff",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="aid_casepaper",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="caseposting",
            index=models.Index(
                condition=models.Q(("taken_down_on", None)), fields=["until"], name="aid_posting_hanging"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caseposting",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_casepostingevent" ("case_id", "content", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "since", "source", "taken_down_on", "uid", "until", "where", "why") SELECT old_values."case_id", old_values."content", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."since", old_values."source", old_values."taken_down_on", old_values."uid", old_values."until", old_values."where", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="46e8f216ddd775ba6e7f64e6274551aebdd2e829",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_e4765",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="aid_caseposting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caseposting",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_casepostingevent" ("case_id", "content", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "since", "source", "taken_down_on", "uid", "until", "where", "why") SELECT old_values."case_id", old_values."content", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."since", old_values."source", old_values."taken_down_on", old_values."uid", old_values."until", old_values."where", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5e5942264d70708fb2b4991059669e540105a21f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_cfd9f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="aid_caseposting",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="casestep",
            index=models.Index(fields=["case", "id"], name="aid_step_order"),
        ),
        # Whoever answers for the community of a case sees it and what belongs to it.
        ScopeRows("aid_aidcase", columns=["area_code"]),
        ScopeRows("aid_aidcaseevent", columns=["area_code"], open_insert=True),
        ScopeRows("aid_award", columns=["area_code"]),
        ScopeRows("aid_awardevent", columns=["area_code"], open_insert=True),
        *(ScopeRows(f"aid_{name}", via=("case_id", "aid_aidcase", "id")) for name in _OF_A_CASE),
        *(
            ScopeRows(f"aid_{name}event", via=("case_id", "aid_aidcase", "id"), open_insert=True)
            for name in _OF_A_CASE
            if name != "casestep"
        ),
        AppendOnly(["aid_casestep", *(f"aid_{name}event" for name in _TRACKED)]),
    ])
