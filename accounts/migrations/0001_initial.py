"""Areas, users, grants, tokens, with their history."""

import core.models.fields
import django.contrib.gis.db.models.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from core.migrating import tables_together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_foundation'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=150, unique=True, verbose_name='登录名')),
                ('name', models.CharField(max_length=40, verbose_name='姓名')),
                ('post', models.CharField(blank=True, max_length=40, verbose_name='岗位')),
                ('home_area', core.models.fields.CodeField(blank=True, db_collation='C', max_length=24, verbose_name='所在单位地区')),
                ('is_active', models.BooleanField(default=True, verbose_name='在用')),
                ('must_change_password', models.BooleanField(default=True, verbose_name='下次登录须改密')),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': '用户',
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('name', models.CharField(blank=True, max_length=80, verbose_name='用途')),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(null=True)),
                ('last_used_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': '接口令牌',
            },
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('code', core.models.fields.CodeField(db_collation='C', max_length=24, primary_key=True, serialize=False, verbose_name='代码')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('official_name', models.CharField(blank=True, max_length=80, verbose_name='全称')),
                ('level', models.CharField(choices=[('nation', '国家'), ('province', '省'), ('city', '市'), ('district', '区'), ('street', '街道'), ('community', '社区'), ('grid', '网格')], max_length=10, verbose_name='级别')),
                ('urban_rural_code', models.CharField(blank=True, max_length=3, verbose_name='城乡分类')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='有效期')),
                ('keeper', models.CharField(blank=True, max_length=40, verbose_name='网格员')),
                ('boundary', django.contrib.gis.db.models.fields.MultiPolygonField(blank=True, null=True, srid=4547, verbose_name='边界')),
                ('boundary_illustrative', models.BooleanField(default=False, verbose_name='边界仅示意')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='来源')),
            ],
            options={
                'verbose_name': '地区',
            },
        ),
        migrations.CreateModel(
            name='AreaEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('code', core.models.fields.CodeField(db_collation='C', max_length=24, serialize=False, verbose_name='代码')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('official_name', models.CharField(blank=True, max_length=80, verbose_name='全称')),
                ('level', models.CharField(choices=[('nation', '国家'), ('province', '省'), ('city', '市'), ('district', '区'), ('street', '街道'), ('community', '社区'), ('grid', '网格')], max_length=10, verbose_name='级别')),
                ('urban_rural_code', models.CharField(blank=True, max_length=3, verbose_name='城乡分类')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='有效期')),
                ('keeper', models.CharField(blank=True, max_length=40, verbose_name='网格员')),
                ('boundary_illustrative', models.BooleanField(default=False, verbose_name='边界仅示意')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='来源')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=40, verbose_name='角色')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
                ('until', models.DateField(blank=True, null=True, verbose_name='有效至')),
                ('granted_by', models.CharField(max_length=150, verbose_name='谁授的')),
                ('granted_at', models.DateTimeField()),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
            ],
            options={
                'verbose_name': '授权',
            },
        ),
        migrations.CreateModel(
            name='GrantEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('role', models.CharField(max_length=40, verbose_name='角色')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
                ('until', models.DateField(blank=True, null=True, verbose_name='有效至')),
                ('granted_by', models.CharField(max_length=150, verbose_name='谁授的')),
                ('granted_at', models.DateTimeField()),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UserEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('username', models.CharField(max_length=150, verbose_name='登录名')),
                ('name', models.CharField(max_length=40, verbose_name='姓名')),
                ('post', models.CharField(blank=True, max_length=40, verbose_name='岗位')),
                ('home_area', core.models.fields.CodeField(blank=True, db_collation='C', max_length=24, verbose_name='所在单位地区')),
                ('is_active', models.BooleanField(default=True, verbose_name='在用')),
                ('must_change_password', models.BooleanField(default=True, verbose_name='下次登录须改密')),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("created_at", "home_area", "id", "is_active", "must_change_password", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "username") SELECT old_values."created_at", old_values."home_area", old_values."id", old_values."is_active", old_values."must_change_password", old_values."name", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."post", old_values."username" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."home_area" IS DISTINCT FROM (new_values."home_area") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."must_change_password" IS DISTINCT FROM (new_values."must_change_password") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."post" IS DISTINCT FROM (new_values."post") OR old_values."username" IS DISTINCT FROM (new_values."username")) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='65dfbba525db3407750cc8a3e8a386b4f952b17d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_1bd15', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("created_at", "home_area", "id", "is_active", "must_change_password", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "username") SELECT old_values."created_at", old_values."home_area", old_values."id", old_values."is_active", old_values."must_change_password", old_values."name", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."post", old_values."username" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1c2e4ae3f1b7938a713112cb11a442a59ee0142f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_303ff', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_user', when='AFTER')),
        ),
        migrations.AddField(
            model_name='apitoken',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_tokens', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='area',
            name='parent',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='accounts.area', verbose_name='上级'),
        ),
        migrations.AddField(
            model_name='area',
            name='successor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='accounts.area'),
        ),
        migrations.AddField(
            model_name='areaevent',
            name='parent',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.area', verbose_name='上级'),
        ),
        migrations.AddField(
            model_name='areaevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='areaevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.area'),
        ),
        migrations.AddField(
            model_name='areaevent',
            name='successor',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.area'),
        ),
        migrations.AddField(
            model_name='grant',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='grantevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='grantevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.grant'),
        ),
        migrations.AddField(
            model_name='grantevent',
            name='user',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='userevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='userevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='area',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_areaevent" ("boundary_illustrative", "code", "keeper", "level", "name", "official_name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "successor_id", "urban_rural_code", "valid") SELECT old_values."boundary_illustrative", old_values."code", old_values."keeper", old_values."level", old_values."name", old_values."official_name", old_values."parent_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."code", old_values."source", old_values."successor_id", old_values."urban_rural_code", old_values."valid" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."code") = (new_values."code") WHERE (old_values."boundary_illustrative" IS DISTINCT FROM (new_values."boundary_illustrative") OR old_values."code" IS DISTINCT FROM (new_values."code") OR old_values."keeper" IS DISTINCT FROM (new_values."keeper") OR old_values."level" IS DISTINCT FROM (new_values."level") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."official_name" IS DISTINCT FROM (new_values."official_name") OR old_values."parent_id" IS DISTINCT FROM (new_values."parent_id") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."successor_id" IS DISTINCT FROM (new_values."successor_id") OR old_values."urban_rural_code" IS DISTINCT FROM (new_values."urban_rural_code") OR old_values."valid" IS DISTINCT FROM (new_values."valid")) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5b7058b805fc68c08b475c365414527aa3743ede', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_7bf5b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_area', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='area',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_areaevent" ("boundary_illustrative", "code", "keeper", "level", "name", "official_name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "successor_id", "urban_rural_code", "valid") SELECT old_values."boundary_illustrative", old_values."code", old_values."keeper", old_values."level", old_values."name", old_values."official_name", old_values."parent_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."code", old_values."source", old_values."successor_id", old_values."urban_rural_code", old_values."valid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ad911edca687696c6eeaced8400cd3f9b2e21193', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_76622', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_area', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.UniqueConstraint(fields=('user', 'role', 'area_code'), name='grant_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grant',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_grantevent" ("area_code", "granted_at", "granted_by", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "until", "user_id", "why") SELECT old_values."area_code", old_values."granted_at", old_values."granted_by", old_values."id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."role", old_values."until", old_values."user_id", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='45100fa298e62fb1c4cf6d6b7fc554192ac96134', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_af978', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_grant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grant',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_grantevent" ("area_code", "granted_at", "granted_by", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "until", "user_id", "why") SELECT old_values."area_code", old_values."granted_at", old_values."granted_by", old_values."id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."role", old_values."until", old_values."user_id", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f72e8aabebebd97c6d45963fa160433513551892', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_8b6bd', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_grant', when='AFTER')),
        ),
    ])
