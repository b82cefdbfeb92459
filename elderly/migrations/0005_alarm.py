"""Alarm devices, their contacts and the calls they make, behind the second wall."""

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
        ('elderly', '0004_care'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('residents', '0020_occupations_pregnancies'),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name='AlarmCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('centre', core.models.fields.CodeField(db_collation='C', max_length=150, verbose_name='哪个平台')),
                ('call_id', core.models.fields.CodeField(db_collation='C', max_length=80, verbose_name='平台的编号')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('kind', models.CharField(choices=[('help', '求助'), ('fall', '跌倒'), ('mistaken', '误按'), ('test', '测试'), ('low-battery', '电量低'), ('offline', '离线')], max_length=12, verbose_name='什么呼叫')),
                ('pressed_at', models.DateTimeField(verbose_name='何时按下')),
                ('received_at', models.DateTimeField(verbose_name='何时报来')),
                ('state', models.CharField(choices=[('contacts', '正在打联系人电话'), ('doorstep', '要有人上门'), ('closed', '已有结果')], default='contacts', max_length=10, verbose_name='状态')),
                ('answer_by', models.DateTimeField(null=True, verbose_name='联系人最晚何时有回音')),
                ('doorstep_at', models.DateTimeField(null=True, verbose_name='何时派人上门')),
                ('task_uid', models.UUIDField(null=True, verbose_name='上门的待办')),
                ('told_office_at', models.DateTimeField(null=True, verbose_name='何时报街道')),
                ('outcome', models.CharField(blank=True, choices=[('fine', '人没事'), ('helped', '当场帮到了'), ('contact-came', '联系人到了'), ('ambulance', '叫了 120，送医'), ('police', '报了警'), ('mistaken', '误按'), ('away', '人不在家，已联系上'), ('died', '已经去世'), ('test', '测试正常'), ('device', '设备问题，已报修')], max_length=14, verbose_name='结果')),
                ('note', core.crypto.EncryptedTextField(default=b'', verbose_name='情况')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='何时有结果')),
                ('closed_by', models.CharField(blank=True, max_length=150, verbose_name='谁写的结果')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.person')),
            ],
            options={
                'verbose_name': '平安通呼叫',
            },
        ),
        migrations.CreateModel(
            name='AlarmContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('place', models.PositiveSmallIntegerField(verbose_name='第几个打')),
                ('relation', models.CharField(max_length=20, verbose_name='是老人的什么人')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('phone', core.crypto.EncryptedTextField(default=b'', verbose_name='电话')),
                ('phone_digest', models.BinaryField(max_length=32, null=True)),
                ('phone_last4', core.models.fields.CodeField(blank=True, db_collation='C', max_length=4)),
                ('by_agreement', models.BooleanField(default=False, verbose_name='照料协议指定')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='不再是联系人')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='登记人')),
                ('recorded_at', models.DateTimeField(verbose_name='登记于')),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.person')),
            ],
            options={
                'verbose_name': '平安通联系人',
            },
        ),
        migrations.CreateModel(
            name='AlarmContactEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('place', models.PositiveSmallIntegerField(verbose_name='第几个打')),
                ('relation', models.CharField(max_length=20, verbose_name='是老人的什么人')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('phone', core.crypto.EncryptedTextField(default=b'', verbose_name='电话')),
                ('phone_digest', models.BinaryField(max_length=32, null=True)),
                ('phone_last4', core.models.fields.CodeField(blank=True, db_collation='C', max_length=4)),
                ('by_agreement', models.BooleanField(default=False, verbose_name='照料协议指定')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='不再是联系人')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='登记人')),
                ('recorded_at', models.DateTimeField(verbose_name='登记于')),
                ('contact', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='elderly.alarmcontact')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AlarmDevice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('number', core.models.fields.CodeField(db_collation='C', max_length=40, verbose_name='设备号')),
                ('provider', models.CharField(max_length=60, verbose_name='服务商')),
                ('paid', models.CharField(choices=[('self', '自费'), ('subsidised', '政府资助')], max_length=12, verbose_name='谁付费')),
                ('since', models.DateField(verbose_name='开通日期')),
                ('until', models.DateField(null=True, verbose_name='停用日期')),
                ('ended_why', models.CharField(blank=True, choices=[('died', '使用人去世'), ('moved', '搬离'), ('asked', '本人停用'), ('replaced', '换了设备'), ('broken', '坏了，没有再装')], max_length=12, verbose_name='为什么停用')),
                ('last_heard_at', models.DateTimeField(null=True, verbose_name='上次有信号')),
                ('last_test_at', models.DateTimeField(null=True, verbose_name='上次测试')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='登记人')),
                ('recorded_at', models.DateTimeField(verbose_name='登记于')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.person')),
            ],
            options={
                'verbose_name': '平安通设备',
            },
        ),
        migrations.CreateModel(
            name='AlarmCallEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('centre', core.models.fields.CodeField(db_collation='C', max_length=150, verbose_name='哪个平台')),
                ('call_id', core.models.fields.CodeField(db_collation='C', max_length=80, verbose_name='平台的编号')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('kind', models.CharField(choices=[('help', '求助'), ('fall', '跌倒'), ('mistaken', '误按'), ('test', '测试'), ('low-battery', '电量低'), ('offline', '离线')], max_length=12, verbose_name='什么呼叫')),
                ('pressed_at', models.DateTimeField(verbose_name='何时按下')),
                ('received_at', models.DateTimeField(verbose_name='何时报来')),
                ('state', models.CharField(choices=[('contacts', '正在打联系人电话'), ('doorstep', '要有人上门'), ('closed', '已有结果')], default='contacts', max_length=10, verbose_name='状态')),
                ('answer_by', models.DateTimeField(null=True, verbose_name='联系人最晚何时有回音')),
                ('doorstep_at', models.DateTimeField(null=True, verbose_name='何时派人上门')),
                ('task_uid', models.UUIDField(null=True, verbose_name='上门的待办')),
                ('told_office_at', models.DateTimeField(null=True, verbose_name='何时报街道')),
                ('outcome', models.CharField(blank=True, choices=[('fine', '人没事'), ('helped', '当场帮到了'), ('contact-came', '联系人到了'), ('ambulance', '叫了 120，送医'), ('police', '报了警'), ('mistaken', '误按'), ('away', '人不在家，已联系上'), ('died', '已经去世'), ('test', '测试正常'), ('device', '设备问题，已报修')], max_length=14, verbose_name='结果')),
                ('note', core.crypto.EncryptedTextField(default=b'', verbose_name='情况')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='何时有结果')),
                ('closed_by', models.CharField(blank=True, max_length=150, verbose_name='谁写的结果')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='elderly.alarmcall')),
                ('device', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='elderly.alarmdevice')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='alarmcall',
            name='device',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='elderly.alarmdevice'),
        ),
        migrations.CreateModel(
            name='AlarmDeviceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('number', core.models.fields.CodeField(db_collation='C', max_length=40, verbose_name='设备号')),
                ('provider', models.CharField(max_length=60, verbose_name='服务商')),
                ('paid', models.CharField(choices=[('self', '自费'), ('subsidised', '政府资助')], max_length=12, verbose_name='谁付费')),
                ('since', models.DateField(verbose_name='开通日期')),
                ('until', models.DateField(null=True, verbose_name='停用日期')),
                ('ended_why', models.CharField(blank=True, choices=[('died', '使用人去世'), ('moved', '搬离'), ('asked', '本人停用'), ('replaced', '换了设备'), ('broken', '坏了，没有再装')], max_length=12, verbose_name='为什么停用')),
                ('last_test_at', models.DateTimeField(null=True, verbose_name='上次测试')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='登记人')),
                ('recorded_at', models.DateTimeField(verbose_name='登记于')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='elderly.alarmdevice')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AlarmStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='何时')),
                ('act', models.CharField(choices=[('received', '收到呼叫'), ('reached', '联系上了'), ('not-reached', '没联系上'), ('on-the-way', '联系人正在赶来'), ('message', '发短信给联系人'), ('doorstep', '派人上门'), ('escalated', '报街道'), ('note', '说明'), ('closed', '结束')], max_length=12, verbose_name='做了什么')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='说明')),
                ('by', models.CharField(max_length=150, verbose_name='谁')),
                ('key', core.models.fields.CodeField(blank=True, db_collation='C', max_length=100, verbose_name='同一步只记一次')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='elderly.alarmcall')),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='elderly.alarmcontact')),
            ],
            options={
                'verbose_name': '呼叫经过',
            },
        ),
        migrations.AddIndex(
            model_name='alarmcontact',
            index=models.Index(fields=['contact'], name='alarmcontact_contact'),
        ),
        migrations.AddConstraint(
            model_name='alarmcontact',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('person', 'place'), name='alarmcontact_place_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alarmcontact',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_alarmcontactevent" ("area_code", "by_agreement", "contact_id", "ended_at", "id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_digest", "phone_last4", "place", "recorded_at", "recorded_by", "relation", "uid") SELECT old_values."area_code", old_values."by_agreement", old_values."contact_id", old_values."ended_at", old_values."id", old_values."name", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."phone", old_values."phone_digest", old_values."phone_last4", old_values."place", old_values."recorded_at", old_values."recorded_by", old_values."relation", old_values."uid" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='942b0801ed27195fdeee771a950547287278eff2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_9a581', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='elderly_alarmcontact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alarmcontact',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_alarmcontactevent" ("area_code", "by_agreement", "contact_id", "ended_at", "id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_digest", "phone_last4", "place", "recorded_at", "recorded_by", "relation", "uid") SELECT old_values."area_code", old_values."by_agreement", old_values."contact_id", old_values."ended_at", old_values."id", old_values."name", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."phone", old_values."phone_digest", old_values."phone_last4", old_values."place", old_values."recorded_at", old_values."recorded_by", old_values."relation", old_values."uid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='30614e74b90ddb19f911e4c9f69fddac826e5231', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_42834', referencing='REFERENCING OLD TABLE AS old_values ', table='elderly_alarmcontact', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='alarmdevice',
            index=models.Index(fields=['person', '-since'], name='alarmdevice_person'),
        ),
        migrations.AddIndex(
            model_name='alarmdevice',
            index=models.Index(fields=['area_code', 'id'], name='alarmdevice_area'),
        ),
        migrations.AddIndex(
            model_name='alarmdevice',
            index=models.Index(fields=['number'], name='alarmdevice_number'),
        ),
        migrations.AddIndex(
            model_name='alarmdevice',
            index=models.Index(condition=models.Q(('until', None)), fields=['last_heard_at'], name='alarmdevice_heard'),
        ),
        migrations.AddConstraint(
            model_name='alarmdevice',
            constraint=models.UniqueConstraint(condition=models.Q(('until', None)), fields=('provider', 'number'), name='alarmdevice_number_in_use_once'),
        ),
        migrations.AddConstraint(
            model_name='alarmdevice',
            constraint=models.UniqueConstraint(condition=models.Q(('until', None)), fields=('person',), name='alarmdevice_one_a_person'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alarmdevice',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_alarmdeviceevent" ("area_code", "ended_why", "id", "last_test_at", "number", "paid", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider", "recorded_at", "recorded_by", "since", "source", "uid", "until") SELECT old_values."area_code", old_values."ended_why", old_values."id", old_values."last_test_at", old_values."number", old_values."paid", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."provider", old_values."recorded_at", old_values."recorded_by", old_values."since", old_values."source", old_values."uid", old_values."until" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_code" IS DISTINCT FROM (new_values."area_code") OR old_values."ended_why" IS DISTINCT FROM (new_values."ended_why") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."last_test_at" IS DISTINCT FROM (new_values."last_test_at") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."paid" IS DISTINCT FROM (new_values."paid") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."provider" IS DISTINCT FROM (new_values."provider") OR old_values."recorded_at" IS DISTINCT FROM (new_values."recorded_at") OR old_values."recorded_by" IS DISTINCT FROM (new_values."recorded_by") OR old_values."since" IS DISTINCT FROM (new_values."since") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."uid" IS DISTINCT FROM (new_values."uid") OR old_values."until" IS DISTINCT FROM (new_values."until")) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='45bcf97d7f305bd96bc2032593bc1b3d9175d618', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_802d7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='elderly_alarmdevice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alarmdevice',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_alarmdeviceevent" ("area_code", "ended_why", "id", "last_test_at", "number", "paid", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider", "recorded_at", "recorded_by", "since", "source", "uid", "until") SELECT old_values."area_code", old_values."ended_why", old_values."id", old_values."last_test_at", old_values."number", old_values."paid", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."provider", old_values."recorded_at", old_values."recorded_by", old_values."since", old_values."source", old_values."uid", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='dd486dcd235b40ba07cabe79020788a07b789719', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_364ef', referencing='REFERENCING OLD TABLE AS old_values ', table='elderly_alarmdevice', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='alarmcall',
            index=models.Index(fields=['area_code', '-pressed_at'], name='alarmcall_area'),
        ),
        migrations.AddIndex(
            model_name='alarmcall',
            index=models.Index(fields=['person', '-pressed_at'], name='alarmcall_person'),
        ),
        migrations.AddIndex(
            model_name='alarmcall',
            index=models.Index(fields=['device', '-pressed_at'], name='alarmcall_device'),
        ),
        migrations.AddIndex(
            model_name='alarmcall',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['area_code', 'pressed_at'], name='alarmcall_open'),
        ),
        migrations.AddConstraint(
            model_name='alarmcall',
            constraint=models.UniqueConstraint(fields=('centre', 'call_id'), name='alarmcall_told_once'),
        ),
        migrations.AddConstraint(
            model_name='alarmcall',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('outcome', '')), models.Q(('closed_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='alarmcall_ends_with_an_outcome'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alarmcall',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_alarmcallevent" ("answer_by", "area_code", "call_id", "centre", "closed_at", "closed_by", "device_id", "doorstep_at", "id", "kind", "note", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pressed_at", "received_at", "state", "task_uid", "told_office_at", "uid") SELECT old_values."answer_by", old_values."area_code", old_values."call_id", old_values."centre", old_values."closed_at", old_values."closed_by", old_values."device_id", old_values."doorstep_at", old_values."id", old_values."kind", old_values."note", old_values."outcome", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."pressed_at", old_values."received_at", old_values."state", old_values."task_uid", old_values."told_office_at", old_values."uid" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='047433c2f5e0c40e17d8248f82de9a9e343a6401', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_161fa', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='elderly_alarmcall', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alarmcall',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_alarmcallevent" ("answer_by", "area_code", "call_id", "centre", "closed_at", "closed_by", "device_id", "doorstep_at", "id", "kind", "note", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pressed_at", "received_at", "state", "task_uid", "told_office_at", "uid") SELECT old_values."answer_by", old_values."area_code", old_values."call_id", old_values."centre", old_values."closed_at", old_values."closed_by", old_values."device_id", old_values."doorstep_at", old_values."id", old_values."kind", old_values."note", old_values."outcome", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."pressed_at", old_values."received_at", old_values."state", old_values."task_uid", old_values."told_office_at", old_values."uid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c4072d431ad6e9251f0cd978a878b15bbcb491be', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_61cec', referencing='REFERENCING OLD TABLE AS old_values ', table='elderly_alarmcall', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='alarmstep',
            index=models.Index(fields=['call', 'id'], name='alarmstep_order'),
        ),
        migrations.AddConstraint(
            model_name='alarmstep',
            constraint=models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('call', 'key'), name='alarmstep_told_once'),
        ),
    ScopeRows("elderly_alarmdevice", columns=["area_code"], via=("person_id", "residents_person", "id")),
        ScopeRows(
            "elderly_alarmdeviceevent",
            columns=["area_code"],
            via=("person_id", "residents_person", "id"),
            open_insert=True,
        ),
        ScopeRows("elderly_alarmcontact", columns=["area_code"], via=("person_id", "residents_person", "id")),
        ScopeRows(
            "elderly_alarmcontactevent",
            columns=["area_code"],
            via=("person_id", "residents_person", "id"),
            open_insert=True,
        ),
        ScopeRows("elderly_alarmcall", columns=["area_code"], via=("person_id", "residents_person", "id")),
        ScopeRows(
            "elderly_alarmcallevent",
            columns=["area_code"],
            via=("person_id", "residents_person", "id"),
            open_insert=True,
        ),
        ScopeRows("elderly_alarmstep", via=("call_id", "elderly_alarmcall", "id")),
        AppendOnly(
            ["elderly_alarmdeviceevent", "elderly_alarmcontactevent", "elderly_alarmcallevent", "elderly_alarmstep"]
        ),
    ])
