"""Extensions and the web role, before any table."""

from django.contrib.postgres.operations import BtreeGistExtension, CreateExtension, TrigramExtension
from django.db import migrations

from core.rls import CreateWebRole


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [CreateExtension("postgis"), BtreeGistExtension(), TrigramExtension(), CreateWebRole()]
