"""Published rosters name people; what is published is never rewritten, and those on it are not taken back with a batch."""

from __future__ import annotations

from lifecycle.selectors.paid import paid_people
from lifecycle.selectors.versions import published_people
from lifecycle.selectors.visits_kept import visited_people
from residents.linking import Keeper, OnMerge, PersonLink, Privacy, Retention, keepers, person_links

for _key, _title in (("RosterEntry", "已发布名册"), ("RosterChange", "名册变化")):
    person_links.register(
        PersonLink(
            f"lifecycle.{_key}.person_id",
            _title,
            OnMerge.KEEP,
            Retention.PERMANENT,
            Privacy.KEEP_BY_LAW,
            measure="份" if _key == "RosterEntry" else "处",
            mirror=_key == "RosterChange",
        )
    )


def _on_published_rosters(people: list[int]) -> dict[int, str]:
    return dict.fromkeys(published_people(people), "已在发布的名册上")


# A task stays with whoever turns out to be the person; once nobody may know whom it was for, it names nobody.
person_links.register(
    PersonLink(
        "lifecycle.TaskPerson.person_id",
        "待办",
        OnMerge.MOVE_UNLESS_REPEATED,
        Retention.WITH_PERSON,
        Privacy.UNLINK,
        measure="件",
        repeats=("task_id", "role"),
    )
)

# What rules did because of an event goes with the event: to the survivor, and nameless once the person must be forgotten.
person_links.register(
    PersonLink(
        "lifecycle.Effect.person_id", "规则办的事", OnMerge.MOVE, Retention.PERMANENT, Privacy.UNLINK, measure="件"
    )
)

# What an election keeps of a person goes with the person; one election knows a person once.
for _key, _title, _once in (
    ("VoterStanding.person", "选举资格", False),
    ("VoterCertificate.person", "选民资格证明", True),
    ("RollDecision.person", "名单决定", True),
    ("VoterCard.person", "选民证", True),
    ("Participation.person", "参加选举登记", True),
    ("Candidate.person", "候选人", True),
    ("Objection.person", "申诉", False),
    ("VoterProxy.person", "委托投票", True),
    ("VoterProxy.proxy", "受托投票", False),
):
    person_links.register(
        PersonLink(
            f"lifecycle.{_key}",
            _title,
            OnMerge.MOVE_UNLESS_REPEATED if _once else OnMerge.MOVE,
            Retention.WITH_PERSON,
            Privacy.KEEP_BY_LAW,
            repeats=("election_id",) if _once else (),
        )
    )

person_links.register(
    PersonLink("lifecycle.Visit.person", "走访", OnMerge.MOVE, Retention.WITH_PERSON, Privacy.KEEP_BY_LAW, measure="次")
)

# A list that was paid by is never rewritten; what was paid too much is asked of whoever turns out to be the person.
for _key, _title in (
    ("PaymentLine", "发放名单"),
    ("PaymentMember", "同笔发放的家人"),
    ("PaymentLeaver", "退出发放"),
):
    person_links.register(
        PersonLink(
            *(f"lifecycle.{_key}.person", _title, OnMerge.KEEP, Retention.PERMANENT, Privacy.KEEP_BY_LAW),
            measure="笔",
            mirror=_key != "PaymentLine",
        )
    )
person_links.register(
    PersonLink(
        *("lifecycle.Overpayment.person", "多发", OnMerge.MOVE, Retention.PERMANENT, Privacy.KEEP_BY_LAW),
        measure="笔",
    )
)

# Recomputed by night; what changed and why stays as it was found.
for _key, _title, _act in (
    ("RosterStanding", "昨夜在册", OnMerge.KEEP),
    ("RosterMove", "名册夜间变化", OnMerge.KEEP),
    ("ProjectionGap", "投影不符", OnMerge.KEEP),
):
    person_links.register(
        PersonLink(f"lifecycle.{_key}.person_id", _title, _act, Retention.LOG, Privacy.ERASE, mirror=True)
    )


keepers.register(Keeper("published-rosters", _on_published_rosters))
keepers.register(Keeper("visits", visited_people))
keepers.register(Keeper("payments", paid_people))
