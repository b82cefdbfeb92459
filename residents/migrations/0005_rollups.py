"""Numbers of people and households by area, kept by statement triggers (core/rollups.py)."""

from django.db import migrations, models

import core.models.fields
from core.migrating import tables_together
from core.rls import ScopeRows
from core.rollups import KeepRollup

TIES = [("both", "户在人在"), ("registered", "户在人不在"), ("living", "人在户不在"), ("floating", "流动人口")]


def areas(*, apart: str) -> str:
    """SQL: the people of {rows}, by area, tie and what is counted `apart`.

    People of one statement are counted per pair of areas first: most pairs are one area twice. A pair of two areas counts
    in both, and is corrected at the smallest area that holds both ('0': none does), so that sums over any area are exact.
    Who lives here and is registered in another city is 流动人口; between the districts of one city is not (handbook 1).
    """
    return f"""
    SELECT cell.area, cell.tie, {apart}, cell.number FROM (
        SELECT hukou_area AS hukou, living_area AS living, {apart}, count(*) AS people FROM (
            SELECT hukou_area, living_area, sex, status, coalesce(extract(year FROM birth_date), 0)::smallint AS birth_year
            FROM {{rows}}
        ) read GROUP BY hukou_area, living_area, {apart}
    ) pair CROSS JOIN LATERAL (
        SELECT CASE
            WHEN left(hukou, 12) = left(living, 12) THEN left(hukou, 12)
            WHEN left(hukou, 9) = left(living, 9) THEN left(hukou, 9)
            WHEN left(hukou, 6) = left(living, 6) THEN left(hukou, 6)
            WHEN left(hukou, 4) = left(living, 4) THEN left(hukou, 4)
            WHEN left(hukou, 2) = left(living, 2) THEN left(hukou, 2)
            ELSE '0' END AS shared,
            CASE WHEN hukou <> '' AND left(hukou, 4) <> left(living, 4) THEN 'floating' ELSE 'living' END AS here
    ) at CROSS JOIN LATERAL (
        SELECT hukou AS area, 'both' AS tie, people AS number WHERE hukou = living AND hukou <> ''
        UNION ALL SELECT hukou, 'registered', people WHERE hukou <> living AND hukou <> ''
        UNION ALL SELECT living, at.here, people WHERE hukou <> living AND living <> ''
        UNION ALL SELECT at.shared, 'registered', -people WHERE hukou <> living AND hukou <> '' AND living <> ''
        UNION ALL SELECT at.shared, at.here, -people WHERE hukou <> living AND hukou <> '' AND living <> ''
        UNION ALL SELECT at.shared, 'both', people WHERE hukou <> living AND hukou <> '' AND living <> ''
    ) cell"""


class Migration(migrations.Migration):
    dependencies = [("residents", "0004_planner_facts")]

    operations = tables_together([
        migrations.CreateModel(
            name="PersonCount",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("area", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="地区")),
                ("tie", core.models.fields.CodeField(choices=TIES, db_collation="C", max_length=10, verbose_name="与本地的关系")),
                ("sex", core.models.fields.CodeField(db_collation="C", max_length=1, verbose_name="性别")),
                ("status", core.models.fields.CodeField(db_collation="C", max_length=8, verbose_name="状态")),
                ("birth_year", models.SmallIntegerField(verbose_name="出生年")),
                ("number", models.BigIntegerField(verbose_name="人数")),
            ],
            options={"verbose_name": "人数", "indexes": [models.Index(fields=["area"], name="person_count_area")]},
        ),
        migrations.CreateModel(
            name="PersonTotal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("area", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="地区")),
                ("tie", core.models.fields.CodeField(choices=TIES, db_collation="C", max_length=10, verbose_name="与本地的关系")),
                ("status", core.models.fields.CodeField(db_collation="C", max_length=8, verbose_name="状态")),
                ("number", models.BigIntegerField(verbose_name="人数")),
            ],
            options={"verbose_name": "总人数", "indexes": [models.Index(fields=["area"], name="person_total_area")]},
        ),
        migrations.CreateModel(
            name="HouseholdCount",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("area", core.models.fields.CodeField(db_collation="C", max_length=24, verbose_name="地区")),
                ("kind", core.models.fields.CodeField(db_collation="C", max_length=12, verbose_name="户类型")),
                ("open", models.BooleanField(verbose_name="未销户")),
                ("number", models.BigIntegerField(verbose_name="户数")),
            ],
            options={"verbose_name": "户数", "indexes": [models.Index(fields=["area"], name="household_count_area")]},
        ),
        *(
            ScopeRows(f"residents_{name}", columns=["area"])
            for name in ("personcount", "persontotal", "householdcount")
        ),
        KeepRollup(
            "residents_personcount",
            of="residents_person",
            columns={"area": "text", "tie": "text", "sex": "text", "status": "text", "birth_year": "smallint"},
            cells=areas(apart="sex, status, birth_year"),
        ),
        KeepRollup(
            "residents_persontotal",
            of="residents_person",
            columns={"area": "text", "tie": "text", "status": "text"},
            cells=areas(apart="status"),
        ),
        KeepRollup(
            "residents_householdcount",
            of="residents_household",
            columns={"area": "text", "kind": "text", "open": "boolean"},
            cells="SELECT area_code AS area, kind, closed_on IS NULL AS open, 1 AS number FROM {rows}",
        ),
    ])
