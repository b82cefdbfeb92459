"""Small indexes over what waits for somebody (residents/selectors/attention.py): they hold those rows and no others."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("residents", "0003_search_function")]

    operations = [
        migrations.AddIndex(
            model_name="household",
            index=models.Index(
                fields=["area_code"], condition=Q(("closed_on", None), ("head_confirmed", False)), name="household_head_open"
            ),
        ),
        migrations.AddIndex(
            model_name="residence",
            index=models.Index(
                fields=["area_code"],
                condition=Q(("dwelling", None), Q(("kind", "hukou"), _negated=True)),
                name="residence_unplaced",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["id"], condition=Q(("temporary_name", True)), name="person_temporary_name"),
        ),
    ]
