"""What telling an event wrote in the base: ids of rows and of their versions, so that it can be taken back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("lifecycle", "0010_standing_lists")]

    operations = [
        migrations.AddField(
            model_name="statement",
            name="footprint",
            field=models.JSONField(default=dict, verbose_name="改了底册哪些行"),
        ),
    ]
