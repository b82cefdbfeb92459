"""Tables of the mechanisms."""

import core.crypto
import core.models.fields
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from core.migrating import tables_together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_foundation'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False, verbose_name='日期')),
                ('is_working', models.BooleanField(verbose_name='上班')),
                ('name', models.CharField(blank=True, max_length=40, verbose_name='名称')),
                ('source', models.CharField(max_length=120, verbose_name='文号')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.CharField(max_length=150)),
            ],
            options={
                'verbose_name': '节假日安排',
            },
        ),
        migrations.CreateModel(
            name='ParameterValueEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('key', core.models.fields.CodeField(db_collation='C', max_length=80, verbose_name='参数')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='有效期')),
                ('value', models.JSONField(null=True, verbose_name='值')),
                ('document', models.CharField(max_length=300, verbose_name='依据文件')),
                ('clause', models.CharField(blank=True, max_length=200, verbose_name='条款')),
                ('certainty', models.CharField(blank=True, max_length=8, verbose_name='确定性')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.CharField(max_length=150)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReadLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True)),
                ('action', models.CharField(max_length=40, verbose_name='做了什么')),
                ('subject_kind', models.CharField(max_length=40, verbose_name='对象类别')),
                ('subject_uid', models.UUIDField(db_index=True, null=True, verbose_name='对象')),
                ('subject_label', models.CharField(blank=True, max_length=80, verbose_name='对象名称')),
                ('area_code', core.models.fields.CodeField(blank=True, db_collation='C', max_length=24, verbose_name='地区')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('request_id', models.CharField(blank=True, max_length=32)),
                ('ip', models.GenericIPAddressField(null=True)),
            ],
            options={
                'verbose_name': '查看记录',
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list_key', models.CharField(max_length=60, verbose_name='列表')),
                ('name', models.CharField(max_length=40, verbose_name='名称')),
                ('query', models.CharField(blank=True, max_length=1000, verbose_name='筛选')),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': '存下的视图',
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', core.models.fields.CodeField(db_collation='C', max_length=60, verbose_name='事')),
                ('occurred_on', models.DateField(verbose_name='发生日')),
                ('recorded_at', models.DateTimeField(db_index=True, verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('source_key', core.models.fields.CodeField(blank=True, db_collation='C', max_length=160, verbose_name='来源键')),
                ('payload', models.JSONField(default=dict)),
                ('status', models.CharField(choices=[('registered', '已登记'), ('voided', '已作废'), ('corrected', '已更正')], default='registered', max_length=12)),
                ('request_id', models.CharField(blank=True, max_length=32)),
                ('dispatched_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': '事件',
                'indexes': [models.Index(condition=models.Q(('dispatched_at', None)), fields=['id'], name='event_pending'), models.Index(fields=['source'], name='event_source')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('source_key', ''), _negated=True), fields=('kind', 'source_key'), name='event_told_once')],
            },
        ),
        migrations.CreateModel(
            name='EventSubject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person_id', models.BigIntegerField()),
                ('role', models.CharField(max_length=24)),
                ('area_code', core.models.fields.CodeField(blank=True, db_collation='C', max_length=24, verbose_name='地区')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subjects', to='core.event')),
            ],
        ),
        migrations.CreateModel(
            name='ExportRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('at', models.DateTimeField(db_index=True)),
                ('what', models.CharField(max_length=80, verbose_name='导出了什么')),
                ('params', models.JSONField(default=dict, verbose_name='怎样再做一份')),
                ('area_code', core.models.fields.CodeField(blank=True, db_collation='C', max_length=24, verbose_name='地区')),
                ('purpose', models.CharField(max_length=200, verbose_name='用途')),
                ('format', models.CharField(max_length=8)),
                ('rows', models.PositiveIntegerField(verbose_name='行数')),
                ('sha256', models.CharField(max_length=64)),
                ('request_id', models.CharField(blank=True, max_length=32)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '导出登记',
            },
        ),
        migrations.CreateModel(
            name='HeaderMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('feed', core.models.fields.CodeField(db_collation='C', max_length=40)),
                ('header', models.CharField(max_length=80, verbose_name='表里的列名')),
                ('field', models.CharField(max_length=60, verbose_name='对应的列')),
                ('recorded_by', models.CharField(max_length=150)),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('feed', 'header'), name='header_mapping_once')],
            },
        ),
        migrations.CreateModel(
            name='IdempotentAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120)),
                ('request_digest', models.CharField(max_length=64)),
                ('status', models.PositiveSmallIntegerField()),
                ('answer', models.JSONField()),
                ('recorded_at', models.DateTimeField(db_index=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('feed', core.models.fields.CodeField(db_collation='C', max_length=40, verbose_name='布局')),
                ('state', models.CharField(choices=[('uploaded', '已上传'), ('checking', '检查中'), ('preview', '待入库'), ('committing', '入库中'), ('committed', '已入库'), ('undoing', '撤销中'), ('undone', '已撤销'), ('refused', '整份退回'), ('abandoned', '已放弃')], default='uploaded', max_length=12)),
                ('file_name', models.CharField(max_length=200, verbose_name='文件名')),
                ('file_path', models.CharField(blank=True, max_length=300)),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('sheet', models.CharField(blank=True, max_length=80, verbose_name='工作表')),
                ('header_row', models.PositiveIntegerField(default=0)),
                ('headers', models.JSONField(default=list, verbose_name='表头')),
                ('mapping', models.JSONField(default=dict, verbose_name='列的对应')),
                ('area_code', core.models.fields.CodeField(blank=True, db_collation='C', max_length=24, verbose_name='导入人的地区')),
                ('uploaded_at', models.DateTimeField(db_index=True)),
                ('committed_at', models.DateTimeField(null=True)),
                ('progress', models.PositiveIntegerField(default=0, verbose_name='已查行数')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='全部行数')),
                ('counts', models.JSONField(default=dict, verbose_name='结果')),
                ('message', models.CharField(blank=True, max_length=500, verbose_name='整份退回的原因')),
                ('returned_path', models.CharField(blank=True, max_length=300, verbose_name='退回表')),
                ('replaces', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.importbatch', verbose_name='修好再送的是哪一批')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '导入批次',
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField(verbose_name='文件里的行号')),
                ('verdict', models.CharField(choices=[('accepted', '入库'), ('unchanged', '与底册相同'), ('review', '要人核对'), ('refused', '退回'), ('skipped', '跳过')], max_length=10)),
                ('corrected', models.BooleanField(default=False, verbose_name='有改正')),
                ('raw', core.crypto.EncryptedTextField(verbose_name='原样')),
                ('reading', core.crypto.EncryptedTextField(verbose_name='读懂后')),
                ('label', models.CharField(blank=True, max_length=80, verbose_name='姓名')),
                ('problems', models.JSONField(default=list, verbose_name='问题')),
                ('fixes', models.JSONField(default=list, verbose_name='改正')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='会做什么')),
                ('decision', core.models.fields.CodeField(blank=True, db_collation='C', max_length=12, verbose_name='核对的结果')),
                ('person_id', models.BigIntegerField(null=True)),
                ('area_code', core.models.fields.CodeField(blank=True, db_collation='C', max_length=24)),
                ('resolved_at', models.DateTimeField(null=True)),
                ('resolved_by', models.CharField(blank=True, max_length=150)),
                ('resolution', models.CharField(blank=True, max_length=200, verbose_name='核对的决定')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='core.importbatch')),
            ],
            options={
                'verbose_name': '导入行',
            },
        ),
        migrations.CreateModel(
            name='ParameterValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', core.models.fields.CodeField(db_collation='C', max_length=80, verbose_name='参数')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='有效期')),
                ('value', models.JSONField(null=True, verbose_name='值')),
                ('document', models.CharField(max_length=300, verbose_name='依据文件')),
                ('clause', models.CharField(blank=True, max_length=200, verbose_name='条款')),
                ('certainty', models.CharField(blank=True, max_length=8, verbose_name='确定性')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.CharField(max_length=150)),
            ],
            options={
                'verbose_name': '政策参数',
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('key', '='), ('area_code', '='), ('during', '&&')], name='parameter_one_value_a_day')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='parametervalue',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "core_parametervalueevent" ("area_code", "certainty", "clause", "document", "during", "id", "key", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "value") SELECT old_values."area_code", old_values."certainty", old_values."clause", old_values."document", old_values."during", old_values."id", old_values."key", old_values."note", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."value" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c9d12251fb0708ae618b172120208a2518a87950', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_17955', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='core_parametervalue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='parametervalue',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "core_parametervalueevent" ("area_code", "certainty", "clause", "document", "during", "id", "key", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "value") SELECT old_values."area_code", old_values."certainty", old_values."clause", old_values."document", old_values."during", old_values."id", old_values."key", old_values."note", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='daa028d4e13b91fd7a8d16ab4b92a23b0c3c4e12', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_d2ecc', referencing='REFERENCING OLD TABLE AS old_values ', table='core_parametervalue', when='AFTER')),
        ),
        migrations.AddField(
            model_name='parametervalueevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='parametervalueevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='core.parametervalue'),
        ),
        migrations.AddField(
            model_name='readlog',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁'),
        ),
        migrations.AddField(
            model_name='savedview',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='eventsubject',
            index=models.Index(fields=['person_id', 'event'], name='event_subject_person'),
        ),
        migrations.AddIndex(
            model_name='eventsubject',
            index=models.Index(fields=['area_code', 'event'], name='event_subject_area'),
        ),
        migrations.AddConstraint(
            model_name='eventsubject',
            constraint=models.UniqueConstraint(fields=('event', 'person_id', 'role'), name='event_subject_once'),
        ),
        migrations.AddConstraint(
            model_name='idempotentanswer',
            constraint=models.UniqueConstraint(fields=('user', 'key'), name='idempotent_answer_once'),
        ),
        migrations.AddIndex(
            model_name='importrow',
            index=models.Index(fields=['batch', 'verdict', 'line'], name='import_row_verdict'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.UniqueConstraint(fields=('batch', 'line'), name='import_row_line_once'),
        ),
        migrations.AddConstraint(
            model_name='savedview',
            constraint=models.UniqueConstraint(fields=('user', 'list_key', 'name'), name='saved_view_name_once'),
        ),
    ])
