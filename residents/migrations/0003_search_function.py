"""Search inside names and addresses under row-level security (residents/selectors/search.py).

`LIKE` and array containment are not leakproof: under a policy PostgreSQL tests every row of the scope before it may use
their index (docs/adr/0003-row-level-security.md). This one function therefore runs as the owner of the table and applies
the scope itself, with the very text of the policy. What a reviewer should see:
- it returns ids only, and only of rows in the ranges of yisheng.lo1 … hi3; without a scope it returns nothing;
- its search path is fixed, every name is qualified, no SQL is put together from its arguments;
- the caller reads the rows through the policy again, so an id alone tells nothing.
`among` narrows to ids that other words found, `letters` to names that start with initials or pinyin; both may be null.
Words shorter than `least_address` are looked for in names only: the trigram index of the addresses needs three characters,
and without it a rare word reads every row of a district. ROWS: a screenful comes back, not the thousand that PostgreSQL
assumes of an undeclared function.
"""

from django.conf import settings
from django.db import migrations

from core.rls import in_scope

SIGNATURE = "residents_containing(text, text, text, text, bigint[], integer, integer)"


def holds(part: str) -> str:
    """SQL: `part` stands in the name, or (if it is long enough) in an address; % and _ are characters like any other."""
    pattern = f"'%' || replace(replace(replace({part}, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'"
    return f"""(
        (string_to_array(p.name, NULL) @> string_to_array({part}, NULL) AND strpos(p.name, {part}) > 0)
        OR (char_length({part}) >= least_address AND (p.living_address LIKE {pattern} OR p.hukou_address LIKE {pattern}))
    )"""


CREATE = f"""
CREATE FUNCTION residents_containing(
    part1 text, part2 text, part3 text, letters text, among bigint[], least_address integer, at_most integer
) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan
AS $$
BEGIN
    RETURN QUERY
    SELECT p.id FROM public.residents_person p
    WHERE ({in_scope(["p.hukou_area", "p.living_area"])})
      AND {holds("part1")}
      AND (part2 IS NULL OR {holds("part2")})
      AND (part3 IS NULL OR {holds("part3")})
      AND (letters IS NULL OR starts_with(p.initials, letters) OR starts_with(p.pinyin, letters))
      AND (among IS NULL OR p.id = ANY (among))
    LIMIT at_most;
END $$;
REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {SIGNATURE} TO {settings.WEB_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = [("residents", "0002_scope")]

    operations = [migrations.RunSQL(CREATE, f"DROP FUNCTION {SIGNATURE}")]
