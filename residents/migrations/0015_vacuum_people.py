"""A search inside a community reads the index alone while the visibility map is fresh: people are vacuumed when two in a
hundred have changed or come, not twenty.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("residents", "0014_area_move_exits")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE residents_person"
            " SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02)",
            "ALTER TABLE residents_person RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_insert_scale_factor)",
        )
    ]
