"""What duties ask at a door is kept with the visit, behind the second wall."""

import core.crypto
import core.models.fields
import django.db.models.deletion
from django.db import migrations, models

from core.migrating import tables_together
from core.rls import AppendOnly, ScopeRows


class Migration(migrations.Migration):
    dependencies = [
        ("lifecycle", "0012_tasks_by_role"),
    ]

    operations = tables_together([
        migrations.CreateModel(
            name="VisitPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", core.models.fields.CodeField(db_collation="C", max_length=40, verbose_name="问的是什么")),
                ("title", models.CharField(max_length=60, verbose_name="标题")),
                ("answers", core.crypto.EncryptedTextField(default=b"", verbose_name="填的内容")),
                ("said", core.crypto.EncryptedTextField(default=b"", verbose_name="填的内容，文字")),
                ("refused", core.crypto.EncryptedTextField(default=b"", verbose_name="没有收下的原因")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时刻")),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="lifecycle.visit"
                    ),
                ),
            ],
            options={
                "verbose_name": "走访时另外问的",
                "constraints": [models.UniqueConstraint(fields=("visit", "part"), name="visit_part_once")],
            },
        ),
        ScopeRows("lifecycle_visitpart", via=("visit_id", "lifecycle_visit", "id")),
        AppendOnly(["lifecycle_visitpart"]),
    ])
