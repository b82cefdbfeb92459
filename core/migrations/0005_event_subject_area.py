"""What is new in an area (core/news.py) is found by area, not by walking everybody's events."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0004_idempotency")]

    operations = [
        migrations.AddIndex(
            model_name="eventsubject",
            index=models.Index(fields=["area_code", "event"], name="event_subject_area"),
        ),
    ]
