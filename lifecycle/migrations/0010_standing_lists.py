"""Lists as they stood last night, what changed, what nobody can explain; behind the second wall."""

import core.models.fields
import django.db.models.deletion
from django.db import migrations, models

from core.migrating import tables_together
from core.rls import ScopeRows


class Migration(migrations.Migration):

    dependencies = [
        ('lifecycle', '0009_statements'),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name='Reconciliation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='哪天')),
                ('started_at', models.DateTimeField(verbose_name='开始')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='结束')),
                ('rosters', models.PositiveIntegerField(default=0, verbose_name='比了几份名册')),
                ('people', models.PositiveIntegerField(default=0, verbose_name='名册上的人次')),
                ('moves', models.PositiveIntegerField(default=0, verbose_name='变化')),
                ('unexplained', models.PositiveIntegerField(default=0, verbose_name='没有事件解释')),
                ('gaps', models.PositiveIntegerField(default=0, verbose_name='投影不符')),
                ('passed_over', models.JSONField(default=list, verbose_name='没有比的名册')),
            ],
            options={
                'verbose_name': '夜间核对',
                'indexes': [models.Index(fields=['-id'], name='reconciliation_latest')],
            },
        ),
        migrations.CreateModel(
            name='RosterStanding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('roster', core.models.fields.CodeField(db_collation='C', max_length=40, verbose_name='名册')),
                ('period', models.CharField(max_length=12, verbose_name='年份或期别')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='哪个社区的名册')),
                ('person_id', models.BigIntegerField()),
                ('since', models.DateField(verbose_name='从哪天起在册')),
            ],
            options={
                'verbose_name': '在册',
                'indexes': [models.Index(fields=['person_id'], name='roster_standing_person')],
                'constraints': [models.UniqueConstraint(fields=('roster', 'area_code', 'person_id'), name='roster_standing_once')],
            },
        ),
        migrations.CreateModel(
            name='StandingList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('roster', core.models.fields.CodeField(db_collation='C', max_length=40, verbose_name='名册')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('period', models.CharField(max_length=12, verbose_name='年份或期别')),
                ('as_of', models.DateField(verbose_name='截至')),
                ('known', models.DateTimeField(verbose_name='按何时的底册')),
                ('rows', models.PositiveIntegerField(verbose_name='人数')),
                ('parameters', models.JSONField(default=dict)),
            ],
            options={
                'verbose_name': '昨夜的名册',
                'constraints': [models.UniqueConstraint(fields=('roster', 'area_code'), name='standing_list_once')],
            },
        ),
        migrations.CreateModel(
            name='ProjectionGap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('check_key', core.models.fields.CodeField(db_collation='C', max_length=40, verbose_name='哪一项')),
                ('area_code', core.models.fields.CodeField(blank=True, db_collation='C', max_length=24, verbose_name='地区')),
                ('person_id', models.BigIntegerField()),
                ('stored', models.CharField(blank=True, max_length=200, verbose_name='底册写的')),
                ('computed', models.CharField(blank=True, max_length=200, verbose_name='按事实应是')),
                ('mended_at', models.DateTimeField(null=True, verbose_name='改正于')),
                ('mended_by', models.CharField(blank=True, max_length=150, verbose_name='谁改正的')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='found', to='lifecycle.reconciliation')),
            ],
            options={
                'verbose_name': '投影不符',
                'indexes': [models.Index(fields=['person_id'], name='projection_gap_person'), models.Index(condition=models.Q(('mended_at', None)), fields=['area_code'], name='projection_gap_open')],
            },
        ),
        migrations.CreateModel(
            name='RosterMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('roster', core.models.fields.CodeField(db_collation='C', max_length=40, verbose_name='名册')),
                ('period', models.CharField(max_length=12, verbose_name='年份或期别')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='哪个社区的名册')),
                ('person_id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('added', '增'), ('removed', '减')], max_length=8, verbose_name='增减')),
                ('reasons', models.JSONField(default=list, verbose_name='原因')),
                ('explained', models.BooleanField(default=True, verbose_name='有事件解释')),
                ('settled_at', models.DateTimeField(null=True, verbose_name='核对过')),
                ('settled_by', models.CharField(blank=True, max_length=150, verbose_name='谁核对的')),
                ('settled_words', models.CharField(blank=True, max_length=200, verbose_name='查到的原因')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moved', to='lifecycle.reconciliation')),
            ],
            options={
                'verbose_name': '名册夜间变化',
                'indexes': [models.Index(fields=['area_code', 'run'], name='roster_move_area'), models.Index(fields=['person_id'], name='roster_move_person'), models.Index(condition=models.Q(('explained', False), ('settled_at', None)), fields=['area_code'], name='roster_move_unexplained')],
            },
        ),
        ScopeRows("lifecycle_rosterstanding", columns=["area_code"]),
        ScopeRows("lifecycle_rostermove", columns=["area_code"]),
        ScopeRows("lifecycle_projectiongap", columns=["area_code"]),
    ])
