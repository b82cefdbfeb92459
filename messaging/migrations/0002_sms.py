"""Text messages, their templates and batches, behind the second wall; a number may be silent without a person."""

import core.crypto
import core.models.fields
import django.db.models.deletion
import messaging.domain.sms_states
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models

from core.migrating import tables_together
from core.rls import AppendOnly, ScopeRows


class Migration(migrations.Migration):

    dependencies = [
        ('messaging', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name='Sms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('key', core.models.fields.CodeField(db_collation='C', max_length=160, unique=True, verbose_name='同一件事只发一次')),
                ('person_id', models.BigIntegerField(null=True, verbose_name='关于哪位居民')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
                ('whose', models.CharField(choices=[('self', '本人'), ('guardian', '监护人'), ('contact', '登记的联系人')], default='self', max_length=8, verbose_name='发给谁的号码')),
                ('phone', core.crypto.EncryptedTextField(default=b'', verbose_name='号码')),
                ('phone_digest', models.BinaryField(max_length=32, null=True)),
                ('phone_last4', core.models.fields.CodeField(blank=True, db_collation='C', max_length=4)),
                ('params', core.crypto.EncryptedTextField(default=b'', verbose_name='填的内容')),
                ('text', core.crypto.EncryptedTextField(default=b'', verbose_name='正文')),
                ('segments', models.PositiveSmallIntegerField(default=0, verbose_name='计费条数')),
                ('state', models.CharField(choices=[('draft', '待批准'), ('queued', '等待发送'), ('sending', '正在发送'), ('accepted', '平台已收'), ('delivered', '已送达'), ('failed', '没送到'), ('held', '暂停，等人看'), ('suppressed', '不发')], default='queued', max_length=10, verbose_name='状态')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='为什么')),
                ('not_before', models.DateTimeField(verbose_name='何时起可发')),
                ('claimed_at', models.DateTimeField(null=True, verbose_name='何时取去发送')),
                ('accepted_at', models.DateTimeField(null=True, verbose_name='平台何时收下')),
                ('reported_at', models.DateTimeField(null=True, verbose_name='何时回执')),
                ('biz_id', core.models.fields.CodeField(blank=True, db_collation='C', max_length=64, verbose_name='平台流水号')),
                ('code', core.models.fields.CodeField(blank=True, db_collation='C', max_length=64, verbose_name='平台的答复')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='发了几次')),
                ('cause', core.models.fields.CodeField(blank=True, db_collation='C', max_length=64, verbose_name='因为什么')),
                ('requested_by', models.CharField(max_length=150, verbose_name='谁要发的')),
                ('requested_at', models.DateTimeField(verbose_name='何时要发的')),
            ],
            options={
                'verbose_name': '短信',
            },
        ),
        migrations.CreateModel(
            name='SmsBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
                ('title', models.CharField(max_length=80, verbose_name='事由')),
                ('params', models.JSONField(default=dict, verbose_name='填的内容')),
                ('audience', core.models.fields.CodeField(db_collation='C', max_length=40, verbose_name='发给谁')),
                ('state', models.CharField(choices=[('draft', '待批准'), ('approved', '已批准'), ('sent', '已发完'), ('dropped', '不发了')], default='draft', max_length=8, verbose_name='状态')),
                ('drafted_by', models.CharField(max_length=150, verbose_name='起草人')),
                ('drafted_at', models.DateTimeField(verbose_name='起草于')),
                ('decided_by', models.CharField(blank=True, max_length=150, verbose_name='批准人')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='批准于')),
                ('decided_why', models.CharField(blank=True, max_length=200, verbose_name='意见')),
            ],
            options={
                'verbose_name': '成批短信',
            },
        ),
        migrations.CreateModel(
            name='SmsBatchEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
                ('title', models.CharField(max_length=80, verbose_name='事由')),
                ('params', models.JSONField(default=dict, verbose_name='填的内容')),
                ('audience', core.models.fields.CodeField(db_collation='C', max_length=40, verbose_name='发给谁')),
                ('state', models.CharField(choices=[('draft', '待批准'), ('approved', '已批准'), ('sent', '已发完'), ('dropped', '不发了')], default='draft', max_length=8, verbose_name='状态')),
                ('drafted_by', models.CharField(max_length=150, verbose_name='起草人')),
                ('drafted_at', models.DateTimeField(verbose_name='起草于')),
                ('decided_by', models.CharField(blank=True, max_length=150, verbose_name='批准人')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='批准于')),
                ('decided_why', models.CharField(blank=True, max_length=200, verbose_name='意见')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SmsEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('key', core.models.fields.CodeField(db_collation='C', max_length=160, verbose_name='同一件事只发一次')),
                ('person_id', models.BigIntegerField(null=True, verbose_name='关于哪位居民')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
                ('whose', models.CharField(choices=[('self', '本人'), ('guardian', '监护人'), ('contact', '登记的联系人')], default='self', max_length=8, verbose_name='发给谁的号码')),
                ('phone', core.crypto.EncryptedTextField(default=b'', verbose_name='号码')),
                ('phone_digest', models.BinaryField(max_length=32, null=True)),
                ('phone_last4', core.models.fields.CodeField(blank=True, db_collation='C', max_length=4)),
                ('params', core.crypto.EncryptedTextField(default=b'', verbose_name='填的内容')),
                ('text', core.crypto.EncryptedTextField(default=b'', verbose_name='正文')),
                ('segments', models.PositiveSmallIntegerField(default=0, verbose_name='计费条数')),
                ('state', models.CharField(choices=[('draft', '待批准'), ('queued', '等待发送'), ('sending', '正在发送'), ('accepted', '平台已收'), ('delivered', '已送达'), ('failed', '没送到'), ('held', '暂停，等人看'), ('suppressed', '不发')], default='queued', max_length=10, verbose_name='状态')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='为什么')),
                ('not_before', models.DateTimeField(verbose_name='何时起可发')),
                ('claimed_at', models.DateTimeField(null=True, verbose_name='何时取去发送')),
                ('accepted_at', models.DateTimeField(null=True, verbose_name='平台何时收下')),
                ('reported_at', models.DateTimeField(null=True, verbose_name='何时回执')),
                ('biz_id', core.models.fields.CodeField(blank=True, db_collation='C', max_length=64, verbose_name='平台流水号')),
                ('code', core.models.fields.CodeField(blank=True, db_collation='C', max_length=64, verbose_name='平台的答复')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='发了几次')),
                ('cause', core.models.fields.CodeField(blank=True, db_collation='C', max_length=64, verbose_name='因为什么')),
                ('requested_by', models.CharField(max_length=150, verbose_name='谁要发的')),
                ('requested_at', models.DateTimeField(verbose_name='何时要发的')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SmsTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', core.models.fields.CodeField(db_collation='C', max_length=40, unique=True, verbose_name='编号')),
                ('title', models.CharField(max_length=60, verbose_name='名称')),
                ('text', models.CharField(max_length=400, verbose_name='正文')),
                ('kind', models.CharField(choices=[('notice', '通知'), ('verification', '验证码'), ('urgent', '紧急')], default='notice', max_length=12, verbose_name='种类')),
                ('per_household', models.BooleanField(default=False, verbose_name='一户只发一条')),
                ('gateway_code', core.models.fields.CodeField(blank=True, db_collation='C', max_length=40, verbose_name='平台模板号')),
                ('state', models.CharField(choices=[('waiting', '待启用'), ('active', '在用'), ('retired', '停用')], default='waiting', max_length=8, verbose_name='状态')),
                ('declared', models.BooleanField(default=False, verbose_name='随产品发布')),
                ('changed_at', models.DateTimeField(verbose_name='何时改的')),
                ('changed_by', models.CharField(max_length=150, verbose_name='谁改的')),
            ],
            options={
                'verbose_name': '短信模板',
            },
        ),
        migrations.CreateModel(
            name='SmsTemplateEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('code', core.models.fields.CodeField(db_collation='C', max_length=40, verbose_name='编号')),
                ('title', models.CharField(max_length=60, verbose_name='名称')),
                ('text', models.CharField(max_length=400, verbose_name='正文')),
                ('kind', models.CharField(choices=[('notice', '通知'), ('verification', '验证码'), ('urgent', '紧急')], default='notice', max_length=12, verbose_name='种类')),
                ('per_household', models.BooleanField(default=False, verbose_name='一户只发一条')),
                ('gateway_code', core.models.fields.CodeField(blank=True, db_collation='C', max_length=40, verbose_name='平台模板号')),
                ('state', models.CharField(choices=[('waiting', '待启用'), ('active', '在用'), ('retired', '停用')], default='waiting', max_length=8, verbose_name='状态')),
                ('declared', models.BooleanField(default=False, verbose_name='随产品发布')),
                ('changed_at', models.DateTimeField(verbose_name='何时改的')),
                ('changed_by', models.CharField(max_length=150, verbose_name='谁改的')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AlterField(
            model_name='silence',
            name='person_id',
            field=models.BigIntegerField(null=True, verbose_name='居民'),
        ),
        migrations.AlterField(
            model_name='silenceevent',
            name='person_id',
            field=models.BigIntegerField(null=True, verbose_name='居民'),
        ),
        migrations.AddConstraint(
            model_name='silence',
            constraint=models.UniqueConstraint(condition=models.Q(('person_id', None), ('until', None)), fields=('phone_digest', 'reason'), name='silence_number_once'),
        ),
        migrations.AddField(
            model_name='sms',
            name='batch',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='messaging.smsbatch'),
        ),
        migrations.AddField(
            model_name='smsbatchevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='smsbatchevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='messaging.smsbatch'),
        ),
        migrations.AddField(
            model_name='smsevent',
            name='batch',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='messaging.smsbatch'),
        ),
        migrations.AddField(
            model_name='smsevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='smsevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='messaging.sms'),
        ),
        migrations.AddField(
            model_name='smsevent',
            name='template',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='messaging.smstemplate'),
        ),
        migrations.AddField(
            model_name='smsbatchevent',
            name='template',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='messaging.smstemplate'),
        ),
        migrations.AddField(
            model_name='smsbatch',
            name='template',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='messaging.smstemplate'),
        ),
        migrations.AddField(
            model_name='sms',
            name='template',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='messaging.smstemplate'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='smstemplate',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "messaging_smstemplateevent" ("changed_at", "changed_by", "code", "declared", "gateway_code", "id", "kind", "per_household", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text", "title") SELECT old_values."changed_at", old_values."changed_by", old_values."code", old_values."declared", old_values."gateway_code", old_values."id", old_values."kind", old_values."per_household", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."state", old_values."text", old_values."title" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c9333402809829561010e9837085cfd5b5007439', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_55526', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='messaging_smstemplate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='smstemplate',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "messaging_smstemplateevent" ("changed_at", "changed_by", "code", "declared", "gateway_code", "id", "kind", "per_household", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text", "title") SELECT old_values."changed_at", old_values."changed_by", old_values."code", old_values."declared", old_values."gateway_code", old_values."id", old_values."kind", old_values."per_household", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."state", old_values."text", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='81b32aa568a75f4ec38120a738298d842da8bf55', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_a847f', referencing='REFERENCING OLD TABLE AS old_values ', table='messaging_smstemplate', when='AFTER')),
        ),
        migrations.AddField(
            model_name='smstemplateevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='smstemplateevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='messaging.smstemplate'),
        ),
        migrations.AddIndex(
            model_name='smsbatch',
            index=models.Index(fields=['area_code', '-id'], name='smsbatch_area'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='smsbatch',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "messaging_smsbatchevent" ("area_code", "audience", "decided_at", "decided_by", "decided_why", "drafted_at", "drafted_by", "id", "params", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "template_id", "title", "uid") SELECT old_values."area_code", old_values."audience", old_values."decided_at", old_values."decided_by", old_values."decided_why", old_values."drafted_at", old_values."drafted_by", old_values."id", old_values."params", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."state", old_values."template_id", old_values."title", old_values."uid" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8486e93cd330c98500086ea9af6879186ced180a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_25851', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='messaging_smsbatch', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='smsbatch',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "messaging_smsbatchevent" ("area_code", "audience", "decided_at", "decided_by", "decided_why", "drafted_at", "drafted_by", "id", "params", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "template_id", "title", "uid") SELECT old_values."area_code", old_values."audience", old_values."decided_at", old_values."decided_by", old_values."decided_why", old_values."drafted_at", old_values."drafted_by", old_values."id", old_values."params", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."state", old_values."template_id", old_values."title", old_values."uid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ec1ee36c0adb1ad39dad9cf465ab90009572b46f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_63052', referencing='REFERENCING OLD TABLE AS old_values ', table='messaging_smsbatch', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='sms',
            index=models.Index(condition=models.Q(('state', messaging.domain.sms_states.State['QUEUED'])), fields=['not_before', 'id'], name='sms_waiting'),
        ),
        migrations.AddIndex(
            model_name='sms',
            index=models.Index(condition=models.Q(('state__in', [messaging.domain.sms_states.State['SENDING'], messaging.domain.sms_states.State['ACCEPTED']])), fields=['claimed_at'], name='sms_unanswered'),
        ),
        migrations.AddIndex(
            model_name='sms',
            index=models.Index(condition=models.Q(('state__in', (messaging.domain.sms_states.State['ACCEPTED'], messaging.domain.sms_states.State['DELIVERED']))), fields=['phone_digest', 'accepted_at'], name='sms_number_day'),
        ),
        migrations.AddIndex(
            model_name='sms',
            index=models.Index(fields=['person_id', '-id'], name='sms_person'),
        ),
        migrations.AddIndex(
            model_name='sms',
            index=models.Index(fields=['area_code', '-id'], name='sms_area'),
        ),
        migrations.AddIndex(
            model_name='sms',
            index=models.Index(condition=models.Q(('batch__isnull', False)), fields=['batch', 'id'], name='sms_batch'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sms',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "messaging_smsevent" ("accepted_at", "area_code", "batch_id", "biz_id", "cause", "claimed_at", "code", "id", "key", "not_before", "params", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_digest", "phone_last4", "reason", "reported_at", "requested_at", "requested_by", "segments", "state", "template_id", "text", "tries", "uid", "whose") SELECT old_values."accepted_at", old_values."area_code", old_values."batch_id", old_values."biz_id", old_values."cause", old_values."claimed_at", old_values."code", old_values."id", old_values."key", old_values."not_before", old_values."params", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."phone", old_values."phone_digest", old_values."phone_last4", old_values."reason", old_values."reported_at", old_values."requested_at", old_values."requested_by", old_values."segments", old_values."state", old_values."template_id", old_values."text", old_values."tries", old_values."uid", old_values."whose" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b9fbb816600ff6caa688cac84dd54eb36e8b9ede', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_7b725', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='messaging_sms', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sms',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "messaging_smsevent" ("accepted_at", "area_code", "batch_id", "biz_id", "cause", "claimed_at", "code", "id", "key", "not_before", "params", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_digest", "phone_last4", "reason", "reported_at", "requested_at", "requested_by", "segments", "state", "template_id", "text", "tries", "uid", "whose") SELECT old_values."accepted_at", old_values."area_code", old_values."batch_id", old_values."biz_id", old_values."cause", old_values."claimed_at", old_values."code", old_values."id", old_values."key", old_values."not_before", old_values."params", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."phone", old_values."phone_digest", old_values."phone_last4", old_values."reason", old_values."reported_at", old_values."requested_at", old_values."requested_by", old_values."segments", old_values."state", old_values."template_id", old_values."text", old_values."tries", old_values."uid", old_values."whose" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d11d04a89c998478a1847b8bc443aa22fd7ba51b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_b198d', referencing='REFERENCING OLD TABLE AS old_values ', table='messaging_sms', when='AFTER')),
        ),
        ScopeRows("messaging_sms", columns=["area_code"]),
        ScopeRows("messaging_smsevent", columns=["area_code"], open_insert=True),
        ScopeRows("messaging_smsbatch", columns=["area_code"]),
        ScopeRows("messaging_smsbatchevent", columns=["area_code"], open_insert=True),
        AppendOnly(["messaging_smsevent", "messaging_smsbatchevent", "messaging_smstemplateevent"]),
    ])
