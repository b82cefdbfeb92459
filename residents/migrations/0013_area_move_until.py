from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("residents", "0012_search_near")]

    operations = [
        migrations.AddField("areamove", "until", models.DateField(null=True, verbose_name="到哪天")),
    ]
