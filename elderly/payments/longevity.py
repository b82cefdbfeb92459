"""长寿保健金, paid by the month to those registered here who are 70 or more."""

from elderly.selectors.longevity import CLAUSE, PARAMETERS, due, due_of, why_not
from lifecycle.paying.declaration import PaymentScheme
from lifecycle.paying.watching import declare

LONGEVITY = declare(
    PaymentScheme(
        key="longevity",
        title="长寿保健金",
        duty="老龄",
        due=due,
        due_of=due_of,
        why_not=why_not,
        clause=CLAUSE,
        parameters=PARAMETERS,
        events=(
            "person.died",
            "person.death_revoked",
            "person.hukou_transferred",
            "person.corrected",
            "person.benefit_ended",
            "person.merged",
            "person.merge_undone",
        ),
        benefit="longevity",
        icon="cake",
        order=10,
    )
)
