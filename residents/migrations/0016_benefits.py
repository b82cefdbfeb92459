"""What people are known to receive, behind the second wall."""

import core.models.fields
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
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
        ('residents', '0015_vacuum_people'),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name='Benefit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='期间')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', core.models.fields.CodeField(choices=[('minimum-living', '低保'), ('extreme-poverty', '特困供养'), ('edge', '低保边缘'), ('rigid', '刚性支出困难'), ('temporary', '临时救助'), ('orphan', '孤儿、事实无人抚养儿童'), ('longevity', '长寿保健金'), ('disability-living', '困难残疾人生活补贴'), ('disability-care', '重度残疾人护理补贴'), ('one-child', '计生奖励扶助'), ('lost-child', '计生特别扶助'), ('childcare', '育儿补贴'), ('unemployment', '失业保险金')], db_collation='C', max_length=20, verbose_name='待遇')),
                ('monthly', models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name='每月金额')),
                ('document', models.CharField(blank=True, max_length=60, verbose_name='证号或文号')),
                ('household', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='residents.household')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='benefits', to='residents.person')),
            ],
            options={
                'verbose_name': '在享待遇',
            },
        ),
        migrations.CreateModel(
            name='BenefitEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='期间')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('kind', core.models.fields.CodeField(choices=[('minimum-living', '低保'), ('extreme-poverty', '特困供养'), ('edge', '低保边缘'), ('rigid', '刚性支出困难'), ('temporary', '临时救助'), ('orphan', '孤儿、事实无人抚养儿童'), ('longevity', '长寿保健金'), ('disability-living', '困难残疾人生活补贴'), ('disability-care', '重度残疾人护理补贴'), ('one-child', '计生奖励扶助'), ('lost-child', '计生特别扶助'), ('childcare', '育儿补贴'), ('unemployment', '失业保险金')], db_collation='C', max_length=20, verbose_name='待遇')),
                ('monthly', models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name='每月金额')),
                ('document', models.CharField(blank=True, max_length=60, verbose_name='证号或文号')),
                ('household', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.household')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='residents.benefit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='benefit',
            index=models.Index(fields=['person', 'kind'], name='benefit_person'),
        ),
        migrations.AddIndex(
            model_name='benefit',
            index=models.Index(fields=['household'], name='benefit_household'),
        ),
        migrations.AddConstraint(
            model_name='benefit',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('kind', '='), ('during', '&&')], name='benefit_of_a_kind_once_a_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='benefit',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_benefitevent" ("document", "during", "household_id", "id", "kind", "monthly", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "uid", "why") SELECT old_values."document", old_values."during", old_values."household_id", old_values."id", old_values."kind", old_values."monthly", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='25055c484b1a5e44f6f22f7bb00bdab652b61238', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_dcc10', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_benefit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='benefit',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_benefitevent" ("document", "during", "household_id", "id", "kind", "monthly", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "uid", "why") SELECT old_values."document", old_values."during", old_values."household_id", old_values."id", old_values."kind", old_values."monthly", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8c4397cb9c9d1d780f252f389e59c30650c31647', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_d6040', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_benefit', when='AFTER')),
        ),
        ScopeRows("residents_benefit", via=("person_id", "residents_person", "id")),
        ScopeRows("residents_benefitevent", via=("person_id", "residents_person", "id"), open_insert=True),
        AppendOnly(["residents_benefitevent"]),
    ])
