"""Open tasks of a role in an area are found without reading those of the others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("lifecycle", "0011_statement_footprint")]

    operations = [
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                fields=["role", "area_code", "due_order"],
                condition=models.Q(state__in=("open", "started", "paused")),
                name="task_open_role",
            ),
        ),
    ]
