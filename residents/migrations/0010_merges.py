"""Merges of two records of one person, behind the wall of the record that was kept."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models

from core.migrating import tables_together
from core.rls import AppendOnly, ScopeRows


class Migration(migrations.Migration):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('residents', '0009_sources_and_exits'),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('merged_at', models.DateTimeField(verbose_name='合并时刻')),
                ('merged_by', models.CharField(max_length=150, verbose_name='合并人')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='凭什么')),
                ('context', models.UUIDField(null=True, verbose_name='改动的历史')),
                ('choices', models.JSONField(default=dict, verbose_name='选定的')),
                ('rows', models.JSONField(default=dict, verbose_name='动过的行')),
                ('counts', models.JSONField(default=list, verbose_name='做了什么')),
                ('undone_at', models.DateTimeField(null=True, verbose_name='撤销时刻')),
                ('undone_by', models.CharField(blank=True, max_length=150, verbose_name='撤销人')),
                ('undone_why', models.CharField(blank=True, max_length=120, verbose_name='为什么撤销')),
                ('left', models.JSONField(default=list, verbose_name='撤销时说明的')),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.person', verbose_name='保留的一条')),
                ('lost', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.person', verbose_name='并入的一条')),
            ],
            options={
                'verbose_name': '合并',
            },
        ),
        migrations.CreateModel(
            name='MergeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('merged_at', models.DateTimeField(verbose_name='合并时刻')),
                ('merged_by', models.CharField(max_length=150, verbose_name='合并人')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='凭什么')),
                ('context', models.UUIDField(null=True, verbose_name='改动的历史')),
                ('choices', models.JSONField(default=dict, verbose_name='选定的')),
                ('rows', models.JSONField(default=dict, verbose_name='动过的行')),
                ('counts', models.JSONField(default=list, verbose_name='做了什么')),
                ('undone_at', models.DateTimeField(null=True, verbose_name='撤销时刻')),
                ('undone_by', models.CharField(blank=True, max_length=150, verbose_name='撤销人')),
                ('undone_why', models.CharField(blank=True, max_length=120, verbose_name='为什么撤销')),
                ('left', models.JSONField(default=list, verbose_name='撤销时说明的')),
                ('kept', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person', verbose_name='保留的一条')),
                ('lost', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person', verbose_name='并入的一条')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='residents.merge')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='merge',
            index=models.Index(fields=['merged_at', 'id'], name='merge_newest'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('lost',), name='merge_lost_once'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(('kept', models.F('lost')), _negated=True), name='merge_of_two'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='merge',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_mergeevent" ("choices", "context", "counts", "id", "kept_id", "left", "lost_id", "merged_at", "merged_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rows", "uid", "undone_at", "undone_by", "undone_why", "why") SELECT old_values."choices", old_values."context", old_values."counts", old_values."id", old_values."kept_id", old_values."left", old_values."lost_id", old_values."merged_at", old_values."merged_by", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."rows", old_values."uid", old_values."undone_at", old_values."undone_by", old_values."undone_why", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='221d1bee722d4abbab7ea75fcc31f2e7e2d2fafc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_fd442', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_merge', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='merge',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_mergeevent" ("choices", "context", "counts", "id", "kept_id", "left", "lost_id", "merged_at", "merged_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rows", "uid", "undone_at", "undone_by", "undone_why", "why") SELECT old_values."choices", old_values."context", old_values."counts", old_values."id", old_values."kept_id", old_values."left", old_values."lost_id", old_values."merged_at", old_values."merged_by", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."rows", old_values."uid", old_values."undone_at", old_values."undone_by", old_values."undone_why", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5579a34567986f125c4bcef0c9e82fdaf261cb72', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_3fd47', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_merge', when='AFTER')),
        ),
        ScopeRows("residents_merge", via=("kept_id", "residents_person", "id")),
        ScopeRows("residents_mergeevent", via=("kept_id", "residents_person", "id"), open_insert=True),
        AppendOnly(["residents_mergeevent"]),
    ])
