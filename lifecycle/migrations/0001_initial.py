"""Published rosters."""

import core.crypto
import core.models.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from core.migrating import tables_together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0002_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name='RosterVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('roster', core.models.fields.CodeField(db_collation='C', max_length=40, verbose_name='名册')),
                ('period', core.models.fields.CodeField(db_collation='C', max_length=12, verbose_name='年份或期别')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
                ('number', models.PositiveIntegerField(verbose_name='第几次发布')),
                ('as_of', models.DateField(verbose_name='截至')),
                ('published_at', models.DateTimeField(verbose_name='发布时刻')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='说明')),
                ('rows', models.PositiveIntegerField(verbose_name='人数')),
                ('sha256', models.CharField(max_length=64)),
                ('parameters', models.JSONField(default=dict, verbose_name='当时的参数')),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supplements', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supplement_versions', to='lifecycle.rosterversion')),
            ],
            options={
                'verbose_name': '名册版本',
            },
        ),
        migrations.CreateModel(
            name='RosterEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(verbose_name='序号')),
                ('person_id', models.BigIntegerField()),
                ('category', models.CharField(blank=True, max_length=20, verbose_name='类别')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='归哪个社区')),
                ('values', models.JSONField(default=dict)),
                ('sealed', core.crypto.EncryptedTextField(default=b'')),
                ('why', models.JSONField(default=list)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='lifecycle.rosterversion')),
            ],
        ),
        migrations.CreateModel(
            name='RosterChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person_id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('added', '增'), ('removed', '减'), ('changed', '改')], max_length=8, verbose_name='增减改')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('area_code', core.models.fields.CodeField(blank=True, db_collation='C', max_length=24, verbose_name='归哪个社区')),
                ('columns', models.JSONField(default=list, verbose_name='改了哪些列')),
                ('reasons', models.JSONField(default=list, verbose_name='原因')),
                ('explained', models.BooleanField(verbose_name='有事件解释')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='lifecycle.rosterversion')),
            ],
            options={
                'verbose_name': '名册变化',
            },
        ),
        migrations.AddConstraint(
            model_name='rosterversion',
            constraint=models.UniqueConstraint(fields=('roster', 'period', 'area_code', 'number'), name='roster_version_number'),
        ),
        migrations.AddIndex(
            model_name='rosterentry',
            index=models.Index(fields=['person_id'], name='roster_entry_person'),
        ),
        migrations.AddConstraint(
            model_name='rosterentry',
            constraint=models.UniqueConstraint(fields=('version', 'position'), name='roster_entry_position'),
        ),
        migrations.AddConstraint(
            model_name='rosterentry',
            constraint=models.UniqueConstraint(fields=('version', 'person_id'), name='roster_entry_person_once'),
        ),
        migrations.AddConstraint(
            model_name='rosterchange',
            constraint=models.UniqueConstraint(fields=('version', 'person_id'), name='roster_change_person_once'),
        ),
    ])
