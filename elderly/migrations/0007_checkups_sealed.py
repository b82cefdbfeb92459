"""What a check-up says of health is sealed together (SEC13): nothing is asked of it by SQL. Values of demo sites go; real ones there are none."""

import core.crypto
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("elderly", "0006_care_owner_by_hand"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="checkup",
            name="changed_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="checkup",
            name="deleted_delete",
        ),
        migrations.RemoveConstraint(
            model_name="checkup",
            name="checkup_score",
        ),
        migrations.RemoveField(
            model_name="checkup",
            name="dbp",
        ),
        migrations.RemoveField(
            model_name="checkup",
            name="dm",
        ),
        migrations.RemoveField(
            model_name="checkup",
            name="evaluation",
        ),
        migrations.RemoveField(
            model_name="checkup",
            name="fbg",
        ),
        migrations.RemoveField(
            model_name="checkup",
            name="findings",
        ),
        migrations.RemoveField(
            model_name="checkup",
            name="height",
        ),
        migrations.RemoveField(
            model_name="checkup",
            name="htn",
        ),
        migrations.RemoveField(
            model_name="checkup",
            name="sbp",
        ),
        migrations.RemoveField(
            model_name="checkup",
            name="selfcare_score",
        ),
        migrations.RemoveField(
            model_name="checkup",
            name="tcm",
        ),
        migrations.RemoveField(
            model_name="checkup",
            name="waist",
        ),
        migrations.RemoveField(
            model_name="checkup",
            name="weight",
        ),
        migrations.RemoveField(
            model_name="checkupevent",
            name="dbp",
        ),
        migrations.RemoveField(
            model_name="checkupevent",
            name="dm",
        ),
        migrations.RemoveField(
            model_name="checkupevent",
            name="evaluation",
        ),
        migrations.RemoveField(
            model_name="checkupevent",
            name="fbg",
        ),
        migrations.RemoveField(
            model_name="checkupevent",
            name="findings",
        ),
        migrations.RemoveField(
            model_name="checkupevent",
            name="height",
        ),
        migrations.RemoveField(
            model_name="checkupevent",
            name="htn",
        ),
        migrations.RemoveField(
            model_name="checkupevent",
            name="sbp",
        ),
        migrations.RemoveField(
            model_name="checkupevent",
            name="selfcare_score",
        ),
        migrations.RemoveField(
            model_name="checkupevent",
            name="tcm",
        ),
        migrations.RemoveField(
            model_name="checkupevent",
            name="waist",
        ),
        migrations.RemoveField(
            model_name="checkupevent",
            name="weight",
        ),
        migrations.AddField(
            model_name="checkup",
            name="sealed",
            field=core.crypto.EncryptedTextField(default=b"", verbose_name="体检结果"),
        ),
        migrations.AddField(
            model_name="checkupevent",
            name="sealed",
            field=core.crypto.EncryptedTextField(default=b"", verbose_name="体检结果"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkup",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_checkupevent" ("doctor", "exam_on", "exchange_id", "id", "institution", "known_from", "next_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "sealed", "source", "uid", "why") SELECT old_values."doctor", old_values."exam_on", old_values."exchange_id", old_values."id", old_values."institution", old_values."known_from", old_values."next_on", old_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."sealed", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="7b74be4573fc50042eba55f1ac64b8d6436e5a1c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_f4434",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="elderly_checkup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkup",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "elderly_checkupevent" ("doctor", "exam_on", "exchange_id", "id", "institution", "known_from", "next_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "sealed", "source", "uid", "why") SELECT old_values."doctor", old_values."exam_on", old_values."exchange_id", old_values."id", old_values."institution", old_values."known_from", old_values."next_on", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."sealed", old_values."source", old_values."uid", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="43d2d45a69f8c5a8409e8a808f294edbed4c294e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_eb2b8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="elderly_checkup",
                    when="AFTER",
                ),
            ),
        ),
    ]
