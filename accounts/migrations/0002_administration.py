"""Second factors, sessions, past passwords, acts of two offices; what is asked of a demo account and of a grant that ends."""

import core.crypto
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from core.migrating import tables_together


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name='Authenticator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('secret', core.crypto.EncryptedTextField(verbose_name='密钥')),
                ('created_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='开通于')),
                ('last_step', models.BigIntegerField(default=0)),
            ],
            options={
                'verbose_name': '两步验证',
            },
        ),
        migrations.CreateModel(
            name='JointAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('handover', '交接'), ('lost-phone', '重置两步验证')], max_length=12, verbose_name='什么事')),
                ('on', models.DateField(verbose_name='哪天')),
                ('why', models.CharField(max_length=200, verbose_name='事由')),
                ('state', models.CharField(choices=[('waiting', '等安全管理员确认'), ('confirmed', '已确认，到日子办'), ('done', '办好了'), ('refused', '没有同意')], default='waiting', max_length=10, verbose_name='办到哪了')),
                ('grants', models.JSONField(default=list, verbose_name='确认转交的授权')),
                ('started_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': '两员同办',
            },
        ),
        migrations.CreateModel(
            name='JointActEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('handover', '交接'), ('lost-phone', '重置两步验证')], max_length=12, verbose_name='什么事')),
                ('on', models.DateField(verbose_name='哪天')),
                ('why', models.CharField(max_length=200, verbose_name='事由')),
                ('state', models.CharField(choices=[('waiting', '等安全管理员确认'), ('confirmed', '已确认，到日子办'), ('done', '办好了'), ('refused', '没有同意')], default='waiting', max_length=10, verbose_name='办到哪了')),
                ('grants', models.JSONField(default=list, verbose_name='确认转交的授权')),
                ('started_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OpenSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40, unique=True)),
                ('since', models.DateTimeField(verbose_name='登录于')),
                ('seen_at', models.DateTimeField(verbose_name='最近一次')),
                ('ip', models.GenericIPAddressField(null=True, verbose_name='从哪台机器')),
                ('agent', models.CharField(blank=True, max_length=300, verbose_name='浏览器')),
            ],
            options={
                'verbose_name': '登录会话',
            },
        ),
        migrations.CreateModel(
            name='PasswordRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hashed', models.CharField(max_length=128)),
                ('set_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': '用过的密码',
            },
        ),
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.BinaryField(max_length=32)),
                ('created_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True, verbose_name='用于')),
            ],
            options={
                'verbose_name': '恢复码',
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='grant',
            name='changed_update',
        ),
        migrations.AddField(
            model_name='grant',
            name='expiry_logged_on',
            field=models.DateField(null=True, verbose_name='到期已记'),
        ),
        migrations.AddField(
            model_name='user',
            name='demo',
            field=models.BooleanField(default=False, verbose_name='演示账号'),
        ),
        migrations.AddField(
            model_name='user',
            name='password_changed_at',
            field=models.DateTimeField(null=True, verbose_name='密码设于'),
        ),
        migrations.AddField(
            model_name='user',
            name='two_factor_since',
            field=models.DateTimeField(null=True, verbose_name='两步验证开通于'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grant',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_grantevent" ("area_code", "granted_at", "granted_by", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "until", "user_id", "why") SELECT old_values."area_code", old_values."granted_at", old_values."granted_by", old_values."id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."role", old_values."until", old_values."user_id", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_code" IS DISTINCT FROM (new_values."area_code") OR old_values."granted_at" IS DISTINCT FROM (new_values."granted_at") OR old_values."granted_by" IS DISTINCT FROM (new_values."granted_by") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."role" IS DISTINCT FROM (new_values."role") OR old_values."until" IS DISTINCT FROM (new_values."until") OR old_values."user_id" IS DISTINCT FROM (new_values."user_id") OR old_values."why" IS DISTINCT FROM (new_values."why")) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='62425c006a2395989cba982afeb82c20d0422911', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_af978', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_grant', when='AFTER')),
        ),
        migrations.AddField(
            model_name='authenticator',
            name='user',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='authenticator', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='jointact',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁确认'),
        ),
        migrations.AddField(
            model_name='jointact',
            name='started_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁发起'),
        ),
        migrations.AddField(
            model_name='jointact',
            name='successor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='接手的人'),
        ),
        migrations.AddField(
            model_name='jointact',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joint_acts', to=settings.AUTH_USER_MODEL, verbose_name='谁的账号'),
        ),
        migrations.AddField(
            model_name='jointactevent',
            name='decided_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁确认'),
        ),
        migrations.AddField(
            model_name='jointactevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='jointactevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.jointact'),
        ),
        migrations.AddField(
            model_name='jointactevent',
            name='started_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁发起'),
        ),
        migrations.AddField(
            model_name='jointactevent',
            name='successor',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='接手的人'),
        ),
        migrations.AddField(
            model_name='jointactevent',
            name='user',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁的账号'),
        ),
        migrations.AddField(
            model_name='opensession',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='open_sessions', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='passwordrecord',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='password_records', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='recoverycode',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recovery_codes', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='jointact',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'confirmed'])), fields=('user', 'kind'), name='one_open_joint_act'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jointact',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_jointactevent" ("decided_at", "decided_by_id", "done_at", "grants", "id", "kind", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_at", "started_by_id", "state", "successor_id", "user_id", "why") SELECT old_values."decided_at", old_values."decided_by_id", old_values."done_at", old_values."grants", old_values."id", old_values."kind", old_values."on", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."started_at", old_values."started_by_id", old_values."state", old_values."successor_id", old_values."user_id", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='aaf59b5f7c7943438fcd2a8c95013eb75be9ac37', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_992a9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_jointact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jointact',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_jointactevent" ("decided_at", "decided_by_id", "done_at", "grants", "id", "kind", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_at", "started_by_id", "state", "successor_id", "user_id", "why") SELECT old_values."decided_at", old_values."decided_by_id", old_values."done_at", old_values."grants", old_values."id", old_values."kind", old_values."on", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."started_at", old_values."started_by_id", old_values."state", old_values."successor_id", old_values."user_id", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b325f8ef61141eacce84145811b66bd31340c2e5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_1529a', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_jointact', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='passwordrecord',
            index=models.Index(fields=['user', '-set_at'], name='password_record_latest'),
        ),
        migrations.AddConstraint(
            model_name='recoverycode',
            constraint=models.UniqueConstraint(fields=('user', 'digest'), name='recovery_code_once'),
        ),
    ])
