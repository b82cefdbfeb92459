"""Awards taken over are raised together, by the district, after somebody has looked at each sum; a machine raises none by itself.

Less than before is never decided here: the family is heard first, in a case (社会救助法 第四十六条至第四十八条).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from aid.domain.recalculation import takes_effect
from aid.models import Award
from aid.selectors.recalculation import recalculations
from aid.services.case_moves import written
from core.audit import acting
from core.errors import Conflict, NotAllowed, UserError


def raise_awards(chosen: Mapping[int, Decimal], *, document: str, by: Any, on: dt.date) -> list[Award]:
    """Grant the sums that were looked at ({award id: new sum}) from the next month on; returns the new awards.

    NotAllowed without aid.confirm there; UserError without the document that sets them; Conflict when a sum has changed since, or is less.
    """
    if not document.strip():
        raise UserError("请写调整所依据的文号。", field="document")
    scope = by.scope("aid.confirm")
    rows = {row.award.pk: row for row in recalculations(scope, on=on, only=list(chosen))[0]}
    missing = set(chosen) - set(rows)
    if missing:
        raise NotAllowed(f"有 {len(missing)} 户不在你的范围里，或者已经调整过。", remedy="请刷新再选。")
    month, new = takes_effect(on), []
    with acting(by=by.username, why=f"按 {document.strip()} 调整救助金额"[:120]):
        for pk, amount in chosen.items():
            row = rows[pk]
            if not row.bulk or row.again.new != amount:
                raise Conflict(
                    f"{row.head.name if row.head else row.award.document}的金额和你看到的不一样了，或者要先听取意见。",
                    remedy="请刷新，看最新的算法再确认。",
                )
            new.append(_raised(Award.objects.select_for_update(of=("self",)).get(pk=pk), amount, document, month, by))
    return new


def _raised(award: Award, amount: Decimal, document: str, month: dt.date, by: Any) -> Award:
    """The certificate's number stays the document of its awards; the deciding document is the reason."""
    if award.during.lower >= month:
        award.monthly = amount
        award.save(update_fields=["monthly"])
        return award
    award.during, award.end_reason = DateRange(award.during.lower, month), f"按 {document.strip()} 调整"[:120]
    award.save(update_fields=["during", "end_reason"])
    return Award.objects.create(
        kind=award.kind,
        household_id=award.household_id,
        area_code=award.area_code,
        monthly=amount,
        people=award.people,
        review_class=award.review_class,
        document=award.document,
        during=DateRange(month, None),
        **written(by, document.strip()),
    )
