"""Elder records of the demo: everybody of 55 and older who belongs here, most of them filled in, some not yet.

Set-based, deterministic: whatever is left to chance follows from the seed and the person's id. Shares are plausible, not measured: four
in five of the old have somebody to call, two in three a family doctor, fewer than half a green card.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, transaction

from core.crypto import digest, encrypt
from elderly.domain.anamnesis import Lifestyle, Medical
from elderly.domain.green_cards import ENTITLEMENTS
from elderly.domain.record_stages import FULL_AGE, PRE_AGE
from residents.demo.parts import Demo, DemoPart, demo_parts

_SET_UP = dt.date(2024, 1, 8)  # the day from which the demo's records were kept
_SURNAMES, _GIVEN = (
    "陈李黄张梁何邓潘冯谭",
    ("志强", "丽芳", "国华", "秀英", "家明", "慧敏", "永昌", "玉珍", "伟民", "少芬"),
)
_LIKES = ("饮早茶", "粤曲", "下象棋", "太极拳", "广场舞", "种花", "书法", "看报", "散步", "打麻将", "养鸟", "听收音机")
_HABITS = (
    "早上六点起床",
    "每天去公园走一圈",
    "午睡一小时",
    "晚上八点就睡",
    "常去街坊家坐",
    "每天自己买菜",
    "不吃辣",
    "早晚量血压",
)
_CHRONIC = ("高血压", "糖尿病", "冠心病", "慢性支气管炎", "骨关节炎", "高血压、糖尿病", "白内障", "高血脂")
_ALLERGY = ("", "", "", "青霉素", "磺胺类药")
_MOVES = ("每天散步", "打太极", "很少活动", "跳舞")
_GIFTS = ("大米", "食用油", "面条", "牛奶")

# A number of 0 … 1023 for a person and a purpose, the same for the same seed.
_DICE = "(hashtext(%(seed)s || '{salt}' || {id}::text) & 1023)"


def _dice(salt: str, who: str = "e.id") -> str:
    return _DICE.format(salt=salt, id=who)


def _one_of(pool: str, salt: str, who: str = "e.id") -> str:
    """An element of an array parameter."""
    return f"(%({pool})s)[1 + {_dice(salt, who)} %% cardinality(%({pool})s)]"


_ELDERS = f"""
elders AS MATERIALIZED (
  SELECT p.id, p.birth_date, p.sex,
    CASE WHEN length(p.living_area) >= 12 THEN p.living_area ELSE p.hukou_area END AS area,
    (p.birth_date + interval '{FULL_AGE} years')::date AS full_on,
    greatest((p.birth_date + interval '{PRE_AGE} years')::date, %(set_up)s) AS opened_on
  FROM residents_person p
  WHERE p.status = 'living' AND p.birth_date <= %(today)s - interval '{PRE_AGE} years'
    AND (length(p.living_area) >= 12 OR length(p.hukou_area) >= 12)
)"""

_CONTACTS = f"""
WITH {_ELDERS},
near AS (
  SELECT e.id, k.relative_id, k.kind, r.sex, row_number() OVER (PARTITION BY e.id ORDER BY k.kind, r.birth_date, r.id) AS place
  FROM elders e JOIN residents_kinship k ON k.person_id = e.id AND k.kind IN ('child', 'spouse') AND upper_inf(k.during)
  JOIN residents_person r ON r.id = k.relative_id AND r.status = 'living'
    AND r.birth_date <= %(today)s - interval '18 years'
  WHERE {_dice("call")} < 900
)
INSERT INTO elderly_eldercontact (uid, person_id, position, relation, relative_id, name, phone, phone_digest, phone_last4, note,
  recorded_at, recorded_by, source, why)
SELECT gen_random_uuid(), id, place, CASE WHEN kind = 'child' THEN CASE sex WHEN '1' THEN '儿子' ELSE '女儿' END
    ELSE CASE sex WHEN '1' THEN '丈夫' ELSE '妻子' END END,
  relative_id, '', ''::bytea, NULL, '', '', %(now)s, 'demo', 'seed', '' FROM near WHERE place <= 2
UNION ALL
SELECT gen_random_uuid(), e.id, 1, (ARRAY['邻居', '朋友', '其他亲属'])[1 + {_dice("who")} %% 3], NULL,
  {_one_of("names", "name")}, {_one_of("phones", "phone")}, {_one_of("digests", "phone")}, {_one_of("last4", "phone")}, '',
  %(now)s, 'demo', 'seed', ''
FROM elders e WHERE {_dice("else")} < 520 AND NOT EXISTS (SELECT FROM near WHERE near.id = e.id)
"""

_RECORDS = f"""
WITH {_ELDERS},
called AS (SELECT person_id, count(*) AS n FROM elderly_eldercontact GROUP BY person_id)
INSERT INTO elderly_elderrecord (uid, person_id, record_no, area_code, stage, opened_on, full_on, closing, income, pension, likes,
  habits, medical, lifestyle, doctor, doctor_phone, institution, signed_on, checked_on, contacts, recorded_at, recorded_by, source, why)
SELECT gen_random_uuid(), e.id,
  left(e.area, 12) || '-' || extract(year FROM e.opened_on)::int || '-' || lpad((row_number() OVER (
    PARTITION BY left(e.area, 12), extract(year FROM e.opened_on) ORDER BY e.opened_on, e.id))::text, 5, '0'),
  e.area, CASE WHEN e.full_on <= %(today)s THEN 'full' ELSE 'pre' END, e.opened_on,
  CASE WHEN e.full_on <= %(today)s THEN greatest(e.full_on, e.opened_on) END, '',
  CASE WHEN e.full_on > %(today)s THEN '' WHEN {_dice("income")} < 820 THEN 'pension' WHEN {_dice("income")} < 900 THEN 'children'
    WHEN {_dice("income")} < 930 THEN 'work' ELSE '' END, ''::bytea,
  CASE WHEN {_dice("likes")} < 640 THEN {_one_of("likes", "like")} ELSE '' END,
  CASE WHEN {_dice("likes")} < 520 THEN {_one_of("habits", "habit")} ELSE '' END,
  CASE WHEN e.full_on <= %(today)s AND {_dice("ill")} < 430 THEN {_one_of("medical", "illness")} ELSE ''::bytea END,
  CASE WHEN e.full_on <= %(today)s AND {_dice("ill")} < 380 THEN {_one_of("lifestyle", "way")} ELSE ''::bytea END,
  CASE WHEN signed.yes THEN {_one_of("names", "doctor")} ELSE '' END, '',
  CASE WHEN signed.yes THEN street.name || '社区卫生服务中心' ELSE '' END,
  CASE WHEN signed.yes THEN %(today)s - ({_dice("since")} %% 330) END,
  CASE WHEN {_dice("likes")} < 640 THEN %(today)s - ({_dice("checked")} %% 365) END,
  coalesce(called.n, 0), %(now)s, 'demo', 'seed', ''
FROM elders e LEFT JOIN called ON called.person_id = e.id LEFT JOIN accounts_area street ON street.code = left(e.area, 9)
CROSS JOIN LATERAL (SELECT e.full_on <= %(today)s AND {_dice("signed")} < 660 AS yes) signed
"""

_CARDS = f"""
INSERT INTO elderly_greencard (uid, person_id, number, issued_on, entitlements, end_reason, recorded_at, recorded_by, source, why)
SELECT gen_random_uuid(), r.person_id, r.record_no || '-1', least(%(today)s, r.full_on + ({_dice("card", "r.person_id")} %% 90)),
  %(entitlements)s, '', %(now)s, 'demo', 'seed', ''
FROM elderly_elderrecord r WHERE r.stage = 'full' AND {_dice("has-card", "r.person_id")} < 450
"""

_RELIEF = f"""
INSERT INTO elderly_reliefitem (uid, person_id, what, amount, every, giver, during, recorded_at, recorded_by, source, why)
SELECT gen_random_uuid(), r.person_id, {_one_of("gifts", "gift", "r.person_id")}, '1 份', 'month',
  (ARRAY['慈善超市', '街道', '爱心企业'])[1 + {_dice("giver", "r.person_id")} %% 3],
  daterange(greatest(r.full_on, %(today)s - 300), NULL), %(now)s, 'demo', 'seed', ''
FROM elderly_elderrecord r JOIN residents_person p ON p.id = r.person_id
WHERE r.stage = 'full' AND p.birth_date <= %(today)s - interval '75 years' AND {_dice("relief", "r.person_id")} < 60
"""


def fill_records(demo: Demo) -> int:
    """Records, contacts, cards and relief items of the demo population; returns how many records."""
    values = _pools() | {
        "seed": f"{demo.seed}:",
        "now": demo.now,
        "today": demo.now.date(),
        "set_up": min(_SET_UP, demo.now.date()),
        "entitlements": list(ENTITLEMENTS),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CONTACTS, values)
        cursor.execute(_RECORDS, values)
        made = int(cursor.rowcount)
        cursor.execute(_CARDS, values)
        cursor.execute(_RELIEF, values)
        cursor.execute("ANALYZE elderly_elderrecord, elderly_eldercontact, elderly_greencard")
    return made


def _pools() -> dict[str, Any]:
    """What is picked from. Telephones are of a range that is assigned to nobody here: 1380000…."""
    phones = [f"1380000{number:04d}" for number in range(1000, 1400)]
    medical = [Medical(chronic=one, allergy=other).pack() for one in _CHRONIC for other in _ALLERGY]
    return {
        "names": [f"{surname}{given}" for surname in _SURNAMES for given in _GIVEN],
        "likes": list(_LIKES),
        "habits": list(_HABITS),
        "gifts": list(_GIFTS),
        "phones": [encrypt(phone) for phone in phones],
        "digests": [digest(phone, "phone") for phone in phones],
        "last4": [phone[-4:] for phone in phones],
        "medical": [encrypt(text) for text in medical],
        "lifestyle": [encrypt(Lifestyle(exercise=move, smoking="不吸").pack()) for move in _MOVES],
    }


demo_parts.register(DemoPart("elder-records", fill_records, order=20))
