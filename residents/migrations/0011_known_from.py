"""System time: since when each version of a row is known (core/history.py `Versioned`), and indexes to read the past by."""

import django.contrib.postgres.functions
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from core.history import FillKnownFrom


class Migration(migrations.Migration):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('residents', '0010_merges'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='building',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='building',
            name='deleted_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='dwelling',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='dwelling',
            name='deleted_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='formername',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='formername',
            name='deleted_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='household',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='household',
            name='deleted_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='householdmembership',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='householdmembership',
            name='deleted_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='identitydocument',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='identitydocument',
            name='deleted_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='kinship',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='kinship',
            name='deleted_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='person',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='person',
            name='deleted_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='residence',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='residence',
            name='deleted_delete',
        ),
        migrations.AddField(
            model_name='building',
            name='known_from',
            field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记'),
        ),
        migrations.AddField(
            model_name='buildingevent',
            name='known_from',
            field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记'),
        ),
        migrations.AddField(
            model_name='dwelling',
            name='known_from',
            field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记'),
        ),
        migrations.AddField(
            model_name='dwellingevent',
            name='known_from',
            field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记'),
        ),
        migrations.AddField(
            model_name='formername',
            name='known_from',
            field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记'),
        ),
        migrations.AddField(
            model_name='formernameevent',
            name='known_from',
            field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记'),
        ),
        migrations.AddField(
            model_name='household',
            name='known_from',
            field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记'),
        ),
        migrations.AddField(
            model_name='householdevent',
            name='known_from',
            field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记'),
        ),
        migrations.AddField(
            model_name='householdmembership',
            name='known_from',
            field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记'),
        ),
        migrations.AddField(
            model_name='householdmembershipevent',
            name='known_from',
            field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记'),
        ),
        migrations.AddField(
            model_name='identitydocument',
            name='known_from',
            field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记'),
        ),
        migrations.AddField(
            model_name='identitydocumentevent',
            name='known_from',
            field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记'),
        ),
        migrations.AddField(
            model_name='kinship',
            name='known_from',
            field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记'),
        ),
        migrations.AddField(
            model_name='kinshipevent',
            name='known_from',
            field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记'),
        ),
        migrations.AddField(
            model_name='person',
            name='known_from',
            field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='known_from',
            field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记'),
        ),
        migrations.AddField(
            model_name='residence',
            name='known_from',
            field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记'),
        ),
        migrations.AddField(
            model_name='residenceevent',
            name='known_from',
            field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False, verbose_name='何时起底册里这样记'),
        ),
        FillKnownFrom('residents_person'),
        FillKnownFrom('residents_identitydocument'),
        FillKnownFrom('residents_formername'),
        FillKnownFrom('residents_household'),
        FillKnownFrom('residents_householdmembership'),
        FillKnownFrom('residents_residence'),
        FillKnownFrom('residents_kinship'),
        FillKnownFrom('residents_building', recorded=False),
        FillKnownFrom('residents_dwelling', recorded=False),
        migrations.AddIndex(
            model_name='buildingevent',
            index=models.Index(fields=['pgh_created_at'], name='residents_b_pgh_cre_e66a47_idx'),
        ),
        migrations.AddIndex(
            model_name='dwellingevent',
            index=models.Index(fields=['pgh_created_at'], name='residents_d_pgh_cre_b00af0_idx'),
        ),
        migrations.AddIndex(
            model_name='formernameevent',
            index=models.Index(fields=['pgh_created_at'], name='residents_f_pgh_cre_8dd48c_idx'),
        ),
        migrations.AddIndex(
            model_name='householdevent',
            index=models.Index(fields=['pgh_created_at'], name='residents_h_pgh_cre_b44228_idx'),
        ),
        migrations.AddIndex(
            model_name='householdmembershipevent',
            index=models.Index(fields=['pgh_created_at'], name='residents_h_pgh_cre_a1d36d_idx'),
        ),
        migrations.AddIndex(
            model_name='identitydocumentevent',
            index=models.Index(fields=['pgh_created_at'], name='residents_i_pgh_cre_f45485_idx'),
        ),
        migrations.AddIndex(
            model_name='kinshipevent',
            index=models.Index(fields=['pgh_created_at'], name='residents_k_pgh_cre_3c98a1_idx'),
        ),
        migrations.AddIndex(
            model_name='personevent',
            index=models.Index(fields=['pgh_created_at'], name='residents_p_pgh_cre_8c0e88_idx'),
        ),
        migrations.AddIndex(
            model_name='personevent',
            index=models.Index(fields=['birth_date'], name='residents_p_birth_d_c73124_idx'),
        ),
        migrations.AddIndex(
            model_name='residenceevent',
            index=models.Index(fields=['pgh_created_at'], name='residents_r_pgh_cre_0433db_idx'),
        ),
        migrations.AddIndex(
            model_name='residenceevent',
            index=models.Index(fields=['area_code'], name='residents_r_area_co_449274_idx'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='building',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='2bb74456d83fbbc54f218c3b30bc9887a4251c3c', operation='UPDATE', pgid='pgtrigger_version_begins_db6f4', table='residents_building', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='building',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_buildingevent" ("area_code", "built_year", "floors", "house_number", "id", "known_from", "lift", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point", "road", "source", "uid", "use") SELECT old_values."area_code", old_values."built_year", old_values."floors", old_values."house_number", old_values."id", old_values."known_from", old_values."lift", old_values."name", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."point", old_values."road", old_values."source", old_values."uid", old_values."use" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='67e5aa469fd42d9565a28edcb7410ecadebb6b03', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_f7782', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_building', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='building',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_buildingevent" ("area_code", "built_year", "floors", "house_number", "id", "known_from", "lift", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point", "road", "source", "uid", "use") SELECT old_values."area_code", old_values."built_year", old_values."floors", old_values."house_number", old_values."id", old_values."known_from", old_values."lift", old_values."name", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."point", old_values."road", old_values."source", old_values."uid", old_values."use" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='38f9daaf8a53575fc4d5f5b130cedb104a52c24b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_b49fb', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_building', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dwelling',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='9cfb941d5bf5dfb2f36c551bdf57fee004aeaeac', operation='UPDATE', pgid='pgtrigger_version_begins_567f6', table='residents_dwelling', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dwelling',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_dwellingevent" ("address", "area_code", "building_id", "id", "known_from", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room", "source", "uid", "unit", "use") SELECT old_values."address", old_values."area_code", old_values."building_id", old_values."id", old_values."known_from", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."room", old_values."source", old_values."uid", old_values."unit", old_values."use" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='64ac7db328c0ac25fddaea91900d1fc959aa9b6d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_bc3dd', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_dwelling', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dwelling',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_dwellingevent" ("address", "area_code", "building_id", "id", "known_from", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room", "source", "uid", "unit", "use") SELECT old_values."address", old_values."area_code", old_values."building_id", old_values."id", old_values."known_from", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."room", old_values."source", old_values."uid", old_values."unit", old_values."use" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='54a2dc60dc2ec6cc97d8fdb0ea4e316e8b2cdc31', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_209c5', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_dwelling', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='formername',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='872ae279f4e995beb611ff999264fc1a33f231c7', operation='UPDATE', pgid='pgtrigger_version_begins_caacb', table='residents_formername', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='formername',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_formernameevent" ("id", "initials", "known_from", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin", "recorded_at", "recorded_by", "source", "why") SELECT old_values."id", old_values."initials", old_values."known_from", old_values."name", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."pinyin", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='503b4108730b752dca8f914cd9e6a3613accd3ff', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_74e4e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_formername', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='formername',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_formernameevent" ("id", "initials", "known_from", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin", "recorded_at", "recorded_by", "source", "why") SELECT old_values."id", old_values."initials", old_values."known_from", old_values."name", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."pinyin", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='462e96ca446be486d5ae1bc8a77ae3b443222159', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_f5541', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_formername', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='household',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='ad2dcf23318ac6f37a20d40c34594a73c5ba1410', operation='UPDATE', pgid='pgtrigger_version_begins_96be2', table='residents_household', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='household',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_householdevent" ("address", "area_code", "closed_on", "dwelling_id", "head_confirmed", "head_id", "id", "kind", "known_from", "number", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "uid", "why") SELECT old_values."address", old_values."area_code", old_values."closed_on", old_values."dwelling_id", old_values."head_confirmed", old_values."head_id", old_values."id", old_values."kind", old_values."known_from", old_values."number", old_values."opened_on", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b687e5b56b925d06063386f1af19af3229e2f6b7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_91601', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_household', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='household',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_householdevent" ("address", "area_code", "closed_on", "dwelling_id", "head_confirmed", "head_id", "id", "kind", "known_from", "number", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "uid", "why") SELECT old_values."address", old_values."area_code", old_values."closed_on", old_values."dwelling_id", old_values."head_confirmed", old_values."head_id", old_values."id", old_values."kind", old_values."known_from", old_values."number", old_values."opened_on", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2d656153f3e8f24fc3e97b08872d4e570516cd33', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_785eb', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_household', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='householdmembership',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='23d2213ec53de6cae6fddd9a99638be44bb0fcb9', operation='UPDATE', pgid='pgtrigger_version_begins_8b737', table='residents_householdmembership', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='householdmembership',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_householdmembershipevent" ("during", "household_id", "id", "known_from", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "relation", "shares_registration", "source", "why") SELECT old_values."during", old_values."household_id", old_values."id", old_values."known_from", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."relation", old_values."shares_registration", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2e2eba4a43dc5f17ef85ea7622baba9db964cc8b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_84f92', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_householdmembership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='householdmembership',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_householdmembershipevent" ("during", "household_id", "id", "known_from", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "relation", "shares_registration", "source", "why") SELECT old_values."during", old_values."household_id", old_values."id", old_values."known_from", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."relation", old_values."shares_registration", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0b2afc72410f0c1941ddc39840e6e5964a94db67', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_e09d7', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_householdmembership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='identitydocument',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='45b7b429b25510762dde386ef735f60674577f48', operation='UPDATE', pgid='pgtrigger_version_begins_13595', table='residents_identitydocument', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='identitydocument',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_identitydocumentevent" ("active", "digest", "id", "known_from", "last4", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raw", "recorded_at", "recorded_by", "source", "type", "why") SELECT old_values."active", old_values."digest", old_values."id", old_values."known_from", old_values."last4", old_values."number", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."raw", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."type", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a87bd19365b29242a681330a199f094d22538052', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_1a4b1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_identitydocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='identitydocument',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_identitydocumentevent" ("active", "digest", "id", "known_from", "last4", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raw", "recorded_at", "recorded_by", "source", "type", "why") SELECT old_values."active", old_values."digest", old_values."id", old_values."known_from", old_values."last4", old_values."number", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."raw", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."type", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='98b0462c5869e439ed67b07843265741dadc7df4', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_81e10', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_identitydocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='kinship',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='8a3093b472e01436bd4f55fe249c8b67e97ac781', operation='UPDATE', pgid='pgtrigger_version_begins_7d911', table='residents_kinship', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='kinship',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_kinshipevent" ("during", "id", "kind", "known_from", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "relative_id", "source", "why") SELECT old_values."during", old_values."id", old_values."kind", old_values."known_from", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."relative_id", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='31219b5ab385bc88e1d15497f31409614fad365d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_067e8', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_kinship', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='kinship',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_kinshipevent" ("during", "id", "kind", "known_from", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "relative_id", "source", "why") SELECT old_values."during", old_values."id", old_values."kind", old_values."known_from", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."relative_id", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e086eb68dde1797873e769fb2d12bf7efc7a3f15', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_01242', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_kinship', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='25a8d49d75e4874c5f8c04041ceacf57e6515534', operation='UPDATE', pgid='pgtrigger_version_begins_249bc', table='residents_person', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_personevent" ("birth_date", "died_on", "education", "ethnicity", "given_name", "hukou_address", "hukou_area", "id", "initials", "is_synthetic", "known_from", "living_address", "living_area", "marital_status", "name", "name_key", "nationality", "note", "number_head", "number_last4", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_digest", "phone_last4", "pinyin", "political_status", "recorded_at", "recorded_by", "sex", "source", "sources", "status", "temporary_name", "uid", "updated_at", "why") SELECT old_values."birth_date", old_values."died_on", old_values."education", old_values."ethnicity", old_values."given_name", old_values."hukou_address", old_values."hukou_area", old_values."id", old_values."initials", old_values."is_synthetic", old_values."known_from", old_values."living_address", old_values."living_area", old_values."marital_status", old_values."name", old_values."name_key", old_values."nationality", old_values."note", old_values."number_head", old_values."number_last4", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."phone", old_values."phone_digest", old_values."phone_last4", old_values."pinyin", old_values."political_status", old_values."recorded_at", old_values."recorded_by", old_values."sex", old_values."source", old_values."sources", old_values."status", old_values."temporary_name", old_values."uid", old_values."updated_at", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f6c4db3d87373bfc337be1dd6fa9210a0740cc8c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_82b1b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_personevent" ("birth_date", "died_on", "education", "ethnicity", "given_name", "hukou_address", "hukou_area", "id", "initials", "is_synthetic", "known_from", "living_address", "living_area", "marital_status", "name", "name_key", "nationality", "note", "number_head", "number_last4", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_digest", "phone_last4", "pinyin", "political_status", "recorded_at", "recorded_by", "sex", "source", "sources", "status", "temporary_name", "uid", "updated_at", "why") SELECT old_values."birth_date", old_values."died_on", old_values."education", old_values."ethnicity", old_values."given_name", old_values."hukou_address", old_values."hukou_area", old_values."id", old_values."initials", old_values."is_synthetic", old_values."known_from", old_values."living_address", old_values."living_area", old_values."marital_status", old_values."name", old_values."name_key", old_values."nationality", old_values."note", old_values."number_head", old_values."number_last4", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."phone", old_values."phone_digest", old_values."phone_last4", old_values."pinyin", old_values."political_status", old_values."recorded_at", old_values."recorded_by", old_values."sex", old_values."source", old_values."sources", old_values."status", old_values."temporary_name", old_values."uid", old_values."updated_at", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1e1d2460c3c26e71eefbe41640ba8971224d98e9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_d5f77', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='residence',
            trigger=pgtrigger.compiler.Trigger(name='version_begins', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = now(); RETURN NEW;', hash='e20f1665790b6610a43c2881160b04de0e3400ab', operation='UPDATE', pgid='pgtrigger_version_begins_32f20', table='residents_residence', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='residence',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_residenceevent" ("address", "area_code", "began_on", "during", "dwelling_id", "id", "kind", "known_from", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "why") SELECT old_values."address", old_values."area_code", old_values."began_on", old_values."during", old_values."dwelling_id", old_values."id", old_values."kind", old_values."known_from", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0a79568a4d7398fe6e6b771375b74a1ac7daeb80', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_849cb', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='residents_residence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='residence',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "residents_residenceevent" ("address", "area_code", "began_on", "during", "dwelling_id", "id", "kind", "known_from", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "source", "why") SELECT old_values."address", old_values."area_code", old_values."began_on", old_values."during", old_values."dwelling_id", old_values."id", old_values."kind", old_values."known_from", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."source", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='fa1d45e29237b028bc773a37307d98b38667a91e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_b43a0', referencing='REFERENCING OLD TABLE AS old_values ', table='residents_residence', when='AFTER')),
        ),
    ]
