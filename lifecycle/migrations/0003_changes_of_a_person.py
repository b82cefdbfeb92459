"""What hangs on a person is found by the person: merging counts and moves it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('lifecycle', '0002_scope'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='rosterchange',
            index=models.Index(fields=['person_id'], name='roster_change_person'),
        ),
    ]
