"""The second wall round the organisations: they name people to call."""

from django.db import migrations

from core.rls import AppendOnly, ScopeRows


class Migration(migrations.Migration):
    dependencies = [("facilities", "0001_initial"), ("core", "0001_foundation")]

    operations = [
        ScopeRows("facilities_organisation", columns=["area_code"]),
        ScopeRows("facilities_organisationevent", columns=["area_code"], open_insert=True),
        AppendOnly(["facilities_organisationevent"]),
    ]
