"""Elections: wards, what is known of a voter, certificates, objections, cards, proxies; all of it behind the second wall."""

import core.crypto
import core.models.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.functions
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models

from core.migrating import tables_together
from core.rls import AppendOnly, ScopeRows

OF_PERSON = ["voterstanding", "votercertificate", "rolldecision", "votercard", "participation", "candidate", "objection", "voterproxy"]


class Migration(migrations.Migration):

    dependencies = [
        ('lifecycle', '0006_deliveries'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('residents', '0016_benefits'),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name='ElectionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('kind', models.CharField(choices=[('congress', '人大代表选举'), ('committee', '居委会选举')], max_length=9, verbose_name='选举')),
                ('title', models.CharField(max_length=80, verbose_name='名称')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
                ('day', models.DateField(verbose_name='选举日')),
                ('form', models.CharField(blank=True, choices=[('all', '全体有选举权的居民'), ('households', '每户派代表'), ('representatives', '居民代表')], max_length=15, verbose_name='投票方式')),
                ('organ', models.CharField(blank=True, max_length=80, verbose_name='主持的选举委员会')),
                ('document', models.CharField(blank=True, max_length=120, verbose_name='依据文件')),
                ('posted_on', models.DateField(null=True, verbose_name='名单公布日')),
                ('first_candidates_on', models.DateField(null=True, verbose_name='初步候选人公布日')),
                ('candidates_on', models.DateField(null=True, verbose_name='正式候选人公布日')),
                ('called_off', models.CharField(blank=True, max_length=200, verbose_name='取消的原因')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('omitted', '漏登'), ('wrong', '错登'), ('details', '姓名等写错')], max_length=8, verbose_name='申诉事项')),
                ('by_name', models.CharField(max_length=60, verbose_name='申诉人')),
                ('words', core.crypto.EncryptedTextField(default=b'', verbose_name='申诉内容')),
                ('received_on', models.DateField(verbose_name='收到日期')),
                ('decided_on', models.DateField(null=True, verbose_name='处理日期')),
                ('outcome', models.CharField(blank=True, choices=[('upheld', '成立'), ('dismissed', '不成立')], max_length=9, verbose_name='处理结果')),
                ('decision', models.CharField(blank=True, max_length=200, verbose_name='处理决定')),
                ('published_on', models.DateField(null=True, verbose_name='处理结果公布日')),
                ('sued_on', models.DateField(null=True, verbose_name='起诉日期')),
                ('judged_on', models.DateField(null=True, verbose_name='判决日期')),
                ('judgement', models.CharField(blank=True, max_length=200, verbose_name='判决')),
            ],
            options={
                'verbose_name': '申诉',
            },
        ),
        migrations.CreateModel(
            name='ObjectionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('kind', models.CharField(choices=[('omitted', '漏登'), ('wrong', '错登'), ('details', '姓名等写错')], max_length=8, verbose_name='申诉事项')),
                ('by_name', models.CharField(max_length=60, verbose_name='申诉人')),
                ('words', core.crypto.EncryptedTextField(default=b'', verbose_name='申诉内容')),
                ('received_on', models.DateField(verbose_name='收到日期')),
                ('decided_on', models.DateField(null=True, verbose_name='处理日期')),
                ('outcome', models.CharField(blank=True, choices=[('upheld', '成立'), ('dismissed', '不成立')], max_length=9, verbose_name='处理结果')),
                ('decision', models.CharField(blank=True, max_length=200, verbose_name='处理决定')),
                ('published_on', models.DateField(null=True, verbose_name='处理结果公布日')),
                ('sued_on', models.DateField(null=True, verbose_name='起诉日期')),
                ('judged_on', models.DateField(null=True, verbose_name='判决日期')),
                ('judgement', models.CharField(blank=True, max_length=200, verbose_name='判决')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('basis', models.CharField(choices=[('1', '户籍在本社区'), ('2', '户籍不在但常住'), ('3', '社区工作者满六个月')], max_length=1, verbose_name='登记依据')),
                ('willing', models.BooleanField(verbose_name='表示参加')),
                ('declared_on', models.DateField(verbose_name='表示的日期')),
                ('elsewhere', models.BooleanField(default=False, verbose_name='已在他处登记')),
                ('worked_since', models.DateField(null=True, verbose_name='何时起在本社区工作')),
                ('confirmed_on', models.DateField(null=True, verbose_name='选举委员会确认日期')),
                ('household_rep', models.BooleanField(default=False, verbose_name='户代表')),
                ('resident_rep', models.BooleanField(default=False, verbose_name='居民代表')),
            ],
            options={
                'verbose_name': '参加选举登记',
            },
        ),
        migrations.CreateModel(
            name='ParticipationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('basis', models.CharField(choices=[('1', '户籍在本社区'), ('2', '户籍不在但常住'), ('3', '社区工作者满六个月')], max_length=1, verbose_name='登记依据')),
                ('willing', models.BooleanField(verbose_name='表示参加')),
                ('declared_on', models.DateField(verbose_name='表示的日期')),
                ('elsewhere', models.BooleanField(default=False, verbose_name='已在他处登记')),
                ('worked_since', models.DateField(null=True, verbose_name='何时起在本社区工作')),
                ('confirmed_on', models.DateField(null=True, verbose_name='选举委员会确认日期')),
                ('household_rep', models.BooleanField(default=False, verbose_name='户代表')),
                ('resident_rep', models.BooleanField(default=False, verbose_name='居民代表')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RollDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('ruling', models.CharField(choices=[('list', '列入名单'), ('strike', '不列入名单')], max_length=6, verbose_name='决定')),
                ('area_code', core.models.fields.CodeField(blank=True, db_collation='C', max_length=24, verbose_name='列入哪个社区')),
                ('organ', models.CharField(max_length=80, verbose_name='决定机关')),
                ('document', models.CharField(max_length=80, verbose_name='文号')),
                ('decided_on', models.DateField(verbose_name='决定日期')),
            ],
            options={
                'verbose_name': '名单决定',
            },
        ),
        migrations.CreateModel(
            name='RollDecisionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('ruling', models.CharField(choices=[('list', '列入名单'), ('strike', '不列入名单')], max_length=6, verbose_name='决定')),
                ('area_code', core.models.fields.CodeField(blank=True, db_collation='C', max_length=24, verbose_name='列入哪个社区')),
                ('organ', models.CharField(max_length=80, verbose_name='决定机关')),
                ('document', models.CharField(max_length=80, verbose_name='文号')),
                ('decided_on', models.DateField(verbose_name='决定日期')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='VoterCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('number', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='选民证号')),
                ('issued_on', models.DateField(verbose_name='发证日期')),
                ('given_on', models.DateField(null=True, verbose_name='领证日期')),
                ('receiver', models.CharField(blank=True, max_length=60, verbose_name='领证人')),
                ('void_on', models.DateField(null=True, verbose_name='作废日期')),
            ],
            options={
                'verbose_name': '选民证',
            },
        ),
        migrations.CreateModel(
            name='VoterCardEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('number', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='选民证号')),
                ('issued_on', models.DateField(verbose_name='发证日期')),
                ('given_on', models.DateField(null=True, verbose_name='领证日期')),
                ('receiver', models.CharField(blank=True, max_length=60, verbose_name='领证人')),
                ('void_on', models.DateField(null=True, verbose_name='作废日期')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='VoterCertificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', core.models.fields.CodeField(db_collation='C', max_length=40, verbose_name='证明编号')),
                ('from_area', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='户籍所在地')),
                ('from_ward', models.CharField(max_length=60, verbose_name='原选区')),
                ('to_area', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='现居住地')),
                ('organ', models.CharField(max_length=80, verbose_name='出具单位')),
                ('issued_on', models.DateField(verbose_name='出具日期')),
                ('withdrawn_on', models.DateField(null=True, verbose_name='收回日期')),
            ],
            options={
                'verbose_name': '选民资格证明',
            },
        ),
        migrations.CreateModel(
            name='VoterCertificateEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('number', core.models.fields.CodeField(db_collation='C', max_length=40, verbose_name='证明编号')),
                ('from_area', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='户籍所在地')),
                ('from_ward', models.CharField(max_length=60, verbose_name='原选区')),
                ('to_area', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='现居住地')),
                ('organ', models.CharField(max_length=80, verbose_name='出具单位')),
                ('issued_on', models.DateField(verbose_name='出具日期')),
                ('withdrawn_on', models.DateField(null=True, verbose_name='收回日期')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='VoterProxy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('written_on', models.DateField(verbose_name='委托书日期')),
                ('consented_on', models.DateField(verbose_name='选举委员会同意日期')),
                ('ended_on', models.DateField(null=True, verbose_name='失效日期')),
                ('end_reason', models.CharField(blank=True, max_length=120, verbose_name='失效原因')),
            ],
            options={
                'verbose_name': '委托投票',
            },
        ),
        migrations.CreateModel(
            name='VoterProxyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('written_on', models.DateField(verbose_name='委托书日期')),
                ('consented_on', models.DateField(verbose_name='选举委员会同意日期')),
                ('ended_on', models.DateField(null=True, verbose_name='失效日期')),
                ('end_reason', models.CharField(blank=True, max_length=120, verbose_name='失效原因')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='VoterStanding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('2', '精神病不能行使（经选举委员会确认）'), ('3', '停止行使选举权利（检察院或法院决定）'), ('4', '被剥夺政治权利'), ('7', '准予行使（羁押、缓刑等）')], max_length=1, verbose_name='资格状态')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='期间')),
                ('organ', models.CharField(max_length=80, verbose_name='决定机关')),
                ('document', core.crypto.EncryptedTextField(default=b'', verbose_name='文号')),
                ('evidence', core.crypto.EncryptedTextField(default=b'', verbose_name='凭据')),
            ],
            options={
                'verbose_name': '选举资格',
            },
        ),
        migrations.CreateModel(
            name='VoterStandingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('kind', models.CharField(choices=[('2', '精神病不能行使（经选举委员会确认）'), ('3', '停止行使选举权利（检察院或法院决定）'), ('4', '被剥夺政治权利'), ('7', '准予行使（羁押、缓刑等）')], max_length=1, verbose_name='资格状态')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='期间')),
                ('organ', models.CharField(max_length=80, verbose_name='决定机关')),
                ('document', core.crypto.EncryptedTextField(default=b'', verbose_name='文号')),
                ('evidence', core.crypto.EncryptedTextField(default=b'', verbose_name='凭据')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Ward',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('number', core.models.fields.CodeField(db_collation='C', max_length=12, verbose_name='选区号')),
                ('name', models.CharField(max_length=60, verbose_name='选区名称')),
                ('seats', models.PositiveSmallIntegerField(default=1, verbose_name='应选代表')),
            ],
            options={
                'verbose_name': '选区',
            },
        ),
        migrations.CreateModel(
            name='WardEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('number', core.models.fields.CodeField(db_collation='C', max_length=12, verbose_name='选区号')),
                ('name', models.CharField(max_length=60, verbose_name='选区名称')),
                ('seats', models.PositiveSmallIntegerField(default=1, verbose_name='应选代表')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='WardPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
            ],
            options={
                'verbose_name': '选区的一部分',
            },
        ),
        migrations.CreateModel(
            name='WardPartEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Candidate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('proposed_by', models.CharField(max_length=80, verbose_name='推荐者')),
                ('final', models.BooleanField(default=False, verbose_name='正式候选人')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='candidacies', to='residents.person')),
            ],
            options={
                'verbose_name': '候选人',
            },
        ),
        migrations.CreateModel(
            name='Election',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('congress', '人大代表选举'), ('committee', '居委会选举')], max_length=9, verbose_name='选举')),
                ('title', models.CharField(max_length=80, verbose_name='名称')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
                ('day', models.DateField(verbose_name='选举日')),
                ('form', models.CharField(blank=True, choices=[('all', '全体有选举权的居民'), ('households', '每户派代表'), ('representatives', '居民代表')], max_length=15, verbose_name='投票方式')),
                ('organ', models.CharField(blank=True, max_length=80, verbose_name='主持的选举委员会')),
                ('document', models.CharField(blank=True, max_length=120, verbose_name='依据文件')),
                ('posted_on', models.DateField(null=True, verbose_name='名单公布日')),
                ('first_candidates_on', models.DateField(null=True, verbose_name='初步候选人公布日')),
                ('candidates_on', models.DateField(null=True, verbose_name='正式候选人公布日')),
                ('called_off', models.CharField(blank=True, max_length=200, verbose_name='取消的原因')),
            ],
            options={
                'verbose_name': '选举',
                'indexes': [models.Index(fields=['kind', 'day'], name='election_day')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('called_off', '')), fields=('kind', 'area_code', 'day'), name='election_once_in_area_on_day')],
            },
        ),
        migrations.CreateModel(
            name='CandidateEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('known_from', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('proposed_by', models.CharField(max_length=80, verbose_name='推荐者')),
                ('final', models.BooleanField(default=False, verbose_name='正式候选人')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='lifecycle.candidate')),
                ('election', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='lifecycle.election')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='candidate',
            name='election',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='candidates', to='lifecycle.election'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='election',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='690b2bbe3c2357f6bede03bae31c2e1789e66a3d', operation='UPDATE', pgid='pgtrigger_version_begins_6fd42', table='lifecycle_election', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='election',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_electionevent" ("area_code", "called_off", "candidates_on", "day", "document", "first_candidates_on", "form", "id", "kind", "known_from", "organ", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posted_on", "recorded_at", "recorded_by", "source", "title", "uid", "why") SELECT old_values."area_code", old_values."called_off", old_values."candidates_on", old_values."day", old_values."document", old_values."first_candidates_on", old_values."form", old_values."id", old_values."kind", old_values."known_from", old_values."organ", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."posted_on", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."title", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e8fd4bfe1eefbb07211c77048306dff94773a4d0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_59dd4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='lifecycle_election', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='election',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_electionevent" ("area_code", "called_off", "candidates_on", "day", "document", "first_candidates_on", "form", "id", "kind", "known_from", "organ", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posted_on", "recorded_at", "recorded_by", "source", "title", "uid", "why") SELECT old_values."area_code", old_values."called_off", old_values."candidates_on", old_values."day", old_values."document", old_values."first_candidates_on", old_values."form", old_values."id", old_values."kind", old_values."known_from", old_values."organ", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."posted_on", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."title", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f55f62be264def3051dc57f7f5c81bc886c8d368', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_46f85', referencing='REFERENCING OLD TABLE AS old_values ', table='lifecycle_election', when='AFTER')),
        ),
        migrations.AddField(
            model_name='electionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='electionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='lifecycle.election'),
        ),
        migrations.AddField(
            model_name='objection',
            name='election',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='lifecycle.election'),
        ),
        migrations.AddField(
            model_name='objection',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objections', to='residents.person'),
        ),
        migrations.AddField(
            model_name='objectionevent',
            name='election',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='lifecycle.election'),
        ),
        migrations.AddField(
            model_name='objectionevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='objectionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='objectionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='lifecycle.objection'),
        ),
        migrations.AddField(
            model_name='participation',
            name='election',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='lifecycle.election'),
        ),
        migrations.AddField(
            model_name='participation',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='residents.person'),
        ),
        migrations.AddField(
            model_name='participationevent',
            name='election',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='lifecycle.election'),
        ),
        migrations.AddField(
            model_name='participationevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='participationevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='participationevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='lifecycle.participation'),
        ),
        migrations.AddField(
            model_name='rolldecision',
            name='election',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='lifecycle.election'),
        ),
        migrations.AddField(
            model_name='rolldecision',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roll_decisions', to='residents.person'),
        ),
        migrations.AddField(
            model_name='rolldecisionevent',
            name='election',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='lifecycle.election'),
        ),
        migrations.AddField(
            model_name='rolldecisionevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='rolldecisionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='rolldecisionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='lifecycle.rolldecision'),
        ),
        migrations.AddField(
            model_name='votercard',
            name='election',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='lifecycle.election'),
        ),
        migrations.AddField(
            model_name='votercard',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voter_cards', to='residents.person'),
        ),
        migrations.AddField(
            model_name='votercardevent',
            name='election',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='lifecycle.election'),
        ),
        migrations.AddField(
            model_name='votercardevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='votercardevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='votercardevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='lifecycle.votercard'),
        ),
        migrations.AddField(
            model_name='votercertificate',
            name='election',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='lifecycle.election'),
        ),
        migrations.AddField(
            model_name='votercertificate',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voter_certificates', to='residents.person'),
        ),
        migrations.AddField(
            model_name='votercertificateevent',
            name='election',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='lifecycle.election'),
        ),
        migrations.AddField(
            model_name='votercertificateevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='votercertificateevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='votercertificateevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='lifecycle.votercertificate'),
        ),
        migrations.AddField(
            model_name='voterproxy',
            name='election',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proxies', to='lifecycle.election'),
        ),
        migrations.AddField(
            model_name='voterproxy',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proxies_given', to='residents.person'),
        ),
        migrations.AddField(
            model_name='voterproxy',
            name='proxy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proxies_held', to='residents.person'),
        ),
        migrations.AddField(
            model_name='voterproxyevent',
            name='election',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='lifecycle.election'),
        ),
        migrations.AddField(
            model_name='voterproxyevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='voterproxyevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='voterproxyevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='lifecycle.voterproxy'),
        ),
        migrations.AddField(
            model_name='voterproxyevent',
            name='proxy',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='voterstanding',
            name='election',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='incapacities', to='lifecycle.election'),
        ),
        migrations.AddField(
            model_name='voterstanding',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voter_standings', to='residents.person'),
        ),
        migrations.AddField(
            model_name='voterstandingevent',
            name='election',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='lifecycle.election'),
        ),
        migrations.AddField(
            model_name='voterstandingevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='voterstandingevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='voterstandingevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='lifecycle.voterstanding'),
        ),
        migrations.AddField(
            model_name='ward',
            name='election',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wards', to='lifecycle.election'),
        ),
        migrations.AddField(
            model_name='votercardevent',
            name='ward',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='lifecycle.ward'),
        ),
        migrations.AddField(
            model_name='votercard',
            name='ward',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='lifecycle.ward'),
        ),
        migrations.AddField(
            model_name='candidateevent',
            name='ward',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='lifecycle.ward'),
        ),
        migrations.AddField(
            model_name='candidate',
            name='ward',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='candidates', to='lifecycle.ward'),
        ),
        migrations.AddField(
            model_name='wardevent',
            name='election',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='lifecycle.election'),
        ),
        migrations.AddField(
            model_name='wardevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='wardevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='lifecycle.ward'),
        ),
        migrations.AddField(
            model_name='wardpart',
            name='building',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.building'),
        ),
        migrations.AddField(
            model_name='wardpart',
            name='election',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='lifecycle.election'),
        ),
        migrations.AddField(
            model_name='wardpart',
            name='ward',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='lifecycle.ward'),
        ),
        migrations.AddField(
            model_name='wardpartevent',
            name='building',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.building'),
        ),
        migrations.AddField(
            model_name='wardpartevent',
            name='election',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='lifecycle.election'),
        ),
        migrations.AddField(
            model_name='wardpartevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='wardpartevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='lifecycle.wardpart'),
        ),
        migrations.AddField(
            model_name='wardpartevent',
            name='ward',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='lifecycle.ward'),
        ),
        migrations.AddIndex(
            model_name='electionevent',
            index=models.Index(fields=['pgh_created_at'], name='lifecycle_e_pgh_cre_cfd490_idx'),
        ),
        migrations.AddIndex(
            model_name='objection',
            index=models.Index(fields=['election', 'received_on'], name='objection_received'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='objection',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='a847ddbb434cd4863451fe72c54d10a9b66cb6ae', operation='UPDATE', pgid='pgtrigger_version_begins_29e56', table='lifecycle_objection', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='objection',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_objectionevent" ("by_name", "decided_on", "decision", "election_id", "id", "judged_on", "judgement", "kind", "known_from", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "received_on", "recorded_at", "recorded_by", "source", "sued_on", "uid", "why", "words") SELECT old_values."by_name", old_values."decided_on", old_values."decision", old_values."election_id", old_values."id", old_values."judged_on", old_values."judgement", old_values."kind", old_values."known_from", old_values."outcome", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."published_on", old_values."received_on", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."sued_on", old_values."uid", old_values."why", old_values."words" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3ed846e461f72890d076b6df4b5cd00166c2c9e0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_7b7ac', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='lifecycle_objection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='objection',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_objectionevent" ("by_name", "decided_on", "decision", "election_id", "id", "judged_on", "judgement", "kind", "known_from", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "received_on", "recorded_at", "recorded_by", "source", "sued_on", "uid", "why", "words") SELECT old_values."by_name", old_values."decided_on", old_values."decision", old_values."election_id", old_values."id", old_values."judged_on", old_values."judgement", old_values."kind", old_values."known_from", old_values."outcome", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."published_on", old_values."received_on", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."sued_on", old_values."uid", old_values."why", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1cf7285c4bfbff62cbef7778b9133441abc4d278', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_a97b2', referencing='REFERENCING OLD TABLE AS old_values ', table='lifecycle_objection', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='objectionevent',
            index=models.Index(fields=['pgh_created_at'], name='lifecycle_o_pgh_cre_fde252_idx'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.UniqueConstraint(fields=('election', 'person'), name='participation_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participation',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='31b34937b070fffdc12455b46c9c198b1fd3c2e1', operation='UPDATE', pgid='pgtrigger_version_begins_d38c2', table='lifecycle_participation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participation',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_participationevent" ("basis", "confirmed_on", "declared_on", "election_id", "elsewhere", "household_rep", "id", "known_from", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "resident_rep", "source", "why", "willing", "worked_since") SELECT old_values."basis", old_values."confirmed_on", old_values."declared_on", old_values."election_id", old_values."elsewhere", old_values."household_rep", old_values."id", old_values."known_from", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."resident_rep", old_values."source", old_values."why", old_values."willing", old_values."worked_since" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ddece2a56627925e04313d57e03746c59a5a85ac', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_411ba', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='lifecycle_participation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participation',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_participationevent" ("basis", "confirmed_on", "declared_on", "election_id", "elsewhere", "household_rep", "id", "known_from", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "resident_rep", "source", "why", "willing", "worked_since") SELECT old_values."basis", old_values."confirmed_on", old_values."declared_on", old_values."election_id", old_values."elsewhere", old_values."household_rep", old_values."id", old_values."known_from", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."resident_rep", old_values."source", old_values."why", old_values."willing", old_values."worked_since" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='30c97d924321ca4e1bab4f4d1c5c5f40df0a21c2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_b9ea6', referencing='REFERENCING OLD TABLE AS old_values ', table='lifecycle_participation', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='participationevent',
            index=models.Index(fields=['pgh_created_at'], name='lifecycle_p_pgh_cre_729af7_idx'),
        ),
        migrations.AddConstraint(
            model_name='rolldecision',
            constraint=models.UniqueConstraint(fields=('election', 'person'), name='roll_decision_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rolldecision',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='b565fa223b0e335a870b22d76e1d37564500c010', operation='UPDATE', pgid='pgtrigger_version_begins_ffa97', table='lifecycle_rolldecision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rolldecision',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_rolldecisionevent" ("area_code", "decided_on", "document", "election_id", "id", "known_from", "organ", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "ruling", "source", "uid", "why") SELECT old_values."area_code", old_values."decided_on", old_values."document", old_values."election_id", old_values."id", old_values."known_from", old_values."organ", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."ruling", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='913d2e2e94288cba821f6f8f60f23a4d5e6b81ac', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_b8aa8', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='lifecycle_rolldecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rolldecision',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_rolldecisionevent" ("area_code", "decided_on", "document", "election_id", "id", "known_from", "organ", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "ruling", "source", "uid", "why") SELECT old_values."area_code", old_values."decided_on", old_values."document", old_values."election_id", old_values."id", old_values."known_from", old_values."organ", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."ruling", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ff283ad4acee1c5978091377a8c134cde8c315f7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_feffb', referencing='REFERENCING OLD TABLE AS old_values ', table='lifecycle_rolldecision', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='rolldecisionevent',
            index=models.Index(fields=['pgh_created_at'], name='lifecycle_r_pgh_cre_6eb522_idx'),
        ),
        migrations.AddConstraint(
            model_name='votercertificate',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_on', None)), fields=('election', 'person'), name='voter_certificate_once'),
        ),
        migrations.AddConstraint(
            model_name='votercertificate',
            constraint=models.CheckConstraint(condition=models.Q(('from_area', models.F('to_area')), _negated=True), name='voter_certificate_leads_elsewhere'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='votercertificate',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='6a2360c7f52f3bef08304bef542d50e17494e634', operation='UPDATE', pgid='pgtrigger_version_begins_668c7', table='lifecycle_votercertificate', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='votercertificate',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_votercertificateevent" ("election_id", "from_area", "from_ward", "id", "issued_on", "known_from", "number", "organ", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "to_area", "uid", "why", "withdrawn_on") SELECT old_values."election_id", old_values."from_area", old_values."from_ward", old_values."id", old_values."issued_on", old_values."known_from", old_values."number", old_values."organ", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."to_area", old_values."uid", old_values."why", old_values."withdrawn_on" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='88b61b5acf98861b5be94fc70cefb5b9c2853771', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_0a4db', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='lifecycle_votercertificate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='votercertificate',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_votercertificateevent" ("election_id", "from_area", "from_ward", "id", "issued_on", "known_from", "number", "organ", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "to_area", "uid", "why", "withdrawn_on") SELECT old_values."election_id", old_values."from_area", old_values."from_ward", old_values."id", old_values."issued_on", old_values."known_from", old_values."number", old_values."organ", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."to_area", old_values."uid", old_values."why", old_values."withdrawn_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6b7e9b26fcb2c20c420b1674384e320accd501cf', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_7aceb', referencing='REFERENCING OLD TABLE AS old_values ', table='lifecycle_votercertificate', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='votercertificateevent',
            index=models.Index(fields=['pgh_created_at'], name='lifecycle_v_pgh_cre_aad413_idx'),
        ),
        migrations.AddConstraint(
            model_name='voterproxy',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('election', 'person'), name='voter_proxy_once'),
        ),
        migrations.AddConstraint(
            model_name='voterproxy',
            constraint=models.CheckConstraint(condition=models.Q(('person', models.F('proxy')), _negated=True), name='voter_proxy_is_another'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='voterproxy',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='6f65db373de5c44282f4fc4fc92d973200a10498', operation='UPDATE', pgid='pgtrigger_version_begins_2516a', table='lifecycle_voterproxy', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='voterproxy',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_voterproxyevent" ("consented_on", "election_id", "end_reason", "ended_on", "id", "known_from", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proxy_id", "recorded_at", "recorded_by", "source", "uid", "why", "written_on") SELECT old_values."consented_on", old_values."election_id", old_values."end_reason", old_values."ended_on", old_values."id", old_values."known_from", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."proxy_id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."why", old_values."written_on" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='64a2adf0ddf84499b99b70a5fc96d41eaef3515a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_42e76', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='lifecycle_voterproxy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='voterproxy',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_voterproxyevent" ("consented_on", "election_id", "end_reason", "ended_on", "id", "known_from", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proxy_id", "recorded_at", "recorded_by", "source", "uid", "why", "written_on") SELECT old_values."consented_on", old_values."election_id", old_values."end_reason", old_values."ended_on", old_values."id", old_values."known_from", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."proxy_id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."why", old_values."written_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='43090e72b639c1fe80185f1231ef7e99cc57306d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_0e5a5', referencing='REFERENCING OLD TABLE AS old_values ', table='lifecycle_voterproxy', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='voterproxyevent',
            index=models.Index(fields=['pgh_created_at'], name='lifecycle_v_pgh_cre_60c195_idx'),
        ),
        migrations.AddIndex(
            model_name='voterstanding',
            index=models.Index(fields=['person', 'kind'], name='voter_standing_person'),
        ),
        migrations.AddIndex(
            model_name='voterstanding',
            index=models.Index(fields=['kind'], name='voter_standing_kind'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='voterstanding',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='4a70cf32c8f0abb5b763506a9093c07954a3f78c', operation='UPDATE', pgid='pgtrigger_version_begins_51a7b', table='lifecycle_voterstanding', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='voterstanding',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_voterstandingevent" ("document", "during", "election_id", "evidence", "id", "kind", "known_from", "organ", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "uid", "why") SELECT old_values."document", old_values."during", old_values."election_id", old_values."evidence", old_values."id", old_values."kind", old_values."known_from", old_values."organ", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e8fd86c48ce4dcdb5a524f5fde415d2f49e2930f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_99b03', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='lifecycle_voterstanding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='voterstanding',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_voterstandingevent" ("document", "during", "election_id", "evidence", "id", "kind", "known_from", "organ", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "uid", "why") SELECT old_values."document", old_values."during", old_values."election_id", old_values."evidence", old_values."id", old_values."kind", old_values."known_from", old_values."organ", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a7b761d4d36a866758de0a46779ea483362f4d58', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_23411', referencing='REFERENCING OLD TABLE AS old_values ', table='lifecycle_voterstanding', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='voterstandingevent',
            index=models.Index(fields=['pgh_created_at'], name='lifecycle_v_pgh_cre_bfd0c6_idx'),
        ),
        migrations.AddConstraint(
            model_name='ward',
            constraint=models.UniqueConstraint(fields=('election', 'number'), name='ward_number_once'),
        ),
        migrations.AddConstraint(
            model_name='ward',
            constraint=models.CheckConstraint(condition=models.Q(('seats__gte', 1), ('seats__lte', 3)), name='ward_elects_one_to_three'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ward',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='0683a82a199dfcaff5a904e8247f7574777831ca', operation='UPDATE', pgid='pgtrigger_version_begins_85352', table='lifecycle_ward', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ward',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_wardevent" ("election_id", "id", "known_from", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "seats", "source", "why") SELECT old_values."election_id", old_values."id", old_values."known_from", old_values."name", old_values."number", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."seats", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c299fb6eac7bbc0ba483637f9a143359f4398223', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_25241', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='lifecycle_ward', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ward',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_wardevent" ("election_id", "id", "known_from", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "seats", "source", "why") SELECT old_values."election_id", old_values."id", old_values."known_from", old_values."name", old_values."number", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."seats", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='06c589f14c0a8fc9f74654d3853f687d7dccd779', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_7e442', referencing='REFERENCING OLD TABLE AS old_values ', table='lifecycle_ward', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='votercardevent',
            index=models.Index(fields=['pgh_created_at'], name='lifecycle_v_pgh_cre_85b99c_idx'),
        ),
        migrations.AddConstraint(
            model_name='votercard',
            constraint=models.UniqueConstraint(fields=('election', 'person'), name='voter_card_once'),
        ),
        migrations.AddConstraint(
            model_name='votercard',
            constraint=models.UniqueConstraint(fields=('election', 'number'), name='voter_card_number_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='votercard',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='c15cb5261e526a4e361832fde7a4e8cf95f22fe4', operation='UPDATE', pgid='pgtrigger_version_begins_b1bf9', table='lifecycle_votercard', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='votercard',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_votercardevent" ("election_id", "given_on", "id", "issued_on", "known_from", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiver", "recorded_at", "recorded_by", "source", "void_on", "ward_id", "why") SELECT old_values."election_id", old_values."given_on", old_values."id", old_values."issued_on", old_values."known_from", old_values."number", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."receiver", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."void_on", old_values."ward_id", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0d6273fb592050115cadfcf9b086fff5e44c8a00', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_f3206', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='lifecycle_votercard', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='votercard',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_votercardevent" ("election_id", "given_on", "id", "issued_on", "known_from", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiver", "recorded_at", "recorded_by", "source", "void_on", "ward_id", "why") SELECT old_values."election_id", old_values."given_on", old_values."id", old_values."issued_on", old_values."known_from", old_values."number", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."receiver", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."void_on", old_values."ward_id", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c9e625792eb52763dcf28a5b4b0642e1535a7f51', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_11f33', referencing='REFERENCING OLD TABLE AS old_values ', table='lifecycle_votercard', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='candidateevent',
            index=models.Index(fields=['pgh_created_at'], name='lifecycle_c_pgh_cre_af261d_idx'),
        ),
        migrations.AddConstraint(
            model_name='candidate',
            constraint=models.UniqueConstraint(fields=('election', 'person'), name='candidate_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='candidate',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='e8e79b12ea272eab8f64827020f2614cf5fbd86e', operation='UPDATE', pgid='pgtrigger_version_begins_d7b83', table='lifecycle_candidate', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='candidate',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_candidateevent" ("election_id", "final", "id", "known_from", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by", "recorded_at", "recorded_by", "source", "ward_id", "why") SELECT old_values."election_id", old_values."final", old_values."id", old_values."known_from", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."proposed_by", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."ward_id", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c76fa54842c97813960d7d62e6b8a73349dfbdd4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_e8c01', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='lifecycle_candidate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='candidate',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_candidateevent" ("election_id", "final", "id", "known_from", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by", "recorded_at", "recorded_by", "source", "ward_id", "why") SELECT old_values."election_id", old_values."final", old_values."id", old_values."known_from", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."proposed_by", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."ward_id", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3025b25f6b3f07e8de78e71150c488c03a2faabb', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_5733b', referencing='REFERENCING OLD TABLE AS old_values ', table='lifecycle_candidate', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='wardevent',
            index=models.Index(fields=['pgh_created_at'], name='lifecycle_w_pgh_cre_94ab2f_idx'),
        ),
        migrations.AddConstraint(
            model_name='wardpart',
            constraint=models.UniqueConstraint(condition=models.Q(('building', None)), fields=('election', 'area_code'), name='ward_part_area_once'),
        ),
        migrations.AddConstraint(
            model_name='wardpart',
            constraint=models.UniqueConstraint(condition=models.Q(('building__isnull', False)), fields=('election', 'building'), name='ward_part_building_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='wardpart',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='ff24f468a559e3d7c3231aedfa61c08dbff3e0ca', operation='UPDATE', pgid='pgtrigger_version_begins_32f0c', table='lifecycle_wardpart', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='wardpart',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_wardpartevent" ("area_code", "building_id", "election_id", "id", "known_from", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "ward_id", "why") SELECT old_values."area_code", old_values."building_id", old_values."election_id", old_values."id", old_values."known_from", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."ward_id", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1c304c708696efa785b8c6404c488dbd65f9312d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_ae55e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='lifecycle_wardpart', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='wardpart',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lifecycle_wardpartevent" ("area_code", "building_id", "election_id", "id", "known_from", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "ward_id", "why") SELECT old_values."area_code", old_values."building_id", old_values."election_id", old_values."id", old_values."known_from", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."ward_id", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ed566e6542b66232d1549c0523f0080e307fbc96', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_c160c', referencing='REFERENCING OLD TABLE AS old_values ', table='lifecycle_wardpart', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='wardpartevent',
            index=models.Index(fields=['pgh_created_at'], name='lifecycle_w_pgh_cre_f0be1c_idx'),
        ),
        *(ScopeRows(f"lifecycle_{name}", via=("person_id", "residents_person", "id")) for name in OF_PERSON),
        *(ScopeRows(f"lifecycle_{name}event", via=("person_id", "residents_person", "id"), open_insert=True) for name in OF_PERSON),
        AppendOnly([f"lifecycle_{name}event" for name in [*OF_PERSON, "election", "ward", "wardpart"]]),
    ])
