"""Indexes in the orders that a list can be read in, so that a district's first page does not sort a million rows."""

from django.db import migrations, models
from django.db.models import F


class Migration(migrations.Migration):
    dependencies = [("residents", "0005_search_short_words")]

    operations = [
        migrations.AddIndex(
            model_name="person", index=models.Index(fields=["birth_date", "id"], name="person_birth_date")
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(F("birth_date").desc(nulls_last=True), F("id").desc(), name="person_youngest"),
        ),
        migrations.AddIndex(model_name="household", index=models.Index(fields=["number", "id"], name="household_number")),
    ]
