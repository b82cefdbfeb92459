"""A search inside a community costs what the community costs, however large the base is (residents/selectors/search_near.py).

A community is some thousand people: its part of the index on the area column is read once, and every word is tried on each
entry (the index carries the names and tails, so the table is not opened unless a part of an address is looked for). Going
by the name instead would read everybody of that name in the city to find the few who live here.

Like residents_containing() (0003) the function runs as the owner of the table and applies the scope itself:
- it returns ids and how they fit, only of rows in the ranges of yisheng.lo1 … hi3; without a scope it returns nothing;
- its search path is fixed, every name is qualified, no SQL is put together from its arguments;
- the caller reads the people through the policy again, so an id alone tells nothing.

residents_homes() says of ids that were found to which household they belong today; of the head it tells the name only when
the head is in the scope, and it counts only members in the scope, as the policies would.
"""

from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from core.rls import in_scope

ADDRESSES = ["living_address", "hukou_address"]
CARRIED = ["id", "name", "pinyin", "initials", "number_last4", "phone_last4", "status"]
NEAR = "residents_near(text[], text[], text[], bytea[], boolean, integer, integer)"
HOMES = "residents_homes(bigint[], date)"


def fits(number: int, *, addresses: bool) -> str:
    """SQL: the word of this number fits the row `p` by what the row itself holds."""
    kind, word = f"kinds[{number}]", f"words[{number}]"
    inside = f" OR strpos(p.living_address, {word}) > 0 OR strpos(p.hukou_address, {word}) > 0" if addresses else ""
    return f"""CASE {kind}
        WHEN 'text' THEN strpos(p.name, {word}) > 0{inside}
        WHEN 'letters' THEN starts_with(p.initials, {word}) OR starts_with(p.pinyin, {word})
        WHEN 'last4' THEN p.number_last4 = {word} OR p.phone_last4 = {word}{inside}
        ELSE false END"""


# Better matches first, as residents/domain/search_match.py will judge them: the whole name, its start, a part of it.
RANK = """CASE kinds[1]
        WHEN 'text' THEN CASE WHEN p.name = words[1] THEN 0 WHEN starts_with(p.name, words[1]) THEN 1
                              WHEN strpos(p.name, words[1]) > 0 THEN 2 ELSE 3 END
        WHEN 'letters' THEN CASE WHEN starts_with(p.initials, words[1]) THEN 0 ELSE 1 END
        ELSE 0 END"""


def people(column: str, *, addresses: bool) -> str:
    tests = ", ".join(f"{fits(number, addresses=addresses)} AS f{number}" for number in (1, 2, 3))
    opened = "".join(f", p.{name}" for name in ADDRESSES) if addresses else ""
    return f"""
    SELECT p.id, p.name, {RANK} AS rank, {tests}, NULL::text AS v1, NULL::text AS v2, NULL::text AS v3
    FROM ranges r CROSS JOIN LATERAL (
        SELECT {", ".join(f"p.{name}" for name in CARRIED)}{opened} FROM public.residents_person p
        WHERE p.{column} >= r.low AND p.{column} < r.high OFFSET 0
    ) p WHERE p.status <> 'merged'"""


def query(*, addresses: bool) -> str:
    return f"""
    WITH ranges AS (
        SELECT low COLLATE "C" AS low, high COLLATE "C" AS high FROM (VALUES
            (current_setting('yisheng.lo1', true), current_setting('yisheng.hi1', true)),
            (current_setting('yisheng.lo2', true), current_setting('yisheng.hi2', true)),
            (current_setting('yisheng.lo3', true), current_setting('yisheng.hi3', true))) s (low, high)
        WHERE low <> ''
    ), elsewhere AS (
        SELECT w.nr, e.person_id, e.via
        FROM unnest(kinds, words, beyonds, digests) WITH ORDINALITY AS w (kind, word, beyond, digest, nr)
        CROSS JOIN LATERAL (
            SELECT f.person_id, '曾用名 ' || f.name AS via FROM public.residents_formername f
            WHERE w.kind = 'text' AND char_length(w.word) > 1 AND f.name >= w.word AND f.name < w.beyond
            UNION ALL SELECT f.person_id, '曾用名 ' || f.name FROM public.residents_formername f
            WHERE w.kind = 'letters' AND char_length(w.word) > 1 AND f.initials >= w.word AND f.initials < w.beyond
            UNION ALL SELECT f.person_id, '曾用名 ' || f.name FROM public.residents_formername f
            WHERE w.kind = 'letters' AND char_length(w.word) > 3 AND f.pinyin >= w.word AND f.pinyin < w.beyond
            UNION ALL SELECT d.person_id, CASE WHEN d.active THEN '证号' ELSE '旧证号' END
            FROM public.residents_identitydocument d WHERE w.kind IN ('number', 'document') AND d.digest = w.digest
            UNION ALL SELECT d.person_id, '其他证件后四位' FROM public.residents_identitydocument d
            WHERE w.kind = 'last4' AND d.last4 = w.word AND (d.type <> '01' OR NOT d.active)
            UNION ALL SELECT q.id, '' FROM public.residents_person q WHERE w.kind = 'phone' AND q.phone_digest = w.digest
        ) e
    ), near AS MATERIALIZED (
        SELECT id, min(name) AS name, min(rank) AS rank, bool_or(f1) AS f1, bool_or(f2) AS f2, bool_or(f3) AS f3,
               max(v1) AS v1, max(v2) AS v2, max(v3) AS v3
        FROM (
            SELECT * FROM ({people("living_area", addresses=addresses)}) a WHERE f1 OR f2 OR f3
            UNION ALL SELECT * FROM ({people("hukou_area", addresses=addresses)}) b WHERE f1 OR f2 OR f3
            UNION ALL SELECT p.id, p.name, 2, e.nr = 1, e.nr = 2, e.nr = 3,
                CASE WHEN e.nr = 1 THEN e.via END, CASE WHEN e.nr = 2 THEN e.via END, CASE WHEN e.nr = 3 THEN e.via END
            FROM elsewhere e JOIN public.residents_person p ON p.id = e.person_id
            WHERE ({in_scope(["p.hukou_area", "p.living_area"])}) AND p.status <> 'merged'
        ) found GROUP BY id
    ), judged AS (
        SELECT near.*, cardinality(words) AS asked, f1 AND (cardinality(words) < 2 OR f2) AND (cardinality(words) < 3 OR f3) AS f
        FROM near
    )
    (SELECT CASE WHEN asked = 1 THEN 1 ELSE 0 END, judged.id, v1, v2, v3 FROM judged WHERE f
     ORDER BY judged.rank, judged.name, judged.id LIMIT at_most)
    UNION ALL (SELECT 1, judged.id, v1, v2, v3 FROM judged WHERE f1 AND NOT f ORDER BY judged.rank, judged.name, judged.id LIMIT each)
    UNION ALL (SELECT 2, judged.id, v1, v2, v3 FROM judged WHERE f2 AND NOT f ORDER BY judged.name, judged.id LIMIT each)
    UNION ALL (SELECT 3, judged.id, v1, v2, v3 FROM judged WHERE f3 AND NOT f ORDER BY judged.name, judged.id LIMIT each)"""


CREATE_NEAR = f"""
CREATE FUNCTION residents_near(
    kinds text[], words text[], beyonds text[], digests bytea[], addresses boolean, at_most integer, each integer
) RETURNS TABLE (grp integer, id bigint, via1 text, via2 text, via3 text)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
    IF addresses THEN
        RETURN QUERY {query(addresses=True)};
    ELSE
        RETURN QUERY {query(addresses=False)};
    END IF;
END $$;
REVOKE ALL ON FUNCTION {NEAR} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {NEAR} TO {settings.WEB_ROLE};
"""

CREATE_HOMES = f"""
CREATE FUNCTION residents_homes(ids bigint[], today date)
RETURNS TABLE (person_id bigint, head text, number text, people bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT DISTINCT ON (m.person_id) m.person_id,
        (SELECT p.name::text FROM public.residents_person p
         WHERE p.id = h.head_id AND ({in_scope(["p.hukou_area", "p.living_area"])})),
        h.number::text,
        (SELECT count(DISTINCT n.person_id) FROM public.residents_householdmembership n
         JOIN public.residents_person p ON p.id = n.person_id
         WHERE n.household_id = h.id AND n.during @> today AND p.died_on IS NULL
           AND ({in_scope(["p.hukou_area", "p.living_area"])}))
    FROM public.residents_householdmembership m
    JOIN public.residents_person p ON p.id = m.person_id
    JOIN public.residents_household h ON h.id = m.household_id
    WHERE m.person_id = ANY (ids) AND m.during @> today AND ({in_scope(["p.hukou_area", "p.living_area"])})
    ORDER BY m.person_id, m.shares_registration DESC, m.during DESC, m.id DESC;
END $$;
REVOKE ALL ON FUNCTION {HOMES} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {HOMES} TO {settings.WEB_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = [("residents", "0011_known_from")]

    operations = [
        migrations.RemoveIndex("person", "person_hukou"),
        migrations.RemoveIndex("person", "person_living"),
        migrations.AddIndex(
            "person", models.Index(fields=["hukou_area", "birth_date"], include=CARRIED, name="person_hukou")
        ),
        migrations.AddIndex(
            "person", models.Index(fields=["living_area", "birth_date"], include=CARRIED, name="person_living")
        ),
        # The tail of the resident number stands in the person's row; here only other documents are asked for.
        migrations.RemoveIndex("identitydocument", "document_last4"),
        migrations.AddIndex(
            "identitydocument",
            models.Index(fields=["last4"], condition=~Q(type="01") | Q(active=False), name="document_other_last4"),
        ),
        migrations.RunSQL(CREATE_NEAR, f"DROP FUNCTION {NEAR}"),
        migrations.RunSQL(CREATE_HOMES, f"DROP FUNCTION {HOMES}"),
    ]
