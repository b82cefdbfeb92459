"""Elder records with contacts, relief items and green cards; behind the second wall."""

import core.crypto
import core.models.fields
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.functions
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models

from core.migrating import tables_together
from core.rls import AppendOnly, ScopeRows

PERSONAL = ("eldercontact", "reliefitem", "greencard")


class Migration(migrations.Migration):

    dependencies = [
        ('elderly', '0001_checkups'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('residents', '0020_occupations_pregnancies'),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name='ElderContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('position', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('relation', models.CharField(max_length=20, verbose_name='关系')),
                ('name', models.CharField(blank=True, max_length=60, verbose_name='姓名')),
                ('phone', core.crypto.EncryptedTextField(default=b'', verbose_name='电话')),
                ('phone_digest', models.BinaryField(max_length=32, null=True)),
                ('phone_last4', core.models.fields.CodeField(blank=True, db_collation='C', max_length=4)),
                ('note', models.CharField(blank=True, max_length=100, verbose_name='说明')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='residents.person')),
                ('relative', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='residents.person', verbose_name='底册里的人')),
            ],
            options={
                'verbose_name': '紧急联系人',
            },
        ),
        migrations.CreateModel(
            name='ElderContactEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('position', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('relation', models.CharField(max_length=20, verbose_name='关系')),
                ('name', models.CharField(blank=True, max_length=60, verbose_name='姓名')),
                ('phone', core.crypto.EncryptedTextField(default=b'', verbose_name='电话')),
                ('phone_digest', models.BinaryField(max_length=32, null=True)),
                ('phone_last4', core.models.fields.CodeField(blank=True, db_collation='C', max_length=4)),
                ('note', models.CharField(blank=True, max_length=100, verbose_name='说明')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='elderly.eldercontact')),
                ('relative', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person', verbose_name='底册里的人')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ElderRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('record_no', core.models.fields.CodeField(db_collation='C', max_length=24, unique=True, verbose_name='档案编号')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='所在社区')),
                ('stage', core.models.fields.CodeField(choices=[('pre', '预建档'), ('full', '正式')], db_collation='C', max_length=4, verbose_name='阶段')),
                ('opened_on', models.DateField(verbose_name='建档日期')),
                ('full_on', models.DateField(null=True, verbose_name='转正式日期')),
                ('closed_on', models.DateField(null=True, verbose_name='关闭日期')),
                ('closing', core.models.fields.CodeField(blank=True, choices=[('died', '去世'), ('left', '离开本地'), ('merged', '并入另一条记录'), ('mistake', '建档依据已作废')], db_collation='C', max_length=8, verbose_name='关闭原因')),
                ('income', core.models.fields.CodeField(blank=True, choices=[('pension', '离退休金、养老金'), ('children', '家庭其他成员供养'), ('work', '劳动收入'), ('allowance', '最低生活保障金'), ('property', '财产性收入'), ('other', '其他')], db_collation='C', max_length=10, verbose_name='经济来源')),
                ('pension', core.crypto.EncryptedTextField(default=b'', verbose_name='养老金（元/月）')),
                ('likes', models.CharField(blank=True, max_length=200, verbose_name='个人爱好')),
                ('habits', models.CharField(blank=True, max_length=200, verbose_name='生活习惯')),
                ('medical', core.crypto.EncryptedTextField(default=b'', verbose_name='健康史')),
                ('lifestyle', core.crypto.EncryptedTextField(default=b'', verbose_name='生活方式')),
                ('doctor', models.CharField(blank=True, max_length=40, verbose_name='家庭医生')),
                ('doctor_phone', models.CharField(blank=True, max_length=40, verbose_name='家庭医生电话')),
                ('institution', models.CharField(blank=True, max_length=80, verbose_name='签约机构')),
                ('signed_on', models.DateField(null=True, verbose_name='签约日期')),
                ('checked_on', models.DateField(null=True, verbose_name='最近核对')),
                ('contacts', models.PositiveSmallIntegerField(default=0, verbose_name='联系人数')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='residents.person')),
            ],
            options={
                'verbose_name': '老人档案',
            },
        ),
        migrations.CreateModel(
            name='ElderRecordEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('record_no', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='档案编号')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='所在社区')),
                ('stage', core.models.fields.CodeField(choices=[('pre', '预建档'), ('full', '正式')], db_collation='C', max_length=4, verbose_name='阶段')),
                ('opened_on', models.DateField(verbose_name='建档日期')),
                ('full_on', models.DateField(null=True, verbose_name='转正式日期')),
                ('closed_on', models.DateField(null=True, verbose_name='关闭日期')),
                ('closing', core.models.fields.CodeField(blank=True, choices=[('died', '去世'), ('left', '离开本地'), ('merged', '并入另一条记录'), ('mistake', '建档依据已作废')], db_collation='C', max_length=8, verbose_name='关闭原因')),
                ('income', core.models.fields.CodeField(blank=True, choices=[('pension', '离退休金、养老金'), ('children', '家庭其他成员供养'), ('work', '劳动收入'), ('allowance', '最低生活保障金'), ('property', '财产性收入'), ('other', '其他')], db_collation='C', max_length=10, verbose_name='经济来源')),
                ('pension', core.crypto.EncryptedTextField(default=b'', verbose_name='养老金（元/月）')),
                ('likes', models.CharField(blank=True, max_length=200, verbose_name='个人爱好')),
                ('habits', models.CharField(blank=True, max_length=200, verbose_name='生活习惯')),
                ('medical', core.crypto.EncryptedTextField(default=b'', verbose_name='健康史')),
                ('lifestyle', core.crypto.EncryptedTextField(default=b'', verbose_name='生活方式')),
                ('doctor', models.CharField(blank=True, max_length=40, verbose_name='家庭医生')),
                ('doctor_phone', models.CharField(blank=True, max_length=40, verbose_name='家庭医生电话')),
                ('institution', models.CharField(blank=True, max_length=80, verbose_name='签约机构')),
                ('signed_on', models.DateField(null=True, verbose_name='签约日期')),
                ('checked_on', models.DateField(null=True, verbose_name='最近核对')),
                ('contacts', models.PositiveSmallIntegerField(default=0, verbose_name='联系人数')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='elderly.elderrecord')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GreenCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', core.models.fields.CodeField(db_collation='C', max_length=30, unique=True, verbose_name='卡号')),
                ('issued_on', models.DateField(verbose_name='发卡日期')),
                ('entitlements', django.contrib.postgres.fields.ArrayField(base_field=core.models.fields.CodeField(db_collation='C', max_length=20), size=None, verbose_name='服务项')),
                ('ended_on', models.DateField(null=True, verbose_name='停用日期')),
                ('end_reason', models.CharField(blank=True, max_length=60, verbose_name='停用原因')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='residents.person')),
            ],
            options={
                'verbose_name': '健康绿卡',
            },
        ),
        migrations.CreateModel(
            name='GreenCardEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('number', core.models.fields.CodeField(db_collation='C', max_length=30, verbose_name='卡号')),
                ('issued_on', models.DateField(verbose_name='发卡日期')),
                ('entitlements', django.contrib.postgres.fields.ArrayField(base_field=core.models.fields.CodeField(db_collation='C', max_length=20), size=None, verbose_name='服务项')),
                ('ended_on', models.DateField(null=True, verbose_name='停用日期')),
                ('end_reason', models.CharField(blank=True, max_length=60, verbose_name='停用原因')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='elderly.greencard')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReliefItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('what', models.CharField(max_length=40, verbose_name='物品')),
                ('amount', models.CharField(blank=True, max_length=40, verbose_name='数量')),
                ('every', core.models.fields.CodeField(choices=[('once', '一次'), ('week', '每周'), ('month', '每月'), ('quarter', '每季'), ('half', '每半年'), ('year', '每年'), ('festival', '逢年过节')], db_collation='C', max_length=8, verbose_name='多久一次')),
                ('giver', models.CharField(blank=True, max_length=60, verbose_name='谁给的')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='期间')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='residents.person')),
            ],
            options={
                'verbose_name': '救济物品',
            },
        ),
        migrations.CreateModel(
            name='ReliefItemEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('what', models.CharField(max_length=40, verbose_name='物品')),
                ('amount', models.CharField(blank=True, max_length=40, verbose_name='数量')),
                ('every', core.models.fields.CodeField(choices=[('once', '一次'), ('week', '每周'), ('month', '每月'), ('quarter', '每季'), ('half', '每半年'), ('year', '每年'), ('festival', '逢年过节')], db_collation='C', max_length=8, verbose_name='多久一次')),
                ('giver', models.CharField(blank=True, max_length=60, verbose_name='谁给的')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='期间')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='elderly.reliefitem')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='eldercontact',
            index=models.Index(fields=['person', 'position'], name='elder_contact_person'),
        ),
        migrations.AddIndex(
            model_name='eldercontact',
            index=models.Index(fields=['source'], name='elder_contact_source'),
        ),
        migrations.AddConstraint(
            model_name='eldercontact',
            constraint=models.CheckConstraint(condition=models.Q(('relative__isnull', False), models.Q(('name', ''), _negated=True), _connector='OR'), name='elder_contact_is_somebody'),
        ),
        migrations.AddConstraint(
            model_name='eldercontact',
            constraint=models.UniqueConstraint(condition=models.Q(('relative__isnull', False)), fields=('person', 'relative'), name='elder_contact_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='eldercontact',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='8d4f3f338827560670f1dbd3a1bf3863ffb8e399', operation='UPDATE', pgid='pgtrigger_version_begins_bc9a9', table='elderly_eldercontact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='eldercontact',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_eldercontactevent" ("id", "known_from", "name", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_digest", "phone_last4", "position", "recorded_at", "recorded_by", "relation", "relative_id", "source", "uid", "why") SELECT old_values."id", old_values."known_from", old_values."name", old_values."note", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."phone", old_values."phone_digest", old_values."phone_last4", old_values."position", old_values."recorded_at", old_values."recorded_by", old_values."relation", old_values."relative_id", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3f72d4a7213a4b7d363d455a798bb60a37de3631', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_d7fce', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='elderly_eldercontact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='eldercontact',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_eldercontactevent" ("id", "known_from", "name", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_digest", "phone_last4", "position", "recorded_at", "recorded_by", "relation", "relative_id", "source", "uid", "why") SELECT old_values."id", old_values."known_from", old_values."name", old_values."note", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."phone", old_values."phone_digest", old_values."phone_last4", old_values."position", old_values."recorded_at", old_values."recorded_by", old_values."relation", old_values."relative_id", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c90c5f6d3ff78b9b79448b4d689a8fbd31249a7a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_46750', referencing='REFERENCING OLD TABLE AS old_values ', table='elderly_eldercontact', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='eldercontactevent',
            index=models.Index(fields=['pgh_created_at'], name='elderly_eld_pgh_cre_06feb7_idx'),
        ),
        migrations.AddIndex(
            model_name='elderrecord',
            index=models.Index(fields=['area_code', 'id'], name='elder_record_area'),
        ),
        migrations.AddIndex(
            model_name='elderrecord',
            index=models.Index(condition=models.Q(('closed_on', None)), fields=['area_code', 'id'], name='elder_record_open'),
        ),
        migrations.AddIndex(
            model_name='elderrecord',
            index=models.Index(fields=['source'], name='elder_record_source'),
        ),
        migrations.AddConstraint(
            model_name='elderrecord',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on', None), ('closing', '')), models.Q(('closed_on__isnull', False), models.Q(('closing', ''), _negated=True)), _connector='OR'), name='elder_record_closed_says_why'),
        ),
        migrations.AddConstraint(
            model_name='elderrecord',
            constraint=models.CheckConstraint(condition=models.Q(('stage', 'pre'), ('full_on__isnull', False), _connector='OR'), name='elder_record_full_since'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='elderrecord',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='446fc7902532835585d447c9f1c7165454f5e6f0', operation='UPDATE', pgid='pgtrigger_version_begins_4d82f', table='elderly_elderrecord', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='elderrecord',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_elderrecordevent" ("area_code", "checked_on", "closed_on", "closing", "contacts", "doctor", "doctor_phone", "full_on", "habits", "id", "income", "institution", "known_from", "lifestyle", "likes", "medical", "opened_on", "pension", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_no", "recorded_at", "recorded_by", "signed_on", "source", "stage", "uid", "why") SELECT old_values."area_code", old_values."checked_on", old_values."closed_on", old_values."closing", old_values."contacts", old_values."doctor", old_values."doctor_phone", old_values."full_on", old_values."habits", old_values."id", old_values."income", old_values."institution", old_values."known_from", old_values."lifestyle", old_values."likes", old_values."medical", old_values."opened_on", old_values."pension", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."record_no", old_values."recorded_at", old_values."recorded_by", old_values."signed_on", old_values."source", old_values."stage", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6714bffd6aa884c3637a65fadbfd217fe6912a15', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_c5d08', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='elderly_elderrecord', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='elderrecord',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_elderrecordevent" ("area_code", "checked_on", "closed_on", "closing", "contacts", "doctor", "doctor_phone", "full_on", "habits", "id", "income", "institution", "known_from", "lifestyle", "likes", "medical", "opened_on", "pension", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_no", "recorded_at", "recorded_by", "signed_on", "source", "stage", "uid", "why") SELECT old_values."area_code", old_values."checked_on", old_values."closed_on", old_values."closing", old_values."contacts", old_values."doctor", old_values."doctor_phone", old_values."full_on", old_values."habits", old_values."id", old_values."income", old_values."institution", old_values."known_from", old_values."lifestyle", old_values."likes", old_values."medical", old_values."opened_on", old_values."pension", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."record_no", old_values."recorded_at", old_values."recorded_by", old_values."signed_on", old_values."source", old_values."stage", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='db95fc9b7d82b7759c0a8823620f302d1b792b1b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_c3ecb', referencing='REFERENCING OLD TABLE AS old_values ', table='elderly_elderrecord', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='elderrecordevent',
            index=models.Index(fields=['pgh_created_at'], name='elderly_eld_pgh_cre_441d05_idx'),
        ),
        migrations.AddIndex(
            model_name='greencard',
            index=models.Index(fields=['person', 'id'], name='green_card_person'),
        ),
        migrations.AddConstraint(
            model_name='greencard',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('person',), name='green_card_one_in_force'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='greencard',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_greencardevent" ("end_reason", "ended_on", "entitlements", "id", "issued_on", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "uid", "why") SELECT old_values."end_reason", old_values."ended_on", old_values."entitlements", old_values."id", old_values."issued_on", old_values."number", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7311f35ab3c5cabb8fd46f5d9fa5fe5d7ce7cb51', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_fc0ea', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='elderly_greencard', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='greencard',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_greencardevent" ("end_reason", "ended_on", "entitlements", "id", "issued_on", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "uid", "why") SELECT old_values."end_reason", old_values."ended_on", old_values."entitlements", old_values."id", old_values."issued_on", old_values."number", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5bcba8d932c83a7010d8cb9cf3f990c4e002d9b6', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_63e9e', referencing='REFERENCING OLD TABLE AS old_values ', table='elderly_greencard', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='reliefitem',
            index=models.Index(fields=['person'], name='relief_item_person'),
        ),
        migrations.AddIndex(
            model_name='reliefitem',
            index=models.Index(fields=['source'], name='relief_item_source'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reliefitem',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_reliefitemevent" ("amount", "during", "every", "giver", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "uid", "what", "why") SELECT old_values."amount", old_values."during", old_values."every", old_values."giver", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."what", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='67284be3fdff644dc869ac813b5064e4e6750d28', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_90267', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='elderly_reliefitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reliefitem',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_reliefitemevent" ("amount", "during", "every", "giver", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "uid", "what", "why") SELECT old_values."amount", old_values."during", old_values."every", old_values."giver", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."what", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='071e731e53563d82789994e1fd3d89bad9967de0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_19412', referencing='REFERENCING OLD TABLE AS old_values ', table='elderly_reliefitem', when='AFTER')),
        ),
        # The community that answers sees the record, and whoever sees the person.
        ScopeRows("elderly_elderrecord", columns=["area_code"], via=("person_id", "residents_person", "id")),
        ScopeRows("elderly_elderrecordevent", columns=["area_code"], via=("person_id", "residents_person", "id"), open_insert=True),
        *(ScopeRows(f"elderly_{name}", via=("person_id", "residents_person", "id")) for name in PERSONAL),
        *(ScopeRows(f"elderly_{name}event", via=("person_id", "residents_person", "id"), open_insert=True) for name in PERSONAL),
        AppendOnly([f"elderly_{name}event" for name in ("elderrecord", *PERSONAL)]),
    ])
