"""What PostgreSQL cannot guess and plans badly without.

Hundreds of communities share the area columns; with the usual 100 common values the planner takes most of them for empty,
and reads a whole community where twenty rows by key would do. A thousand values hold every community of a large city.
"""

from django.db import migrations

_AREAS = (("residents_person", "hukou_area"), ("residents_person", "living_area"), ("residents_residence", "area_code"),
          ("residents_household", "area_code"))  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("residents", "0003_search_function")]

    operations = [
        *(
            migrations.RunSQL(
                f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 1000",
                f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS -1",
            )
            for table, column in _AREAS
        ),
    ]
