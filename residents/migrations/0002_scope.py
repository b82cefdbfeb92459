"""The second wall round the resident base and its history; room for in-page updates on the hot table."""

from django.db import migrations

from core.rls import AppendOnly, ScopeRows

BY_PERSON = ["identitydocument", "formername", "residence", "householdmembership", "kinship"]
HISTORY = [*(f"residents_{name}event" for name in BY_PERSON), "residents_personevent", "residents_householdevent"]


def of_person(table: str, column: str = "person_id", *, open_insert: bool = False) -> ScopeRows:
    return ScopeRows(table, via=(column, "residents_person", "id"), open_insert=open_insert)


class Migration(migrations.Migration):
    dependencies = [("residents", "0001_initial")]

    operations = [
        migrations.RunSQL("ALTER TABLE residents_person SET (fillfactor = 85)", migrations.RunSQL.noop),
        ScopeRows("residents_person", columns=["hukou_area", "living_area"]),
        *(of_person(f"residents_{name}") for name in BY_PERSON),
        *(of_person(f"residents_{name}event", open_insert=True) for name in BY_PERSON),
        of_person("residents_personevent", "pgh_obj_id", open_insert=True),
        # A household is seen where it stands, and wherever one of its members is seen.
        ScopeRows(
            "residents_household",
            columns=["area_code"],
            extra="EXISTS (SELECT FROM residents_householdmembership m WHERE m.household_id = residents_household.id)",
        ),
        ScopeRows("residents_householdevent", columns=["area_code"], open_insert=True),
        AppendOnly(HISTORY),
    ]
