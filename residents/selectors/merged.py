"""Who stands for a record that was merged, and what a merge did and would give back."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from core.scope import as_system
from core.sources import SourceWords
from residents.models import IdentityDocument, Merge

WALL = "a merged record has no area of its own; who sees the survivor is asked afterwards"


def survivor_of(uid: UUID) -> UUID | None:
    """The uid of the record that stands for a merged one now, through any number of merges; None: it was not merged.

    Past the wall: the caller asks whether the survivor may be seen.
    """
    found: UUID | None = None
    with as_system(WALL):
        while (
            kept := Merge.objects.filter(lost__uid=found or uid, undone_at=None)
            .values_list("kept__uid", flat=True)
            .first()
        ):
            found = kept
    return found


def retired_numbers(digests: Iterable[bytes]) -> dict[bytes, int]:
    """{digest: person} of numbers that went out of use by a standing merge: they still name the survivor.

    A number that a correction took out of use is another matter: it may have been somebody else's.
    """
    rows = IdentityDocument.objects.filter(digest__in=list(digests), active=False)
    retired = {pk: (bytes(digest), person) for pk, digest, person in rows.values_list("pk", "digest", "person_id")}
    if not retired:
        return {}
    found: dict[bytes, int] = {}
    merges = Merge.objects.filter(kept_id__in={person for _, person in retired.values()}, undone_at=None)
    for kept, noted in merges.values_list("kept_id", "rows"):
        for pk in noted.get("residents.IdentityDocument.person", {}).get("touched", []):
            digest, person = retired.get(pk, (b"", 0))
            if person == kept:
                found[digest] = person
    return found


def why_kept(people: list[int]) -> dict[int, str]:
    """Persons who had a part in a merge stay when their batch is taken back: the other record's facts may hang on them."""
    rows = Merge.objects.filter(Q(kept_id__in=people) | Q(lost_id__in=people)).order_by("pk")
    found: dict[int, str] = {}
    for kept, lost, undone in rows.values_list("kept_id", "lost_id", "undone_at"):
        reason = "曾与另一条记录合并过" if undone else "已与另一条记录合并，先撤销合并"
        found |= dict.fromkeys((kept, lost), reason)
    return {pk: reason for pk, reason in found.items() if pk in set(people)}


def words_of_merges(sources: list[str]) -> dict[str, SourceWords]:
    """Words for `merge:<uid>` and `unmerge:<uid>`: what a merge wrote leads to the page where it can be taken back."""
    uids = {source: source.partition(":")[2] for source in sources}
    with as_system(WALL):
        rows = Merge.objects.filter(uid__in=set(uids.values())).values_list("uid", "undone_at")
        undone = {str(uid): at is not None for uid, at in rows}
    found = {}
    for source, uid in uids.items():
        state = "合并，已撤销" if undone.get(uid) else "合并，可撤销"
        words = "撤销合并" if source.startswith("unmerge:") else state
        found[source] = SourceWords(words, reverse("merge", args=[uid]))
    return found
