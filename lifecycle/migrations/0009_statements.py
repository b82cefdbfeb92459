"""What was said when something was told: sealed, and seen where the event is."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import core.crypto
import core.models.fields
from core.migrating import tables_together
from core.rls import ScopeRows, in_scope


class Migration(migrations.Migration):
    dependencies = [("core", "0009_events_cause_events"), ("lifecycle", "0008_visits")]

    operations = tables_together([
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", core.models.fields.CodeField(db_collation="C", max_length=64, verbose_name="来源")),
                (
                    "source_key",
                    core.models.fields.CodeField(blank=True, db_collation="C", max_length=120, verbose_name="来源键"),
                ),
                ("kind", core.models.fields.CodeField(db_collation="C", max_length=60, verbose_name="事")),
                (
                    "along",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("said", core.crypto.EncryptedTextField(default=b"", verbose_name="说了什么")),
                ("waiting", models.CharField(blank=True, max_length=300, verbose_name="还在等什么")),
                ("waiting_at", models.CharField(blank=True, max_length=200, verbose_name="在哪里等")),
                ("told_at", models.DateTimeField(verbose_name="何时说的")),
                ("told_by", models.CharField(max_length=150, verbose_name="谁说的")),
                (
                    "event",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.event"
                    ),
                ),
            ],
            options={
                "verbose_name": "登记一件事的原话",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("source_key", ""), _negated=True),
                        fields=("source", "source_key"),
                        name="statement_once",
                    )
                ],
            },
        ),
        ScopeRows(
            "lifecycle_statement",
            extra="EXISTS (SELECT FROM core_eventsubject s WHERE s.event_id = lifecycle_statement.event_id"
            f" AND ({in_scope(['s.area_code'])}))",
        ),
    ])
