"""When the acts that are under way began: shown to the web role without showing whose they are (core/known_at.py)."""

from django.conf import settings
from django.db import migrations

_FUNCTION = """
CREATE FUNCTION running_acts(upto timestamptz, settles float8) RETURNS TABLE (now timestamptz, begun timestamptz[], hidden bool)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  now := clock_timestamp();
  PERFORM pg_sleep(settles);
  PERFORM pg_stat_clear_snapshot();
  SELECT coalesce(array_agg(xact_start ORDER BY xact_start) FILTER (WHERE xact_start IS NOT NULL), '{}'),
         coalesce(bool_or(query = '<insufficient privilege>'), false)
  INTO begun, hidden
  FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
    AND application_name <> 'pg_dump'
    AND (xact_start <= least(upto, running_acts.now) OR query = '<insufficient privilege>');
  RETURN NEXT;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0007_lines_of_a_person")]

    operations = [
        migrations.RunSQL(
            _FUNCTION
            + "REVOKE ALL ON FUNCTION running_acts(timestamptz, float8) FROM PUBLIC;"
            + f"GRANT EXECUTE ON FUNCTION running_acts(timestamptz, float8) TO {settings.WEB_ROLE};",
            "DROP FUNCTION running_acts(timestamptz, float8)",
        ),
    ]
