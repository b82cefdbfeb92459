"""System time: since when each version of a row is known (core/history.py `Versioned`), and indexes to read the past by."""

import django.contrib.postgres.functions
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from core.history import FillKnownFrom


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0005_leads'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='parametervalue',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='parametervalue',
            name='deleted_delete',
        ),
        migrations.AddField(
            model_name='parametervalue',
            name='known_from',
            field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记'),
        ),
        migrations.AddField(
            model_name='parametervalueevent',
            name='known_from',
            field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记'),
        ),
        FillKnownFrom('core_parametervalue', recorded=False),
        migrations.AddIndex(
            model_name='parametervalueevent',
            index=models.Index(fields=['pgh_created_at'], name='core_parame_pgh_cre_482e3c_idx'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='parametervalue',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='32f33c83a2b3d76e22088e2cd6d043aa69987941', operation='UPDATE', pgid='pgtrigger_version_begins_9d5ef', table='core_parametervalue', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='parametervalue',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "core_parametervalueevent" ("area_code", "certainty", "clause", "document", "during", "id", "key", "known_from", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "value") SELECT old_values."area_code", old_values."certainty", old_values."clause", old_values."document", old_values."during", old_values."id", old_values."key", old_values."known_from", old_values."note", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."value" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2f80089c0e674e551cbef29a0af0ff0f69df4aad', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_17955', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='core_parametervalue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='parametervalue',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "core_parametervalueevent" ("area_code", "certainty", "clause", "document", "during", "id", "key", "known_from", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "value") SELECT old_values."area_code", old_values."certainty", old_values."clause", old_values."document", old_values."during", old_values."id", old_values."key", old_values."known_from", old_values."note", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='93d9817177111603a66390dd0592c9541c6d8f45', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_d2ecc', referencing='REFERENCING OLD TABLE AS old_values ', table='core_parametervalue', when='AFTER')),
        ),
    ]
