"""The resident base, with its history."""

import core.crypto
import core.models.fields
import django.contrib.gis.db.models.fields
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import residents.models.person
import uuid
from django.db import migrations, models

from core.migrating import tables_together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0002_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name='BuildingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('road', models.CharField(max_length=60, verbose_name='街路巷')),
                ('house_number', models.CharField(blank=True, max_length=40, verbose_name='门牌号')),
                ('name', models.CharField(blank=True, max_length=40, verbose_name='楼栋')),
                ('point', django.contrib.gis.db.models.fields.PointField(null=True, srid=4547, verbose_name='位置')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Dwelling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('unit', models.CharField(blank=True, max_length=20, verbose_name='单元')),
                ('room', models.CharField(blank=True, max_length=20, verbose_name='房号')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('address', models.CharField(max_length=200, verbose_name='地址')),
            ],
            options={
                'verbose_name': '住房',
            },
        ),
        migrations.CreateModel(
            name='DwellingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('unit', models.CharField(blank=True, max_length=20, verbose_name='单元')),
                ('room', models.CharField(blank=True, max_length=20, verbose_name='房号')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('address', models.CharField(max_length=200, verbose_name='地址')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FormerName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('name', core.models.fields.CodeField(db_collation='C', max_length=60, verbose_name='曾用名')),
                ('pinyin', core.models.fields.CodeField(blank=True, db_collation='C', max_length=200)),
                ('initials', core.models.fields.CodeField(blank=True, db_collation='C', max_length=40)),
            ],
            options={
                'verbose_name': '曾用名',
            },
        ),
        migrations.CreateModel(
            name='FormerNameEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('name', core.models.fields.CodeField(db_collation='C', max_length=60, verbose_name='曾用名')),
                ('pinyin', core.models.fields.CodeField(blank=True, db_collation='C', max_length=200)),
                ('initials', core.models.fields.CodeField(blank=True, db_collation='C', max_length=40)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', core.models.fields.CodeField(db_collation='C', max_length=40, verbose_name='户号')),
                ('kind', models.CharField(choices=[('registered', '家庭户'), ('collective', '集体户'), ('living', '居住户')], default='registered', max_length=12, verbose_name='户类型')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='所在社区')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='地址')),
                ('head_confirmed', models.BooleanField(default=True, verbose_name='户主已确认')),
                ('opened_on', models.DateField(null=True, verbose_name='立户')),
                ('closed_on', models.DateField(null=True, verbose_name='销户')),
            ],
            options={
                'verbose_name': '家庭',
            },
        ),
        migrations.CreateModel(
            name='HouseholdEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('number', core.models.fields.CodeField(db_collation='C', max_length=40, verbose_name='户号')),
                ('kind', models.CharField(choices=[('registered', '家庭户'), ('collective', '集体户'), ('living', '居住户')], default='registered', max_length=12, verbose_name='户类型')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='所在社区')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='地址')),
                ('head_confirmed', models.BooleanField(default=True, verbose_name='户主已确认')),
                ('opened_on', models.DateField(null=True, verbose_name='立户')),
                ('closed_on', models.DateField(null=True, verbose_name='销户')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HouseholdMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='期间')),
                ('relation', models.CharField(max_length=2, verbose_name='与户主关系')),
                ('shares_registration', models.BooleanField(verbose_name='户籍在本户')),
            ],
            options={
                'verbose_name': '户成员',
            },
        ),
        migrations.CreateModel(
            name='HouseholdMembershipEvent',
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
                ('relation', models.CharField(max_length=2, verbose_name='与户主关系')),
                ('shares_registration', models.BooleanField(verbose_name='户籍在本户')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='IdentityDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('type', models.CharField(default='01', max_length=2, verbose_name='证件类型')),
                ('number', core.crypto.EncryptedTextField(verbose_name='证件号码')),
                ('digest', models.BinaryField(max_length=32)),
                ('last4', core.models.fields.CodeField(db_collation='C', max_length=4, verbose_name='后四位')),
                ('active', models.BooleanField(default=True, verbose_name='在用')),
                ('raw', core.crypto.EncryptedTextField(default=b'', verbose_name='来件写法')),
            ],
            options={
                'verbose_name': '身份证件',
            },
        ),
        migrations.CreateModel(
            name='IdentityDocumentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('type', models.CharField(default='01', max_length=2, verbose_name='证件类型')),
                ('number', core.crypto.EncryptedTextField(verbose_name='证件号码')),
                ('digest', models.BinaryField(max_length=32)),
                ('last4', core.models.fields.CodeField(db_collation='C', max_length=4, verbose_name='后四位')),
                ('active', models.BooleanField(default=True, verbose_name='在用')),
                ('raw', core.crypto.EncryptedTextField(default=b'', verbose_name='来件写法')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Kinship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='期间')),
                ('kind', models.CharField(choices=[('parent', '父母'), ('child', '子女'), ('spouse', '配偶'), ('guardian', '监护人'), ('ward', '被监护人')], max_length=8, verbose_name='关系')),
            ],
            options={
                'verbose_name': '亲属关系',
            },
        ),
        migrations.CreateModel(
            name='KinshipEvent',
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
                ('kind', models.CharField(choices=[('parent', '父母'), ('child', '子女'), ('spouse', '配偶'), ('guardian', '监护人'), ('ward', '被监护人')], max_length=8, verbose_name='关系')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', core.models.fields.CodeField(db_collation='C', max_length=60, verbose_name='姓名')),
                ('given_name', core.models.fields.CodeField(blank=True, db_collation='C', max_length=60, verbose_name='名')),
                ('pinyin', core.models.fields.CodeField(blank=True, db_collation='C', max_length=200, verbose_name='拼音')),
                ('initials', core.models.fields.CodeField(blank=True, db_collation='C', max_length=40, verbose_name='首字母')),
                ('temporary_name', models.BooleanField(default=False, verbose_name='暂用名')),
                ('sex', models.CharField(default='0', max_length=1, verbose_name='性别')),
                ('birth_date', models.DateField(null=True, verbose_name='出生日期')),
                ('died_on', models.DateField(null=True, verbose_name='死亡日期')),
                ('ethnicity', models.CharField(blank=True, max_length=2, verbose_name='民族')),
                ('nationality', models.CharField(default='156', max_length=3, verbose_name='国籍')),
                ('marital_status', models.CharField(blank=True, max_length=2, verbose_name='婚姻状况')),
                ('education', models.CharField(blank=True, max_length=2, verbose_name='文化程度')),
                ('political_status', models.CharField(blank=True, max_length=2, verbose_name='政治面貌')),
                ('phone', core.crypto.EncryptedTextField(default=b'', verbose_name='联系电话')),
                ('phone_digest', models.BinaryField(max_length=32, null=True)),
                ('phone_last4', core.models.fields.CodeField(blank=True, db_collation='C', max_length=4)),
                ('number_head', core.models.fields.CodeField(blank=True, db_collation='C', max_length=6, verbose_name='证号前六位')),
                ('number_last4', core.models.fields.CodeField(blank=True, db_collation='C', max_length=4, verbose_name='证号后四位')),
                ('status', models.CharField(choices=[('living', '在册'), ('deceased', '已故'), ('merged', '已并入他人')], default='living', max_length=8, verbose_name='状态')),
                ('hukou_area', core.models.fields.CodeField(blank=True, db_collation='C', max_length=24, verbose_name='户籍地')),
                ('living_area', core.models.fields.CodeField(blank=True, db_collation='C', max_length=24, verbose_name='现住地')),
                ('hukou_address', models.CharField(blank=True, max_length=200, verbose_name='户籍地址')),
                ('living_address', models.CharField(blank=True, max_length=200, verbose_name='现住地址')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='备注')),
                ('sources', models.JSONField(default=dict, verbose_name='各项的来源')),
                ('is_synthetic', models.BooleanField(default=False, verbose_name='合成数据')),
                ('updated_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': '居民',
            },
        ),
        migrations.CreateModel(
            name='PersonEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('name', core.models.fields.CodeField(db_collation='C', max_length=60, verbose_name='姓名')),
                ('given_name', core.models.fields.CodeField(blank=True, db_collation='C', max_length=60, verbose_name='名')),
                ('pinyin', core.models.fields.CodeField(blank=True, db_collation='C', max_length=200, verbose_name='拼音')),
                ('initials', core.models.fields.CodeField(blank=True, db_collation='C', max_length=40, verbose_name='首字母')),
                ('temporary_name', models.BooleanField(default=False, verbose_name='暂用名')),
                ('sex', models.CharField(default='0', max_length=1, verbose_name='性别')),
                ('birth_date', models.DateField(null=True, verbose_name='出生日期')),
                ('died_on', models.DateField(null=True, verbose_name='死亡日期')),
                ('ethnicity', models.CharField(blank=True, max_length=2, verbose_name='民族')),
                ('nationality', models.CharField(default='156', max_length=3, verbose_name='国籍')),
                ('marital_status', models.CharField(blank=True, max_length=2, verbose_name='婚姻状况')),
                ('education', models.CharField(blank=True, max_length=2, verbose_name='文化程度')),
                ('political_status', models.CharField(blank=True, max_length=2, verbose_name='政治面貌')),
                ('phone', core.crypto.EncryptedTextField(default=b'', verbose_name='联系电话')),
                ('phone_digest', models.BinaryField(max_length=32, null=True)),
                ('phone_last4', core.models.fields.CodeField(blank=True, db_collation='C', max_length=4)),
                ('number_head', core.models.fields.CodeField(blank=True, db_collation='C', max_length=6, verbose_name='证号前六位')),
                ('number_last4', core.models.fields.CodeField(blank=True, db_collation='C', max_length=4, verbose_name='证号后四位')),
                ('status', models.CharField(choices=[('living', '在册'), ('deceased', '已故'), ('merged', '已并入他人')], default='living', max_length=8, verbose_name='状态')),
                ('hukou_area', core.models.fields.CodeField(blank=True, db_collation='C', max_length=24, verbose_name='户籍地')),
                ('living_area', core.models.fields.CodeField(blank=True, db_collation='C', max_length=24, verbose_name='现住地')),
                ('hukou_address', models.CharField(blank=True, max_length=200, verbose_name='户籍地址')),
                ('living_address', models.CharField(blank=True, max_length=200, verbose_name='现住地址')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='备注')),
                ('sources', models.JSONField(default=dict, verbose_name='各项的来源')),
                ('is_synthetic', models.BooleanField(default=False, verbose_name='合成数据')),
                ('updated_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Residence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时刻')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='记录人')),
                ('source', core.models.fields.CodeField(db_collation='C', max_length=64, verbose_name='来源')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='事由')),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='期间')),
                ('kind', models.CharField(choices=[('hukou', '户籍'), ('living', '常住'), ('floating', '流动')], max_length=8, verbose_name='类型')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='地址')),
            ],
            options={
                'verbose_name': '居住',
            },
        ),
        migrations.CreateModel(
            name='ResidenceEvent',
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
                ('kind', models.CharField(choices=[('hukou', '户籍'), ('living', '常住'), ('floating', '流动')], max_length=8, verbose_name='类型')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='地址')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Building',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('road', models.CharField(max_length=60, verbose_name='街路巷')),
                ('house_number', models.CharField(blank=True, max_length=40, verbose_name='门牌号')),
                ('name', models.CharField(blank=True, max_length=40, verbose_name='楼栋')),
                ('point', django.contrib.gis.db.models.fields.PointField(null=True, srid=4547, verbose_name='位置')),
            ],
            options={
                'verbose_name': '楼栋',
                'constraints': [models.UniqueConstraint(fields=('area_code', 'road', 'house_number', 'name'), name='building_address_once')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='building',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_buildingevent" ("area_code", "house_number", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point", "road", "uid") SELECT old_values."area_code", old_values."house_number", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."point", old_values."road", old_values."uid" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='cf2063b19d2279e808b00e7f0d9104d8a112328a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_f7782', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_building', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='building',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_buildingevent" ("area_code", "house_number", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point", "road", "uid") SELECT old_values."area_code", old_values."house_number", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."point", old_values."road", old_values."uid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b9c5589a903a055b3ca6496ec7cf61dc54de6481', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_b49fb', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_building', when='AFTER')),
        ),
        migrations.AddField(
            model_name='buildingevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='buildingevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='residents.building'),
        ),
        migrations.AddField(
            model_name='dwelling',
            name='building',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dwellings', to='residents.building'),
        ),
        migrations.AddField(
            model_name='dwellingevent',
            name='building',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.building'),
        ),
        migrations.AddField(
            model_name='dwellingevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='dwellingevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='residents.dwelling'),
        ),
        migrations.AddField(
            model_name='formernameevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='formernameevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='residents.formername'),
        ),
        migrations.AddField(
            model_name='household',
            name='dwelling',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='households', to='residents.dwelling'),
        ),
        migrations.AddField(
            model_name='householdevent',
            name='dwelling',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.dwelling'),
        ),
        migrations.AddField(
            model_name='householdevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='householdevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='residents.household'),
        ),
        migrations.AddField(
            model_name='householdmembership',
            name='household',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='residents.household'),
        ),
        migrations.AddField(
            model_name='householdmembershipevent',
            name='household',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.household'),
        ),
        migrations.AddField(
            model_name='householdmembershipevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='householdmembershipevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='residents.householdmembership'),
        ),
        migrations.AddField(
            model_name='identitydocumentevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='identitydocumentevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='residents.identitydocument'),
        ),
        migrations.AddField(
            model_name='kinshipevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='kinshipevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='residents.kinship'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['name', 'id'], name='person_name'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['given_name', 'id'], name='person_given_name'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['pinyin', 'id'], name='person_pinyin'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['initials', 'id'], name='person_initials'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['number_last4'], name='person_last4'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['phone_digest'], name='person_phone'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['phone_last4'], name='person_phone_last4'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['hukou_area', 'birth_date'], name='person_hukou'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['living_area', 'birth_date'], name='person_living'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('temporary_name', True)), fields=['id'], name='person_temporary_name'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['birth_date', 'id'], name='person_birth_date'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(models.OrderBy(models.F('birth_date'), descending=True, nulls_last=True), models.OrderBy(models.F('id'), descending=True), name='person_youngest'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(residents.models.person.Letters('name'), name='person_letters'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(fields=['living_address'], name='person_living_address', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddIndex(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(fields=['hukou_address'], name='person_hukou_address', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('sex__in', ['0', '1', '2', '9'])), name='person_sex_known_code'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('died_on', None), ('birth_date', None), ('died_on__gte', models.F('birth_date')), _connector='OR'), name='person_dies_after_birth'),
        ),
        migrations.AddField(
            model_name='kinshipevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='kinshipevent',
            name='relative',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='kinship',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kin', to='residents.person'),
        ),
        migrations.AddField(
            model_name='kinship',
            name='relative',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kin_of', to='residents.person'),
        ),
        migrations.AddField(
            model_name='identitydocumentevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='identitydocument',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='residents.person'),
        ),
        migrations.AddField(
            model_name='householdmembershipevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='householdmembership',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='residents.person'),
        ),
        migrations.AddField(
            model_name='householdevent',
            name='head',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person', verbose_name='户主'),
        ),
        migrations.AddField(
            model_name='household',
            name='head',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='residents.person', verbose_name='户主'),
        ),
        migrations.AddField(
            model_name='formernameevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='formername',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_names', to='residents.person'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_personevent" ("birth_date", "died_on", "education", "ethnicity", "given_name", "hukou_address", "hukou_area", "id", "initials", "is_synthetic", "living_address", "living_area", "marital_status", "name", "nationality", "note", "number_head", "number_last4", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_digest", "phone_last4", "pinyin", "political_status", "recorded_at", "recorded_by", "sex", "source", "sources", "status", "temporary_name", "uid", "updated_at", "why") SELECT old_values."birth_date", old_values."died_on", old_values."education", old_values."ethnicity", old_values."given_name", old_values."hukou_address", old_values."hukou_area", old_values."id", old_values."initials", old_values."is_synthetic", old_values."living_address", old_values."living_area", old_values."marital_status", old_values."name", old_values."nationality", old_values."note", old_values."number_head", old_values."number_last4", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."phone", old_values."phone_digest", old_values."phone_last4", old_values."pinyin", old_values."political_status", old_values."recorded_at", old_values."recorded_by", old_values."sex", old_values."source", old_values."sources", old_values."status", old_values."temporary_name", old_values."uid", old_values."updated_at", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a611658110be83a9b4fb8a9109d55a885d5e1954', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_82b1b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_personevent" ("birth_date", "died_on", "education", "ethnicity", "given_name", "hukou_address", "hukou_area", "id", "initials", "is_synthetic", "living_address", "living_area", "marital_status", "name", "nationality", "note", "number_head", "number_last4", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_digest", "phone_last4", "pinyin", "political_status", "recorded_at", "recorded_by", "sex", "source", "sources", "status", "temporary_name", "uid", "updated_at", "why") SELECT old_values."birth_date", old_values."died_on", old_values."education", old_values."ethnicity", old_values."given_name", old_values."hukou_address", old_values."hukou_area", old_values."id", old_values."initials", old_values."is_synthetic", old_values."living_address", old_values."living_area", old_values."marital_status", old_values."name", old_values."nationality", old_values."note", old_values."number_head", old_values."number_last4", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."phone", old_values."phone_digest", old_values."phone_last4", old_values."pinyin", old_values."political_status", old_values."recorded_at", old_values."recorded_by", old_values."sex", old_values."source", old_values."sources", old_values."status", old_values."temporary_name", old_values."uid", old_values."updated_at", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='fadaacbff69635a825522e39ea9948edb7a5db44', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_d5f77', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_person', when='AFTER')),
        ),
        migrations.AddField(
            model_name='personevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='residents.person'),
        ),
        migrations.AddField(
            model_name='residence',
            name='dwelling',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='residences', to='residents.dwelling'),
        ),
        migrations.AddField(
            model_name='residence',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='residences', to='residents.person'),
        ),
        migrations.AddField(
            model_name='residenceevent',
            name='dwelling',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.dwelling'),
        ),
        migrations.AddField(
            model_name='residenceevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='residenceevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='residenceevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='residents.residence'),
        ),
        migrations.AddIndex(
            model_name='dwelling',
            index=models.Index(fields=['area_code', 'id'], name='dwelling_area'),
        ),
        migrations.AddConstraint(
            model_name='dwelling',
            constraint=models.UniqueConstraint(fields=('building', 'unit', 'room'), name='dwelling_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dwelling',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_dwellingevent" ("address", "area_code", "building_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room", "uid", "unit") SELECT old_values."address", old_values."area_code", old_values."building_id", old_values."id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."room", old_values."uid", old_values."unit" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3ed9a885bc18fe677a20f3d2e1b6f40be21148ce', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_bc3dd', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_dwelling', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dwelling',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_dwellingevent" ("address", "area_code", "building_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room", "uid", "unit") SELECT old_values."address", old_values."area_code", old_values."building_id", old_values."id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."room", old_values."uid", old_values."unit" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='87617b98a8b8cfd89c8145e424c1c4dd809ebddd', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_209c5', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_dwelling', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='kinship',
            constraint=models.CheckConstraint(condition=models.Q(('person', models.F('relative')), _negated=True), name='kinship_not_with_oneself'),
        ),
        migrations.AddConstraint(
            model_name='kinship',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('kind', 'spouse')), expressions=[('person', '='), ('during', '&&')], name='kinship_one_spouse_a_day'),
        ),
        migrations.AddConstraint(
            model_name='kinship',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('relative', '='), ('kind', '='), ('during', '&&')], name='kinship_said_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='kinship',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_kinshipevent" ("during", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "relative_id", "source", "why") SELECT old_values."during", old_values."id", old_values."kind", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."relative_id", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='50018d2263ff0711da6e0a64de5ace394c47d61a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_067e8', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_kinship', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='kinship',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_kinshipevent" ("during", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "relative_id", "source", "why") SELECT old_values."during", old_values."id", old_values."kind", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."relative_id", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7c82af92059fa84bfd875021294ef220ae79089e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_01242', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_kinship', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='identitydocument',
            index=models.Index(fields=['last4'], name='document_last4'),
        ),
        migrations.AddIndex(
            model_name='identitydocument',
            index=models.Index(fields=['digest'], name='document_digest'),
        ),
        migrations.AddConstraint(
            model_name='identitydocument',
            constraint=models.UniqueConstraint(condition=models.Q(('active', True)), fields=('digest',), name='document_number_one_person'),
        ),
        migrations.AddConstraint(
            model_name='identitydocument',
            constraint=models.UniqueConstraint(condition=models.Q(('active', True), ('type', '01')), fields=('person',), name='document_one_resident_number'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='identitydocument',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_identitydocumentevent" ("active", "digest", "id", "last4", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raw", "recorded_at", "recorded_by", "source", "type", "why") SELECT old_values."active", old_values."digest", old_values."id", old_values."last4", old_values."number", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."raw", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."type", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b1f7b9f1222693e73a78acd509396914d38048ae', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_1a4b1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_identitydocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='identitydocument',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_identitydocumentevent" ("active", "digest", "id", "last4", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raw", "recorded_at", "recorded_by", "source", "type", "why") SELECT old_values."active", old_values."digest", old_values."id", old_values."last4", old_values."number", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."raw", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."type", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1e6d27fc3d2dcbf0ce8dc111d2d4cc8e671dd444', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_81e10', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_identitydocument', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='householdmembership',
            index=django.contrib.postgres.indexes.GistIndex(fields=['household', 'during'], name='membership_household_during'),
        ),
        migrations.AddConstraint(
            model_name='householdmembership',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('shares_registration', True)), expressions=[('person', '='), ('during', '&&')], name='membership_one_household_a_day'),
        ),
        migrations.AddConstraint(
            model_name='householdmembership',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('shares_registration', False)), expressions=[('person', '='), ('during', '&&')], name='membership_one_home_a_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='householdmembership',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_householdmembershipevent" ("during", "household_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "relation", "shares_registration", "source", "why") SELECT old_values."during", old_values."household_id", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."relation", old_values."shares_registration", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b40cef7c5e542fd639d445421ccf193a0afb2314', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_84f92', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_householdmembership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='householdmembership',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_householdmembershipevent" ("during", "household_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "relation", "shares_registration", "source", "why") SELECT old_values."during", old_values."household_id", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."relation", old_values."shares_registration", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7e2bcb80d23ec1b9df55eca254b252da37e7e351', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_e09d7', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_householdmembership', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='household',
            index=models.Index(fields=['area_code', 'id'], name='household_area'),
        ),
        migrations.AddIndex(
            model_name='household',
            index=models.Index(fields=['number', 'id'], name='household_number'),
        ),
        migrations.AddIndex(
            model_name='household',
            index=models.Index(condition=models.Q(('closed_on', None), ('head_confirmed', False)), fields=['area_code'], name='household_head_open'),
        ),
        migrations.AddConstraint(
            model_name='household',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_on', None)), fields=('area_code', 'number'), name='household_number_once_in_area'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='household',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_householdevent" ("address", "area_code", "closed_on", "dwelling_id", "head_confirmed", "head_id", "id", "kind", "number", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "uid", "why") SELECT old_values."address", old_values."area_code", old_values."closed_on", old_values."dwelling_id", old_values."head_confirmed", old_values."head_id", old_values."id", old_values."kind", old_values."number", old_values."opened_on", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5b7629dc73f1a047437531bdd8f0985a0bb669fc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_91601', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_household', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='household',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_householdevent" ("address", "area_code", "closed_on", "dwelling_id", "head_confirmed", "head_id", "id", "kind", "number", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "uid", "why") SELECT old_values."address", old_values."area_code", old_values."closed_on", old_values."dwelling_id", old_values."head_confirmed", old_values."head_id", old_values."id", old_values."kind", old_values."number", old_values."opened_on", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f53675558317ce6bf62d4b785b44eb8b2762628c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_785eb', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_household', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='formername',
            index=models.Index(fields=['name'], name='former_name'),
        ),
        migrations.AddIndex(
            model_name='formername',
            index=models.Index(fields=['pinyin'], name='former_name_pinyin'),
        ),
        migrations.AddIndex(
            model_name='formername',
            index=models.Index(fields=['initials'], name='former_name_initials'),
        ),
        migrations.AddConstraint(
            model_name='formername',
            constraint=models.UniqueConstraint(fields=('person', 'name'), name='former_name_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='formername',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_formernameevent" ("id", "initials", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin", "recorded_at", "recorded_by", "source", "why") SELECT old_values."id", old_values."initials", old_values."name", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."pinyin", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0f3d43f513e43605547c628e5c89ba622a0ff012', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_74e4e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_formername', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='formername',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_formernameevent" ("id", "initials", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin", "recorded_at", "recorded_by", "source", "why") SELECT old_values."id", old_values."initials", old_values."name", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."pinyin", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b9079c2c484cfae389b5a21cbe7f03651fcc5dac', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_f5541', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_formername', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='residence',
            index=models.Index(fields=['person', 'kind'], name='residence_person'),
        ),
        migrations.AddIndex(
            model_name='residence',
            index=models.Index(fields=['area_code', 'kind'], name='residence_area'),
        ),
        migrations.AddIndex(
            model_name='residence',
            index=models.Index(fields=['source'], name='residence_source'),
        ),
        migrations.AddIndex(
            model_name='residence',
            index=models.Index(condition=models.Q(('dwelling', None), models.Q(('kind', 'hukou'), _negated=True)), fields=['area_code'], name='residence_unplaced'),
        ),
        migrations.AddConstraint(
            model_name='residence',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('kind', 'hukou')), expressions=[('person', '='), ('during', '&&')], name='residence_one_hukou_a_day'),
        ),
        migrations.AddConstraint(
            model_name='residence',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('kind', 'hukou'), _negated=True), expressions=[('person', '='), ('during', '&&')], name='residence_one_home_a_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='residence',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_residenceevent" ("address", "area_code", "during", "dwelling_id", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "why") SELECT old_values."address", old_values."area_code", old_values."during", old_values."dwelling_id", old_values."id", old_values."kind", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2ae91dc590a60e4dd1a9cf62e721b20d5eafaa0b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_849cb', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_residence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='residence',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_residenceevent" ("address", "area_code", "during", "dwelling_id", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "why") SELECT old_values."address", old_values."area_code", old_values."during", old_values."dwelling_id", old_values."id", old_values."kind", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3eacc6606a8914835369c1c8995708fb70ac1d20', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_b43a0', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_residence', when='AFTER')),
        ),
    ])
