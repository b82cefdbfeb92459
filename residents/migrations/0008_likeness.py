"""Pairs of records that may be one person; what names are compared by, as a column."""

import core.models.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models

from core.migrating import tables_together
from core.rls import AppendOnly, ScopeRows
from residents.services.name_keys import refresh_name_keys

# A pair is visible where both persons are.
BOTH = " AND ".join(
    f"EXISTS (SELECT FROM residents_person p WHERE p.id = {{table}}.{side}_id)" for side in ("left", "right")
)


def fill_name_keys(apps, schema_editor):
    refresh_name_keys(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('residents', '0007_area_moves'),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name='Likeness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('score', models.PositiveSmallIntegerField(verbose_name='相似度')),
                ('verdict', models.CharField(max_length=8, verbose_name='判断')),
                ('signs', models.JSONField(default=list, verbose_name='依据')),
                ('state', models.CharField(choices=[('open', '待核对'), ('later', '先放着'), ('apart', '不是同一个人'), ('merged', '已合并')], default='open', max_length=8, verbose_name='状态')),
                ('facts', core.models.fields.CodeField(db_collation='C', max_length=64)),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('found_at', models.DateTimeField(verbose_name='发现时刻')),
                ('decided_by', models.CharField(blank=True, max_length=150, verbose_name='决定人')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='决定时刻')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='凭什么')),
            ],
            options={
                'verbose_name': '相似记录',
            },
        ),
        migrations.CreateModel(
            name='LikenessEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('score', models.PositiveSmallIntegerField(verbose_name='相似度')),
                ('verdict', models.CharField(max_length=8, verbose_name='判断')),
                ('signs', models.JSONField(default=list, verbose_name='依据')),
                ('state', models.CharField(choices=[('open', '待核对'), ('later', '先放着'), ('apart', '不是同一个人'), ('merged', '已合并')], default='open', max_length=8, verbose_name='状态')),
                ('facts', core.models.fields.CodeField(db_collation='C', max_length=64)),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('found_at', models.DateTimeField(verbose_name='发现时刻')),
                ('decided_by', models.CharField(blank=True, max_length=150, verbose_name='决定人')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='决定时刻')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='凭什么')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='person',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='person',
            name='deleted_delete',
        ),
        migrations.AddField(
            model_name='person',
            name='name_key',
            field=core.models.fields.CodeField(blank=True, db_collation='C', max_length=60, verbose_name='姓名比对'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='name_key',
            field=core.models.fields.CodeField(blank=True, db_collation='C', max_length=60, verbose_name='姓名比对'),
        ),
        migrations.RunPython(fill_name_keys, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['name_key', 'birth_date'], name='person_name_key'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['birth_date', 'pinyin'], name='person_born_sound'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_personevent" ("birth_date", "died_on", "education", "ethnicity", "given_name", "hukou_address", "hukou_area", "id", "initials", "is_synthetic", "living_address", "living_area", "marital_status", "name", "name_key", "nationality", "note", "number_head", "number_last4", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_digest", "phone_last4", "pinyin", "political_status", "recorded_at", "recorded_by", "sex", "source", "sources", "status", "temporary_name", "uid", "updated_at", "why") SELECT old_values."birth_date", old_values."died_on", old_values."education", old_values."ethnicity", old_values."given_name", old_values."hukou_address", old_values."hukou_area", old_values."id", old_values."initials", old_values."is_synthetic", old_values."living_address", old_values."living_area", old_values."marital_status", old_values."name", old_values."name_key", old_values."nationality", old_values."note", old_values."number_head", old_values."number_last4", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."phone", old_values."phone_digest", old_values."phone_last4", old_values."pinyin", old_values."political_status", old_values."recorded_at", old_values."recorded_by", old_values."sex", old_values."source", old_values."sources", old_values."status", old_values."temporary_name", old_values."uid", old_values."updated_at", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6a2a541dbe64f3ed36a93a6ac0c4f94f79ab4dbe', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_82b1b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_personevent" ("birth_date", "died_on", "education", "ethnicity", "given_name", "hukou_address", "hukou_area", "id", "initials", "is_synthetic", "living_address", "living_area", "marital_status", "name", "name_key", "nationality", "note", "number_head", "number_last4", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_digest", "phone_last4", "pinyin", "political_status", "recorded_at", "recorded_by", "sex", "source", "sources", "status", "temporary_name", "uid", "updated_at", "why") SELECT old_values."birth_date", old_values."died_on", old_values."education", old_values."ethnicity", old_values."given_name", old_values."hukou_address", old_values."hukou_area", old_values."id", old_values."initials", old_values."is_synthetic", old_values."living_address", old_values."living_area", old_values."marital_status", old_values."name", old_values."name_key", old_values."nationality", old_values."note", old_values."number_head", old_values."number_last4", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."phone", old_values."phone_digest", old_values."phone_last4", old_values."pinyin", old_values."political_status", old_values."recorded_at", old_values."recorded_by", old_values."sex", old_values."source", old_values."sources", old_values."status", old_values."temporary_name", old_values."uid", old_values."updated_at", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f595dbac229cd430b338c540bd025ad3c0895e08', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_d5f77', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_person', when='AFTER')),
        ),
        migrations.AddField(
            model_name='likeness',
            name='left',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='residents.person', verbose_name='先有的一条'),
        ),
        migrations.AddField(
            model_name='likeness',
            name='right',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='residents.person', verbose_name='后来的一条'),
        ),
        migrations.AddField(
            model_name='likenessevent',
            name='left',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person', verbose_name='先有的一条'),
        ),
        migrations.AddField(
            model_name='likenessevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='likenessevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='residents.likeness'),
        ),
        migrations.AddField(
            model_name='likenessevent',
            name='right',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person', verbose_name='后来的一条'),
        ),
        migrations.AddIndex(
            model_name='likeness',
            index=models.Index(condition=models.Q(('state__in', ['open', 'later'])), fields=['-score', 'id'], name='likeness_undecided'),
        ),
        migrations.AddConstraint(
            model_name='likeness',
            constraint=models.UniqueConstraint(fields=('left', 'right'), name='likeness_pair_once'),
        ),
        migrations.AddConstraint(
            model_name='likeness',
            constraint=models.CheckConstraint(condition=models.Q(('left__lt', models.F('right'))), name='likeness_first_came_first'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='likeness',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_likenessevent" ("decided_at", "decided_by", "facts", "found_at", "id", "left_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "right_id", "score", "signs", "source", "state", "uid", "verdict", "why") SELECT old_values."decided_at", old_values."decided_by", old_values."facts", old_values."found_at", old_values."id", old_values."left_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."right_id", old_values."score", old_values."signs", old_values."source", old_values."state", old_values."uid", old_values."verdict", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d42af8e88e1fed09d92981be54def90aad3b5772', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_d31e6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_likeness', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='likeness',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_likenessevent" ("decided_at", "decided_by", "facts", "found_at", "id", "left_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "right_id", "score", "signs", "source", "state", "uid", "verdict", "why") SELECT old_values."decided_at", old_values."decided_by", old_values."facts", old_values."found_at", old_values."id", old_values."left_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."right_id", old_values."score", old_values."signs", old_values."source", old_values."state", old_values."uid", old_values."verdict", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='23a90af7a30082a9819d5418b6ff1112692692d2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_fd0d3', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_likeness', when='AFTER')),
        ),
        ScopeRows("residents_likeness", extra=BOTH.format(table="residents_likeness")),
        ScopeRows("residents_likenessevent", extra=BOTH.format(table="residents_likenessevent"), open_insert=True),
        AppendOnly(["residents_likenessevent"]),
    ])
