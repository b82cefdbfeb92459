"""What hangs on a person is found by the person: merging counts and moves it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0006_known_from'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='importrow',
            index=models.Index(condition=models.Q(('person_id__isnull', False)), fields=['person_id'], name='import_row_person'),
        ),
    ]
