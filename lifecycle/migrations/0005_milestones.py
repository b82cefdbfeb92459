"""How far time has been told (run_milestones); no row of it is about a person."""

from django.db import migrations, models

from core.migrating import tables_together

import core.models.fields


class Migration(migrations.Migration):
    dependencies = [("lifecycle", "0004_tasks")]

    operations = tables_together([
        migrations.CreateModel(
            name="MilestoneProgress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    core.models.fields.CodeField(db_collation="C", max_length=60, unique=True, verbose_name="节点"),
                ),
                ("since", models.DateField(verbose_name="从哪天开始报")),
                ("told_through", models.DateField(verbose_name="报到哪天")),
                ("ran_at", models.DateTimeField(verbose_name="上次运行")),
            ],
            options={"verbose_name": "节点进度"},
        ),
    ])
