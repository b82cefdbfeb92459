"""The second wall round published rosters; what is published never changes."""

from django.db import migrations

from core.rls import AppendOnly, ScopeRows


class Migration(migrations.Migration):
    dependencies = [("lifecycle", "0001_initial")]

    operations = [
        ScopeRows("lifecycle_rosterversion", columns=["area_code"]),
        ScopeRows("lifecycle_rosterentry", via=("version_id", "lifecycle_rosterversion", "id")),
        ScopeRows("lifecycle_rosterchange", via=("version_id", "lifecycle_rosterversion", "id")),
        AppendOnly(["lifecycle_rosterversion", "lifecycle_rosterentry", "lifecycle_rosterchange"]),
    ]
