"""A plan remembers that its owner was chosen by hand."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('elderly', '0005_alarm'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='careplan',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='careplan',
            name='deleted_delete',
        ),
        migrations.AddField(
            model_name='careplan',
            name='owner_by_hand',
            field=models.BooleanField(default=False, verbose_name='责任人由人指定'),
        ),
        migrations.AddField(
            model_name='careplanevent',
            name='owner_by_hand',
            field=models.BooleanField(default=False, verbose_name='责任人由人指定'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='careplan',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_careplanevent" ("area_code", "closed_on", "closing", "days", "groups", "id", "next_on", "opened_on", "owner_by_hand", "owner_id", "owner_level", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "rhythm", "source", "uid", "why") SELECT old_values."area_code", old_values."closed_on", old_values."closing", old_values."days", old_values."groups", old_values."id", old_values."next_on", old_values."opened_on", old_values."owner_by_hand", old_values."owner_id", old_values."owner_level", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."rhythm", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='761102e325a84c0e0bbe9b4b1921f2c7e265aeb1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_78cba', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='elderly_careplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='careplan',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_careplanevent" ("area_code", "closed_on", "closing", "days", "groups", "id", "next_on", "opened_on", "owner_by_hand", "owner_id", "owner_level", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "rhythm", "source", "uid", "why") SELECT old_values."area_code", old_values."closed_on", old_values."closing", old_values."days", old_values."groups", old_values."id", old_values."next_on", old_values."opened_on", old_values."owner_by_hand", old_values."owner_id", old_values."owner_level", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."rhythm", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7fd5a7e3a1c2ec96b9fed95a8dce2e249b473357', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_5442b', referencing='REFERENCING OLD TABLE AS old_values ', table='elderly_careplan', when='AFTER')),
        ),
    ]
