"""Goods by double entry: what the books may never say is refused by the database."""

import core.crypto
import core.models.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from core.migrating import tables_together
from core.rls import AppendOnly, ScopeRows

# Every lot of an entry sums to nothing when the transaction ends.
BALANCED = """
CREATE FUNCTION aid_supply_balanced() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF (SELECT sum(quantity) FROM aid_supplyposting WHERE entry_id = NEW.entry_id AND lot_id = NEW.lot_id) <> 0 THEN
    RAISE EXCEPTION 'supply entry % does not balance for lot %', NEW.entry_id, NEW.lot_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER aid_supply_balanced AFTER INSERT ON aid_supplyposting
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION aid_supply_balanced();
"""
# The stock of a place follows the postings; supply_stock_never_below_nothing refuses what is not there.
STOCK = """
CREATE FUNCTION aid_supply_stock() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE aid_supplystock stock SET quantity = stock.quantity + moved.quantity
  FROM (SELECT place_id, lot_id, sum(quantity) AS quantity FROM posted WHERE account = 'place' GROUP BY 1, 2) moved
  WHERE stock.place_id = moved.place_id AND stock.lot_id = moved.lot_id;
  INSERT INTO aid_supplystock (place_id, lot_id, area_code, quantity)
  SELECT p.place_id, p.lot_id, place.area_code, sum(p.quantity)
  FROM posted p JOIN aid_supplyplace place ON place.id = p.place_id
  WHERE p.account = 'place' AND NOT EXISTS (
    SELECT FROM aid_supplystock known WHERE known.place_id = p.place_id AND known.lot_id = p.lot_id)
  GROUP BY p.place_id, p.lot_id, place.area_code;
  RETURN NULL;
END $$;
CREATE TRIGGER aid_supply_stock AFTER INSERT ON aid_supplyposting
  REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION aid_supply_stock();
"""
GONE = """
DROP TRIGGER aid_supply_stock ON aid_supplyposting; DROP FUNCTION aid_supply_stock();
DROP TRIGGER aid_supply_balanced ON aid_supplyposting; DROP FUNCTION aid_supply_balanced();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('aid', '0004_certificates'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('residents', '0020_occupations_pregnancies'),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name='SupplyItemEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='由谁管')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('unit', models.CharField(max_length=10, verbose_name='单位')),
                ('sort', core.models.fields.CodeField(choices=[('food', '粮油食品'), ('clothes', '被服'), ('household', '日用品'), ('health', '医护辅具'), ('other', '其他')], db_collation='C', default='food', max_length=10, verbose_name='类别')),
                ('low', models.DecimalField(decimal_places=3, max_digits=10, null=True, verbose_name='少于多少要补')),
                ('retired', models.BooleanField(default=False, verbose_name='不再用')),
                ('source', core.models.fields.CodeField(blank=True, db_collation='C', max_length=64, verbose_name='来源')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SupplyLot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
                ('expires_on', models.DateField(null=True, verbose_name='保质期至')),
                ('value', models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name='单价')),
            ],
            options={
                'verbose_name': '批次',
            },
        ),
        migrations.CreateModel(
            name='SupplyPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('kind', core.models.fields.CodeField(choices=[('station', '捐赠接收站'), ('market', '慈善超市'), ('store', '物资仓库')], db_collation='C', default='station', max_length=8, verbose_name='类型')),
                ('address', models.CharField(blank=True, max_length=120, verbose_name='地址')),
                ('keeper', models.CharField(blank=True, max_length=60, verbose_name='负责人')),
                ('closed_on', models.DateField(null=True, verbose_name='停用')),
                ('source', core.models.fields.CodeField(blank=True, db_collation='C', max_length=64, verbose_name='来源')),
            ],
            options={
                'verbose_name': '物资站点',
            },
        ),
        migrations.CreateModel(
            name='SupplyPlaceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('kind', core.models.fields.CodeField(choices=[('station', '捐赠接收站'), ('market', '慈善超市'), ('store', '物资仓库')], db_collation='C', default='station', max_length=8, verbose_name='类型')),
                ('address', models.CharField(blank=True, max_length=120, verbose_name='地址')),
                ('keeper', models.CharField(blank=True, max_length=60, verbose_name='负责人')),
                ('closed_on', models.DateField(null=True, verbose_name='停用')),
                ('source', core.models.fields.CodeField(blank=True, db_collation='C', max_length=64, verbose_name='来源')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SupplyPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('household_id', models.BigIntegerField(null=True)),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('quantity', models.DecimalField(decimal_places=3, max_digits=10, verbose_name='数量')),
                ('every', models.PositiveSmallIntegerField(default=1, verbose_name='每几个月')),
                ('since', models.DateField(verbose_name='从哪个月起')),
                ('ended_on', models.DateField(null=True, verbose_name='到哪天止')),
                ('reason', models.CharField(max_length=120, verbose_name='为什么送')),
                ('ended_why', models.CharField(blank=True, max_length=120, verbose_name='为什么停')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='谁定的')),
                ('source', core.models.fields.CodeField(blank=True, db_collation='C', max_length=64, verbose_name='来源')),
            ],
            options={
                'verbose_name': '按月送的物资',
            },
        ),
        migrations.CreateModel(
            name='SupplyPlanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('household_id', models.BigIntegerField(null=True)),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('quantity', models.DecimalField(decimal_places=3, max_digits=10, verbose_name='数量')),
                ('every', models.PositiveSmallIntegerField(default=1, verbose_name='每几个月')),
                ('since', models.DateField(verbose_name='从哪个月起')),
                ('ended_on', models.DateField(null=True, verbose_name='到哪天止')),
                ('reason', models.CharField(max_length=120, verbose_name='为什么送')),
                ('ended_why', models.CharField(blank=True, max_length=120, verbose_name='为什么停')),
                ('recorded_by', models.CharField(max_length=150, verbose_name='谁定的')),
                ('source', core.models.fields.CodeField(blank=True, db_collation='C', max_length=64, verbose_name='来源')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SupplyPosting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
                ('account', core.models.fields.CodeField(choices=[('place', '在库'), ('donor', '捐赠'), ('bought', '采购'), ('given', '送出'), ('spoilt', '过期、损坏'), ('counted', '盘点差异')], db_collation='C', max_length=8, verbose_name='科目')),
                ('quantity', models.DecimalField(decimal_places=3, max_digits=12, verbose_name='数量')),
            ],
            options={
                'verbose_name': '物资分录',
            },
        ),
        migrations.CreateModel(
            name='SupplyStock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
                ('quantity', models.DecimalField(decimal_places=3, max_digits=12, verbose_name='数量')),
            ],
            options={
                'verbose_name': '库存',
            },
        ),
        migrations.CreateModel(
            name='SupplyWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('household_id', models.BigIntegerField(null=True)),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('quantity', models.DecimalField(decimal_places=3, max_digits=10, verbose_name='数量')),
                ('state', core.models.fields.CodeField(choices=[('open', '待送'), ('promised', '有人认领'), ('given', '已送到'), ('dropped', '不送了')], db_collation='C', default='open', max_length=8, verbose_name='状态')),
                ('reason', models.CharField(blank=True, max_length=120, verbose_name='为什么需要')),
                ('promised_by', core.crypto.EncryptedTextField(default=b'', verbose_name='谁认领')),
                ('month', models.DateField(null=True, verbose_name='哪个月的')),
                ('wanted_by', models.DateField(null=True, verbose_name='最好哪天前送到')),
                ('ended_why', models.CharField(blank=True, max_length=120, verbose_name='为什么不送')),
                ('opened_at', models.DateTimeField(verbose_name='何时记下')),
                ('opened_by', models.CharField(max_length=150, verbose_name='谁记下的')),
                ('source', core.models.fields.CodeField(blank=True, db_collation='C', max_length=64, verbose_name='来源')),
            ],
            options={
                'verbose_name': '心愿',
            },
        ),
        migrations.CreateModel(
            name='SupplyWishEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('household_id', models.BigIntegerField(null=True)),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='社区')),
                ('quantity', models.DecimalField(decimal_places=3, max_digits=10, verbose_name='数量')),
                ('state', core.models.fields.CodeField(choices=[('open', '待送'), ('promised', '有人认领'), ('given', '已送到'), ('dropped', '不送了')], db_collation='C', default='open', max_length=8, verbose_name='状态')),
                ('reason', models.CharField(blank=True, max_length=120, verbose_name='为什么需要')),
                ('promised_by', core.crypto.EncryptedTextField(default=b'', verbose_name='谁认领')),
                ('month', models.DateField(null=True, verbose_name='哪个月的')),
                ('wanted_by', models.DateField(null=True, verbose_name='最好哪天前送到')),
                ('ended_why', models.CharField(blank=True, max_length=120, verbose_name='为什么不送')),
                ('opened_at', models.DateTimeField(verbose_name='何时记下')),
                ('opened_by', models.CharField(max_length=150, verbose_name='谁记下的')),
                ('source', core.models.fields.CodeField(blank=True, db_collation='C', max_length=64, verbose_name='来源')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SupplyEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='地区')),
                ('act', core.models.fields.CodeField(choices=[('donation', '捐赠入库'), ('purchase', '采购入库'), ('transfer', '调拨'), ('gift', '送出'), ('spoilt', '报损'), ('count', '盘点'), ('reversal', '冲销')], db_collation='C', max_length=10, verbose_name='做了什么')),
                ('on', models.DateField(verbose_name='哪一天')),
                ('donor', core.crypto.EncryptedTextField(default=b'', verbose_name='谁捐的')),
                ('household_id', models.BigIntegerField(null=True)),
                ('visit_uid', models.UUIDField(null=True, verbose_name='哪次走访')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='事由')),
                ('by', models.CharField(max_length=150, verbose_name='经手')),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.person')),
                ('reverses', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='aid.supplyentry')),
            ],
            options={
                'verbose_name': '物资流水',
            },
        ),
        migrations.CreateModel(
            name='SupplyItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('area_code', core.models.fields.CodeField(db_collation='C', max_length=24, verbose_name='由谁管')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('unit', models.CharField(max_length=10, verbose_name='单位')),
                ('sort', core.models.fields.CodeField(choices=[('food', '粮油食品'), ('clothes', '被服'), ('household', '日用品'), ('health', '医护辅具'), ('other', '其他')], db_collation='C', default='food', max_length=10, verbose_name='类别')),
                ('low', models.DecimalField(decimal_places=3, max_digits=10, null=True, verbose_name='少于多少要补')),
                ('retired', models.BooleanField(default=False, verbose_name='不再用')),
                ('source', core.models.fields.CodeField(blank=True, db_collation='C', max_length=64, verbose_name='来源')),
            ],
            options={
                'verbose_name': '物品',
                'indexes': [models.Index(fields=['sort', 'id'], name='supply_item_sort')],
                'constraints': [models.UniqueConstraint(fields=('area_code', 'name', 'unit'), name='supply_item_once')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supplyitem',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_supplyitemevent" ("area_code", "id", "low", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired", "sort", "source", "uid", "unit") SELECT old_values."area_code", old_values."id", old_values."low", old_values."name", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."retired", old_values."sort", old_values."source", old_values."uid", old_values."unit" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='fdd1eec7e3dd782caf239150c3417a7a27f3f05a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_3fab4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='aid_supplyitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supplyitem',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_supplyitemevent" ("area_code", "id", "low", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired", "sort", "source", "uid", "unit") SELECT old_values."area_code", old_values."id", old_values."low", old_values."name", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."retired", old_values."sort", old_values."source", old_values."uid", old_values."unit" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c84d2f225a9addcd820b009d9c64dbccea9da8dc', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_85b25', referencing='REFERENCING OLD TABLE AS old_values ', table='aid_supplyitem', when='AFTER')),
        ),
        migrations.AddField(
            model_name='supplyitemevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='supplyitemevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='aid.supplyitem'),
        ),
        migrations.AddField(
            model_name='supplylot',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lots', to='aid.supplyitem'),
        ),
        migrations.AddConstraint(
            model_name='supplyplace',
            constraint=models.UniqueConstraint(fields=('area_code', 'name'), name='supply_place_once'),
        ),
        migrations.AddField(
            model_name='supplyentry',
            name='place',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='aid.supplyplace'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supplyplace',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_supplyplaceevent" ("address", "area_code", "closed_on", "id", "keeper", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "uid") SELECT old_values."address", old_values."area_code", old_values."closed_on", old_values."id", old_values."keeper", old_values."kind", old_values."name", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."source", old_values."uid" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f55b6ceba022521d7fc6753f96b97f88831f1669', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_09c9a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='aid_supplyplace', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supplyplace',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_supplyplaceevent" ("address", "area_code", "closed_on", "id", "keeper", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "uid") SELECT old_values."address", old_values."area_code", old_values."closed_on", old_values."id", old_values."keeper", old_values."kind", old_values."name", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."source", old_values."uid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='db6149dfa72bd3effffbde94345d9fba4e596513', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_a9ee8', referencing='REFERENCING OLD TABLE AS old_values ', table='aid_supplyplace', when='AFTER')),
        ),
        migrations.AddField(
            model_name='supplyplaceevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='supplyplaceevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='aid.supplyplace'),
        ),
        migrations.AddField(
            model_name='supplyplan',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aid.supplyitem'),
        ),
        migrations.AddField(
            model_name='supplyplan',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='supplyplanevent',
            name='item',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='aid.supplyitem'),
        ),
        migrations.AddField(
            model_name='supplyplanevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='supplyplanevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='supplyplanevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='aid.supplyplan'),
        ),
        migrations.AddField(
            model_name='supplyposting',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='aid.supplyentry'),
        ),
        migrations.AddField(
            model_name='supplyposting',
            name='lot',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='aid.supplylot'),
        ),
        migrations.AddField(
            model_name='supplyposting',
            name='place',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aid.supplyplace'),
        ),
        migrations.AddField(
            model_name='supplystock',
            name='lot',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stock', to='aid.supplylot'),
        ),
        migrations.AddField(
            model_name='supplystock',
            name='place',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stock', to='aid.supplyplace'),
        ),
        migrations.AddField(
            model_name='supplywish',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aid.supplyitem'),
        ),
        migrations.AddField(
            model_name='supplywish',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='supplywish',
            name='plan',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='wishes', to='aid.supplyplan'),
        ),
        migrations.AddField(
            model_name='supplyentry',
            name='wish',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='aid.supplywish'),
        ),
        migrations.AddField(
            model_name='supplywishevent',
            name='item',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='aid.supplyitem'),
        ),
        migrations.AddField(
            model_name='supplywishevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='residents.person'),
        ),
        migrations.AddField(
            model_name='supplywishevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='supplywishevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='aid.supplywish'),
        ),
        migrations.AddField(
            model_name='supplywishevent',
            name='plan',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='aid.supplyplan'),
        ),
        migrations.AddIndex(
            model_name='supplylot',
            index=models.Index(fields=['item', 'expires_on'], name='supply_lot_item'),
        ),
        migrations.AddIndex(
            model_name='supplyplan',
            index=models.Index(fields=['area_code', 'id'], name='supply_plan_area'),
        ),
        migrations.AddConstraint(
            model_name='supplyplan',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('person', 'item'), name='supply_plan_once_an_item'),
        ),
        migrations.AddConstraint(
            model_name='supplyplan',
            constraint=models.CheckConstraint(condition=models.Q(('every__gte', 1), ('quantity__gt', 0)), name='supply_plan_gives'),
        ),
        migrations.AddConstraint(
            model_name='supplyplan',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('since')), _connector='OR'), name='supply_plan_ends_later'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supplyplan',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_supplyplanevent" ("area_code", "ended_on", "ended_why", "every", "household_id", "id", "item_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "reason", "recorded_by", "since", "source", "uid") SELECT old_values."area_code", old_values."ended_on", old_values."ended_why", old_values."every", old_values."household_id", old_values."id", old_values."item_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."quantity", old_values."reason", old_values."recorded_by", old_values."since", old_values."source", old_values."uid" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6ab4e92f1a2b2dd097dc42ac2644551b7a50d558', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_af77f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='aid_supplyplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supplyplan',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_supplyplanevent" ("area_code", "ended_on", "ended_why", "every", "household_id", "id", "item_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "reason", "recorded_by", "since", "source", "uid") SELECT old_values."area_code", old_values."ended_on", old_values."ended_why", old_values."every", old_values."household_id", old_values."id", old_values."item_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."quantity", old_values."reason", old_values."recorded_by", old_values."since", old_values."source", old_values."uid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='48f8b571beb133342fac3731d8828e5911d9a63a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_387fd', referencing='REFERENCING OLD TABLE AS old_values ', table='aid_supplyplan', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='supplyposting',
            index=models.Index(fields=['place', 'lot'], name='supply_posting_stock'),
        ),
        migrations.AddConstraint(
            model_name='supplyposting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('account', 'place'), ('place__isnull', False)), models.Q(models.Q(('account', 'place'), _negated=True), ('place__isnull', True)), _connector='OR'), name='supply_posting_place'),
        ),
        migrations.AddConstraint(
            model_name='supplyposting',
            constraint=models.CheckConstraint(condition=models.Q(('quantity', 0), _negated=True), name='supply_posting_moves'),
        ),
        migrations.AddConstraint(
            model_name='supplystock',
            constraint=models.UniqueConstraint(fields=('place', 'lot'), name='supply_stock_once'),
        ),
        migrations.AddConstraint(
            model_name='supplystock',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gte', 0)), name='supply_stock_never_below_nothing'),
        ),
        migrations.AddIndex(
            model_name='supplywish',
            index=models.Index(condition=models.Q(('state__in', ('open', 'promised'))), fields=['area_code', 'wanted_by', 'id'], name='supply_wish_open'),
        ),
        migrations.AddIndex(
            model_name='supplywish',
            index=models.Index(fields=['person'], name='supply_wish_person'),
        ),
        migrations.AddConstraint(
            model_name='supplywish',
            constraint=models.UniqueConstraint(condition=models.Q(('plan__isnull', False)), fields=('plan', 'month'), name='supply_wish_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supplywish',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_supplywishevent" ("area_code", "ended_why", "household_id", "id", "item_id", "month", "opened_at", "opened_by", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "promised_by", "quantity", "reason", "source", "state", "uid", "wanted_by") SELECT old_values."area_code", old_values."ended_why", old_values."household_id", old_values."id", old_values."item_id", old_values."month", old_values."opened_at", old_values."opened_by", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."plan_id", old_values."promised_by", old_values."quantity", old_values."reason", old_values."source", old_values."state", old_values."uid", old_values."wanted_by" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='39973a96ad66d6b622a24c1f135751877b72de5a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_9df6c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='aid_supplywish', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supplywish',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_supplywishevent" ("area_code", "ended_why", "household_id", "id", "item_id", "month", "opened_at", "opened_by", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "promised_by", "quantity", "reason", "source", "state", "uid", "wanted_by") SELECT old_values."area_code", old_values."ended_why", old_values."household_id", old_values."id", old_values."item_id", old_values."month", old_values."opened_at", old_values."opened_by", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."plan_id", old_values."promised_by", old_values."quantity", old_values."reason", old_values."source", old_values."state", old_values."uid", old_values."wanted_by" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f18e05b700831c0bef4a1c0bef30ac02ff455355', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_5a928', referencing='REFERENCING OLD TABLE AS old_values ', table='aid_supplywish', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='supplyentry',
            index=models.Index(fields=['area_code', '-id'], name='supply_entry_area'),
        ),
        migrations.AddIndex(
            model_name='supplyentry',
            index=models.Index(fields=['person'], name='supply_entry_person'),
        ),
        migrations.AddIndex(
            model_name='supplyentry',
            index=models.Index(fields=['household_id'], name='supply_entry_household'),
        ),
        migrations.RunSQL(BALANCED + STOCK, GONE),
        *(ScopeRows(f"aid_{name}", columns=["area_code"]) for name in ("supplyentry", "supplyplan", "supplywish")),
        *(ScopeRows(f"aid_{name}event", columns=["area_code"], open_insert=True) for name in ("supplyplan", "supplywish")),
        AppendOnly(["aid_supplyentry", "aid_supplyposting", "aid_supplyplaceevent", "aid_supplyitemevent"]),
        AppendOnly(["aid_supplyplanevent", "aid_supplywishevent"]),
        # Who received it may turn out to be somebody else's second record (merge); nothing else of an entry ever changes.
        migrations.RunSQL(f"GRANT UPDATE (person_id) ON aid_supplyentry TO {settings.WEB_ROLE}", migrations.RunSQL.noop),
    ])
