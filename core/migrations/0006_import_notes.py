"""What an accepted row will do, and what a reviewer decided about a questioned one."""

import core.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0005_event_subject_area")]

    operations = [
        migrations.AddField(
            model_name="importrow",
            name="note",
            field=models.CharField(blank=True, max_length=300, verbose_name="会做什么"),
        ),
        migrations.AddField(
            model_name="importrow",
            name="decision",
            field=core.models.fields.CodeField(blank=True, db_collation="C", max_length=12, verbose_name="核对的结果"),
        ),
    ]
