"""Groups of old people, who answers for whom and when next, extra rounds; behind the second wall."""

import core.crypto
import core.models.fields
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from core.migrating import tables_together
from core.rls import AppendOnly, ScopeRows

PERSONAL = ("eldercategory", "categorycontest", "careplan")


class Migration(migrations.Migration):

    dependencies = [
        ('elderly', '0003_assessments'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('residents', '0020_occupations_pregnancies'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name='CareRoundEvent',
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
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
                ('groups', django.contrib.postgres.fields.ArrayField(base_field=core.models.fields.CodeField(db_collation='C', max_length=2), size=None, verbose_name='分类')),
                ('reason', core.models.fields.CodeField(choices=[('heat', '高温'), ('typhoon', '台风、暴雨'), ('cold', '寒潮'), ('festival', '节假日'), ('discharge', '出院'), ('other', '其他')], db_collation='C', max_length=10, verbose_name='为什么')),
                ('words', models.CharField(blank=True, max_length=120, verbose_name='说明')),
                ('called_on', models.DateField(verbose_name='哪天发起')),
                ('until', models.DateField(verbose_name='最晚哪天')),
                ('number', models.PositiveIntegerField(default=0, verbose_name='多少人')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CategoryContest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('code', core.models.fields.CodeField(db_collation='C', max_length=2, verbose_name='分类')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='期间')),
                ('reason', core.crypto.EncryptedTextField(default=b'', verbose_name='理由')),
            ],
            options={
                'verbose_name': '分类不采用',
            },
        ),
        migrations.CreateModel(
            name='CategoryContestEvent',
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
                ('code', core.models.fields.CodeField(db_collation='C', max_length=2, verbose_name='分类')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='期间')),
                ('reason', core.crypto.EncryptedTextField(default=b'', verbose_name='理由')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ElderCategory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('code', core.models.fields.CodeField(db_collation='C', max_length=2, verbose_name='分类')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='期间')),
                ('derived', models.BooleanField(verbose_name='由底册推出')),
                ('evidence', core.crypto.EncryptedTextField(default=b'', verbose_name='依据')),
            ],
            options={
                'verbose_name': '老人特殊分类',
            },
        ),
        migrations.CreateModel(
            name='ElderCategoryEvent',
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
                ('code', core.models.fields.CodeField(db_collation='C', max_length=2, verbose_name='分类')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='期间')),
                ('derived', models.BooleanField(verbose_name='由底册推出')),
                ('evidence', core.crypto.EncryptedTextField(default=b'', verbose_name='依据')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CarePlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('groups', django.contrib.postgres.fields.ArrayField(base_field=core.models.fields.CodeField(db_collation='C', max_length=2), size=None, verbose_name='分类')),
                ('days', models.PositiveSmallIntegerField(null=True, verbose_name='最多隔几天')),
                ('rhythm', models.CharField(max_length=120, verbose_name='为什么这个频次')),
                ('owner_level', core.models.fields.CodeField(blank=True, choices=[('community', '社区'), ('street', '街道'), ('district', '区')], db_collation='C', max_length=9, verbose_name='责任人在哪一级')),
                ('next_on', models.DateField(null=True, verbose_name='下次探访')),
                ('opened_on', models.DateField(verbose_name='从哪天起')),
                ('closed_on', models.DateField(null=True, verbose_name='到哪天止')),
                ('closing', models.CharField(blank=True, max_length=120, verbose_name='为什么止')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='residents.person')),
            ],
            options={
                'verbose_name': '探访安排',
            },
        ),
        migrations.CreateModel(
            name='CarePlanEvent',
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
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('groups', django.contrib.postgres.fields.ArrayField(base_field=core.models.fields.CodeField(db_collation='C', max_length=2), size=None, verbose_name='分类')),
                ('days', models.PositiveSmallIntegerField(null=True, verbose_name='最多隔几天')),
                ('rhythm', models.CharField(max_length=120, verbose_name='为什么这个频次')),
                ('owner_level', core.models.fields.CodeField(blank=True, choices=[('community', '社区'), ('street', '街道'), ('district', '区')], db_collation='C', max_length=9, verbose_name='责任人在哪一级')),
                ('next_on', models.DateField(null=True, verbose_name='下次探访')),
                ('opened_on', models.DateField(verbose_name='从哪天起')),
                ('closed_on', models.DateField(null=True, verbose_name='到哪天止')),
                ('closing', models.CharField(blank=True, max_length=120, verbose_name='为什么止')),
                ('owner', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='elderly.careplan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CareRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
                ('groups', django.contrib.postgres.fields.ArrayField(base_field=core.models.fields.CodeField(db_collation='C', max_length=2), size=None, verbose_name='分类')),
                ('reason', core.models.fields.CodeField(choices=[('heat', '高温'), ('typhoon', '台风、暴雨'), ('cold', '寒潮'), ('festival', '节假日'), ('discharge', '出院'), ('other', '其他')], db_collation='C', max_length=10, verbose_name='为什么')),
                ('words', models.CharField(blank=True, max_length=120, verbose_name='说明')),
                ('called_on', models.DateField(verbose_name='哪天发起')),
                ('until', models.DateField(verbose_name='最晚哪天')),
                ('number', models.PositiveIntegerField(default=0, verbose_name='多少人')),
            ],
            options={
                'verbose_name': '加访',
                'indexes': [models.Index(fields=['area_code', '-called_on', '-id'], name='care_round_area')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='careround',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_careroundevent" ("area_code", "called_on", "groups", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by", "source", "uid", "until", "why", "words") SELECT old_values."area_code", old_values."called_on", old_values."groups", old_values."id", old_values."number", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."reason", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."until", old_values."why", old_values."words" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5d419ae7f5878f17b9cca5e0d7eddd436c73e4e3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_b5799', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='elderly_careround', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='careround',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_careroundevent" ("area_code", "called_on", "groups", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by", "source", "uid", "until", "why", "words") SELECT old_values."area_code", old_values."called_on", old_values."groups", old_values."id", old_values."number", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."reason", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."until", old_values."why", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='eda54b68657328013a7aab4f107daed8f04fa7eb', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_e2049', referencing='REFERENCING OLD TABLE AS old_values ', table='elderly_careround', when='AFTER')),
        ),
        migrations.AddField(
            model_name='careroundevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='careroundevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='elderly.careround'),
        ),
        migrations.AddField(
            model_name='categorycontest',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='categorycontestevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='categorycontestevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='categorycontestevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='elderly.categorycontest'),
        ),
        migrations.AddField(
            model_name='eldercategory',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='eldercategoryevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='eldercategoryevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='eldercategoryevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='elderly.eldercategory'),
        ),
        migrations.AddIndex(
            model_name='careplan',
            index=models.Index(fields=['person'], name='care_plan_person'),
        ),
        migrations.AddIndex(
            model_name='careplan',
            index=models.Index(condition=models.Q(('closed_on', None)), fields=['area_code', 'next_on', 'id'], name='care_plan_area'),
        ),
        migrations.AddIndex(
            model_name='careplan',
            index=models.Index(condition=models.Q(('closed_on', None)), fields=['owner', 'next_on', 'id'], name='care_plan_owner'),
        ),
        migrations.AddConstraint(
            model_name='careplan',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_on', None)), fields=('person',), name='care_plan_one_open'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='careplan',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_careplanevent" ("area_code", "closed_on", "closing", "days", "groups", "id", "next_on", "opened_on", "owner_id", "owner_level", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "rhythm", "source", "uid", "why") SELECT old_values."area_code", old_values."closed_on", old_values."closing", old_values."days", old_values."groups", old_values."id", old_values."next_on", old_values."opened_on", old_values."owner_id", old_values."owner_level", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."rhythm", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0b374a1f64fd7805fcdc4cd64f5602988b97a059', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_78cba', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='elderly_careplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='careplan',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_careplanevent" ("area_code", "closed_on", "closing", "days", "groups", "id", "next_on", "opened_on", "owner_id", "owner_level", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "rhythm", "source", "uid", "why") SELECT old_values."area_code", old_values."closed_on", old_values."closing", old_values."days", old_values."groups", old_values."id", old_values."next_on", old_values."opened_on", old_values."owner_id", old_values."owner_level", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."rhythm", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8a2e734ed8ec1c4971bcb272c5b9c9a0e6708831', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_5442b', referencing='REFERENCING OLD TABLE AS old_values ', table='elderly_careplan', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='categorycontest',
            index=models.Index(fields=['person', 'code'], name='category_contest_person'),
        ),
        migrations.AddConstraint(
            model_name='categorycontest',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('code', '='), ('during', '&&')], name='category_contest_once_a_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='categorycontest',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_categorycontestevent" ("code", "during", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by", "source", "uid", "why") SELECT old_values."code", old_values."during", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."reason", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='60ab5df682d72c454733cf3b04fc4e88aba0d23e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_dbd79', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='elderly_categorycontest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='categorycontest',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_categorycontestevent" ("code", "during", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by", "source", "uid", "why") SELECT old_values."code", old_values."during", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."reason", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='be31c60a32aecf54f14201e7b87d66f3bd941780', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_a18a6', referencing='REFERENCING OLD TABLE AS old_values ', table='elderly_categorycontest', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='eldercategory',
            index=models.Index(fields=['person', 'code'], name='elder_category_person'),
        ),
        migrations.AddIndex(
            model_name='eldercategory',
            index=models.Index(condition=models.Q(('during__upper_inf', True)), fields=['code', 'person'], name='elder_category_standing'),
        ),
        migrations.AddIndex(
            model_name='eldercategory',
            index=models.Index(fields=['source'], name='elder_category_source'),
        ),
        migrations.AddConstraint(
            model_name='eldercategory',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('code', '='), ('during', '&&')], name='elder_category_once_a_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='eldercategory',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_eldercategoryevent" ("code", "derived", "during", "evidence", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "uid", "why") SELECT old_values."code", old_values."derived", old_values."during", old_values."evidence", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9476e06f968b772bf8d2d26aca88b7f6b065e303', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_8d7bc', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='elderly_eldercategory', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='eldercategory',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_eldercategoryevent" ("code", "derived", "during", "evidence", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "uid", "why") SELECT old_values."code", old_values."derived", old_values."during", old_values."evidence", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b1e43fc4b8cbf6da030f25e58afdc8e6bb752c97', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_d4f24', referencing='REFERENCING OLD TABLE AS old_values ', table='elderly_eldercategory', when='AFTER')),
        ),
        # A plan stands with its community, a group with the person; both are seen by whoever sees the person.
        *(
            ScopeRows(f"elderly_{name}", columns=["area_code"] if name == "careplan" else (), via=("person_id", "residents_person", "id"))
            for name in PERSONAL
        ),
        *(
            ScopeRows(
                f"elderly_{name}event",
                columns=["area_code"] if name == "careplan" else (),
                via=("person_id", "residents_person", "id"),
                open_insert=True,
            )
            for name in PERSONAL
        ),
        ScopeRows("elderly_careround", columns=["area_code"]),
        ScopeRows("elderly_careroundevent", columns=["area_code"], open_insert=True),
        AppendOnly([f"elderly_{name}event" for name in (*PERSONAL, "careround")]),
    ])
