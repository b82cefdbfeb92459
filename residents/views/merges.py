"""One merge: what it did, and taking it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.selectors.users import names_of
from core.errors import NotFound
from core.permission import permitted
from residents.forms.merge import UNDO_REASONS, UndoMergeForm
from residents.services.merge import may_decide
from residents.services.unmerge import as_it_was, later_words, undo_merge, undo_preview
from residents.services.unmerge_words import told_back
from residents.views.guard import desk


@permitted("person.view")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def merge_page(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What was joined, by whom, why; what taking it back would do; POST takes it back."""
    try:
        plan = undo_preview(uid=uid, by=request.user)
    except NotFound as missing:
        raise Http404(missing.message) from missing
    merge = plan.merge
    form = UndoMergeForm(request.POST or None)

    def act(said: dict[str, Any]) -> str:
        undo_merge(uid=uid, by=request.user, why=said["why"])
        return reverse("merge", args=[uid])

    standing = merge.undone_at is None
    context = {
        "merge": merge,
        "standing": standing,
        "first": plan.first,
        "first_words": later_words(plan.first) if plan.first else "",
        "back": told_back(plan) if standing and not plan.first else [],
        "refused": may_decide((plan.kept, as_it_was(plan)), request.user) if standing and not plan.first else "",
        "lost_name": plan.lost.name,
        "who": names_of([merge.merged_by, merge.undone_by]),
        "reasons": {"undo-reasons": UNDO_REASONS},
    }
    done = "已撤销，两条记录各归各。"
    return desk(request, form, act=act, done=done, to="/", template="residents/duplicates/merge.html", context=context)
