"""The silence list, behind the second wall."""

import core.models.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from core.migrating import tables_together
from core.rls import AppendOnly, ScopeRows


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0003_scope'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name='SilenceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('person_id', models.BigIntegerField(verbose_name='居民')),
                ('area_code', core.models.fields.CodeField(blank=True, db_collation='C', max_length=24, verbose_name='地区')),
                ('phone_digest', models.BinaryField(max_length=32, null=True)),
                ('phone_last4', core.models.fields.CodeField(blank=True, db_collation='C', max_length=4)),
                ('reason', core.models.fields.CodeField(choices=[('died', '已去世'), ('death-reported', '可能已去世，待核实'), ('opted-out', '本人退订')], db_collation='C', max_length=16, verbose_name='原因')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('since', models.DateTimeField(verbose_name='从何时起')),
                ('until', models.DateTimeField(null=True, verbose_name='解除于')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('lifted_why', models.CharField(blank=True, max_length=200, verbose_name='解除的事由')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Silence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person_id', models.BigIntegerField(verbose_name='居民')),
                ('area_code', core.models.fields.CodeField(blank=True, db_collation='C', max_length=24, verbose_name='地区')),
                ('phone_digest', models.BinaryField(max_length=32, null=True)),
                ('phone_last4', core.models.fields.CodeField(blank=True, db_collation='C', max_length=4)),
                ('reason', core.models.fields.CodeField(choices=[('died', '已去世'), ('death-reported', '可能已去世，待核实'), ('opted-out', '本人退订')], db_collation='C', max_length=16, verbose_name='原因')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('since', models.DateTimeField(verbose_name='从何时起')),
                ('until', models.DateTimeField(null=True, verbose_name='解除于')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('lifted_why', models.CharField(blank=True, max_length=200, verbose_name='解除的事由')),
            ],
            options={
                'verbose_name': '不发短信',
                'indexes': [models.Index(condition=models.Q(('until', None)), fields=['phone_digest'], name='silence_phone')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('person_id', 'reason'), name='silence_standing_once')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='silence',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "messaging_silenceevent" ("area_code", "id", "lifted_why", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_digest", "phone_last4", "reason", "recorded_by", "since", "source", "until") SELECT old_values."area_code", old_values."id", old_values."lifted_why", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."phone_digest", old_values."phone_last4", old_values."reason", old_values."recorded_by", old_values."since", old_values."source", old_values."until" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f87abf6809653c345cf046c38da07871b828d5f9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_c3ed3', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='messaging_silence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='silence',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "messaging_silenceevent" ("area_code", "id", "lifted_why", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_digest", "phone_last4", "reason", "recorded_by", "since", "source", "until") SELECT old_values."area_code", old_values."id", old_values."lifted_why", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."phone_digest", old_values."phone_last4", old_values."reason", old_values."recorded_by", old_values."since", old_values."source", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2b22f993ef1ce32a491e43b469c9aad33b08b2f0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_88059', referencing='REFERENCING OLD TABLE AS old_values ', table='messaging_silence', when='AFTER')),
        ),
        migrations.AddField(
            model_name='silenceevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='silenceevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='messaging.silence'),
        ),
        ScopeRows("messaging_silence", columns=["area_code"]),
        ScopeRows("messaging_silenceevent", columns=["area_code"], open_insert=True),
        AppendOnly(["messaging_silenceevent"]),
    ])
