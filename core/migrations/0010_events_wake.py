"""A transaction that tells or voids events wakes whoever waits for them, at its commit, whatever code wrote the rows.

PostgreSQL joins the notices of one transaction into one, and sends none if it is rolled back.
"""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("core", "0009_events_cause_events")]

    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION core_event_wake() RETURNS trigger LANGUAGE plpgsql AS $$
              BEGIN PERFORM pg_notify('yisheng_events', ''); RETURN NULL; END $$;
            CREATE TRIGGER core_event_told AFTER INSERT ON core_event
              FOR EACH STATEMENT EXECUTE FUNCTION core_event_wake();
            CREATE TRIGGER core_event_waits_again AFTER UPDATE OF dispatched_at ON core_event
              FOR EACH ROW WHEN (OLD.dispatched_at IS NOT NULL AND NEW.dispatched_at IS NULL)
              EXECUTE FUNCTION core_event_wake();
            """,
            """
            DROP TRIGGER core_event_told ON core_event;
            DROP TRIGGER core_event_waits_again ON core_event;
            DROP FUNCTION core_event_wake();
            """,
        )
    ]
