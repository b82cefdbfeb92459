"""`clean` is a method of every Django model; what was read from a line is its reading."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0006_import_notes")]

    operations = [migrations.RenameField("importrow", "clean", "reading")]
