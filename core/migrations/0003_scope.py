"""The second wall round imports; logs that can only grow."""

from django.db import migrations

from core.rls import AppendOnly, ScopeRows


class Migration(migrations.Migration):
    dependencies = [("core", "0002_initial")]

    operations = [
        AppendOnly(["core_readlog", "core_exportrecord"]),
        ScopeRows("core_importbatch", columns=["area_code"]),
        ScopeRows("core_importrow", via=("batch_id", "core_importbatch", "id")),
    ]
