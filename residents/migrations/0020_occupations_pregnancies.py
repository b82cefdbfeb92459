"""What people do for a living, and the children that are expected; behind the second wall."""

import core.crypto
import core.models.fields
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.functions
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from core.migrating import tables_together
from core.rls import AppendOnly, ScopeRows

TABLES = ("occupation", "pregnancy")


class Migration(migrations.Migration):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('residents', '0019_schooling'),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name='Occupation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='期间')),
                ('status', core.models.fields.CodeField(db_collation='C', max_length=2, verbose_name='个人身份')),
                ('employer', models.CharField(blank=True, max_length=100, verbose_name='单位')),
                ('pension_from', models.DateField(null=True, verbose_name='养老金从哪个月起')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='occupations', to='residents.person')),
            ],
            options={
                'verbose_name': '个人身份',
            },
        ),
        migrations.CreateModel(
            name='OccupationEvent',
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
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='期间')),
                ('status', core.models.fields.CodeField(db_collation='C', max_length=2, verbose_name='个人身份')),
                ('employer', models.CharField(blank=True, max_length=100, verbose_name='单位')),
                ('pension_from', models.DateField(null=True, verbose_name='养老金从哪个月起')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='residents.occupation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Pregnancy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='期间')),
                ('sealed', core.crypto.EncryptedTextField(default=b'', verbose_name='生育登记内容')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pregnancies', to='residents.person')),
            ],
            options={
                'verbose_name': '生育登记',
            },
        ),
        migrations.CreateModel(
            name='PregnancyEvent',
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
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='期间')),
                ('sealed', core.crypto.EncryptedTextField(default=b'', verbose_name='生育登记内容')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='residents.pregnancy')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='occupation',
            index=models.Index(fields=['source'], name='occupation_source'),
        ),
        migrations.AddConstraint(
            model_name='occupation',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('during', '&&')], name='occupation_one_a_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='occupation',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='9b3ba1c3880d2d2fefc91068e5a7be2290a2594c', operation='UPDATE', pgid='pgtrigger_version_begins_e5a0a', table='residents_occupation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='occupation',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_occupationevent" ("during", "employer", "id", "known_from", "pension_from", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "status", "why") SELECT old_values."during", old_values."employer", old_values."id", old_values."known_from", old_values."pension_from", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."status", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='97b5571c8abe17b40e54ad3b9f6ad54fbe863b4e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_399ab', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_occupation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='occupation',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_occupationevent" ("during", "employer", "id", "known_from", "pension_from", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "status", "why") SELECT old_values."during", old_values."employer", old_values."id", old_values."known_from", old_values."pension_from", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."status", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='df216b0188bebc9c4e5209c03e5272ef3f298966', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_342d5', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_occupation', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='occupationevent',
            index=models.Index(fields=['pgh_created_at'], name='residents_o_pgh_cre_15228e_idx'),
        ),
        migrations.AddIndex(
            model_name='pregnancy',
            index=models.Index(fields=['source'], name='pregnancy_source'),
        ),
        migrations.AddConstraint(
            model_name='pregnancy',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('during', '&&')], name='pregnancy_one_a_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pregnancy',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='478419f6276d4b2eb49f36fb7b9485dc0c1c32e0', operation='UPDATE', pgid='pgtrigger_version_begins_806db', table='residents_pregnancy', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pregnancy',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_pregnancyevent" ("during", "id", "known_from", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "sealed", "source", "why") SELECT old_values."during", old_values."id", old_values."known_from", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."sealed", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='435fcbe72c20c4625a50c598ad7c13425da7f9ef', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_cd56e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_pregnancy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pregnancy',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_pregnancyevent" ("during", "id", "known_from", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "sealed", "source", "why") SELECT old_values."during", old_values."id", old_values."known_from", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."sealed", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='823301a284191d39bd0c9601e1d8e7d406d42322', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_b0416', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_pregnancy', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='pregnancyevent',
            index=models.Index(fields=['pgh_created_at'], name='residents_p_pgh_cre_4eab43_idx'),
        ),
        *(ScopeRows(f"residents_{name}", via=("person_id", "residents_person", "id")) for name in TABLES),
        *(ScopeRows(f"residents_{name}event", via=("person_id", "residents_person", "id"), open_insert=True) for name in TABLES),
        AppendOnly([f"residents_{name}event" for name in TABLES]),
    ])
