"""Hardship leads, behind the second wall."""

import core.models.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models

from core.migrating import tables_together
from core.rls import AppendOnly, ScopeRows


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0010_events_wake'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('residents', '0020_occupations_pregnancies'),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name='Lead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('key', core.models.fields.CodeField(db_collation='C', max_length=40, verbose_name='哪一家')),
                ('household_id', models.BigIntegerField(null=True)),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('score', models.SmallIntegerField(default=0, verbose_name='分')),
                ('state', core.models.fields.CodeField(choices=[('new', '待看'), ('seen', '已了解'), ('helping', '在帮'), ('closed', '已了结')], db_collation='C', default='new', max_length=8, verbose_name='状态')),
                ('offered', models.JSONField(default=list, verbose_name='答应了什么')),
                ('look_on', models.DateField(null=True, verbose_name='哪天再看')),
                ('ended', core.models.fields.CodeField(blank=True, choices=[('helped', '已得到帮助'), ('declined', '告知后不愿申请'), ('not-needed', '了解后没有困难'), ('gone', '已迁走或去世'), ('void', '起因作废')], db_collation='C', max_length=12, verbose_name='怎样了结')),
                ('ended_why', models.CharField(blank=True, max_length=200, verbose_name='了结的说明')),
                ('opened_at', models.DateTimeField(verbose_name='何时发现')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='何时了结')),
                ('closed_by', models.CharField(blank=True, max_length=150, verbose_name='谁了结的')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='residents.person')),
            ],
            options={
                'verbose_name': '困难线索',
            },
        ),
        migrations.CreateModel(
            name='LeadEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('key', core.models.fields.CodeField(db_collation='C', max_length=40, verbose_name='哪一家')),
                ('household_id', models.BigIntegerField(null=True)),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('score', models.SmallIntegerField(default=0, verbose_name='分')),
                ('state', core.models.fields.CodeField(choices=[('new', '待看'), ('seen', '已了解'), ('helping', '在帮'), ('closed', '已了结')], db_collation='C', default='new', max_length=8, verbose_name='状态')),
                ('offered', models.JSONField(default=list, verbose_name='答应了什么')),
                ('look_on', models.DateField(null=True, verbose_name='哪天再看')),
                ('ended', core.models.fields.CodeField(blank=True, choices=[('helped', '已得到帮助'), ('declined', '告知后不愿申请'), ('not-needed', '了解后没有困难'), ('gone', '已迁走或去世'), ('void', '起因作废')], db_collation='C', max_length=12, verbose_name='怎样了结')),
                ('ended_why', models.CharField(blank=True, max_length=200, verbose_name='了结的说明')),
                ('opened_at', models.DateTimeField(verbose_name='何时发现')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='何时了结')),
                ('closed_by', models.CharField(blank=True, max_length=150, verbose_name='谁了结的')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='aid.lead')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LeadReason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', core.models.fields.CodeField(db_collation='C', max_length=16, verbose_name='起因')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('happened_on', models.DateField(verbose_name='哪一天')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='怎么回事')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('recorded_at', models.DateTimeField(verbose_name='何时记下')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='谁记下的')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='何时作废')),
                ('withdrawn_why', models.CharField(blank=True, max_length=200, verbose_name='为什么作废')),
                ('event', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.event')),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reasons', to='aid.lead')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='residents.person')),
            ],
            options={
                'verbose_name': '线索起因',
            },
        ),
        migrations.CreateModel(
            name='LeadReasonEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('reason', core.models.fields.CodeField(db_collation='C', max_length=16, verbose_name='起因')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('happened_on', models.DateField(verbose_name='哪一天')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='怎么回事')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('recorded_at', models.DateTimeField(verbose_name='何时记下')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='谁记下的')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='何时作废')),
                ('withdrawn_why', models.CharField(blank=True, max_length=200, verbose_name='为什么作废')),
                ('event', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.event')),
                ('lead', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='aid.lead')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='aid.leadreason')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LeadStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=150, verbose_name='谁')),
                ('act', core.models.fields.CodeField(db_collation='C', max_length=16, verbose_name='做了什么')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='aid.lead')),
            ],
            options={
                'verbose_name': '线索办理记录',
            },
        ),
        migrations.AddIndex(
            model_name='lead',
            index=models.Index(condition=models.Q(('state__in', ('new', 'seen', 'helping'))), fields=['area_code', '-score', 'id'], name='lead_open_area'),
        ),
        migrations.AddIndex(
            model_name='lead',
            index=models.Index(fields=['person'], name='lead_person'),
        ),
        migrations.AddIndex(
            model_name='lead',
            index=models.Index(fields=['household_id'], name='lead_household'),
        ),
        migrations.AddIndex(
            model_name='lead',
            index=models.Index(condition=models.Q(('state', 'closed')), fields=['area_code', '-closed_at'], name='lead_closed_area'),
        ),
        migrations.AddConstraint(
            model_name='lead',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('new', 'seen', 'helping'))), fields=('key',), name='lead_open_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lead',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_leadevent" ("area_code", "closed_at", "closed_by", "ended", "ended_why", "household_id", "id", "key", "look_on", "offered", "opened_at", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score", "state", "uid") SELECT old_values."area_code", old_values."closed_at", old_values."closed_by", old_values."ended", old_values."ended_why", old_values."household_id", old_values."id", old_values."key", old_values."look_on", old_values."offered", old_values."opened_at", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."score", old_values."state", old_values."uid" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='15dc03a1dc4b9d94bfe18af41e22cdeca08ab766', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_d1d40', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='aid_lead', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lead',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_leadevent" ("area_code", "closed_at", "closed_by", "ended", "ended_why", "household_id", "id", "key", "look_on", "offered", "opened_at", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score", "state", "uid") SELECT old_values."area_code", old_values."closed_at", old_values."closed_by", old_values."ended", old_values."ended_why", old_values."household_id", old_values."id", old_values."key", old_values."look_on", old_values."offered", old_values."opened_at", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."score", old_values."state", old_values."uid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='721dbb225024a36f41063f7f705d8b499472c064', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_79925', referencing='REFERENCING OLD TABLE AS old_values ', table='aid_lead', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='leadreason',
            index=models.Index(fields=['event'], name='lead_reason_event'),
        ),
        migrations.AddConstraint(
            model_name='leadreason',
            constraint=models.UniqueConstraint(condition=models.Q(('event__isnull', False)), fields=('lead', 'reason', 'event'), name='lead_reason_once_an_event'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='leadreason',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_leadreasonevent" ("area_code", "event_id", "happened_on", "id", "lead_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by", "source", "withdrawn_at", "withdrawn_why", "words") SELECT old_values."area_code", old_values."event_id", old_values."happened_on", old_values."id", old_values."lead_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."reason", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."withdrawn_at", old_values."withdrawn_why", old_values."words" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='232a4a02584551f6c01db7ba5b22ca545ea15554', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_85072', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='aid_leadreason', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='leadreason',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_leadreasonevent" ("area_code", "event_id", "happened_on", "id", "lead_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by", "source", "withdrawn_at", "withdrawn_why", "words") SELECT old_values."area_code", old_values."event_id", old_values."happened_on", old_values."id", old_values."lead_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."reason", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."withdrawn_at", old_values."withdrawn_why", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='521f7333cdf13f3e7857f010b3716e11a0e67b6b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_ac836', referencing='REFERENCING OLD TABLE AS old_values ', table='aid_leadreason', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='leadstep',
            index=models.Index(fields=['lead', 'id'], name='lead_step_order'),
        ),
        *(ScopeRows(f"aid_{name}", columns=["area_code"]) for name in ("lead", "leadreason", "leadstep")),
        *(ScopeRows(f"aid_{name}event", columns=["area_code"], open_insert=True) for name in ("lead", "leadreason")),
        AppendOnly(["aid_leadevent", "aid_leadreasonevent", "aid_leadstep"]),
    ])
