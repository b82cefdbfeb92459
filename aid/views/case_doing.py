"""What each act of a case asks and calls: forms on one side, services on the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aid.services import case_decisions, case_findings, case_intake, case_postings, case_reviews
from aid.services.case_decisions import Granted
from aid.services.case_papers import keep_paper
from aid.views import case_forms as asked
from core.ui.forms import ScreenForm

Said = dict[str, Any]


@dataclass(frozen=True)
class Doing:
    """An act's form and what carries it out; `upload`: the form takes files."""

    form: type[ScreenForm]
    call: Callable[[UUID, Said, Any], Any]
    upload: bool = False


def _plain(service: Callable[..., Any]) -> Callable[[UUID, Said, Any], Any]:
    """A service whose arguments are the fields of its form."""

    def call(uid: UUID, said: Said, by: Any) -> Any:
        return service(uid, by=by, **said)

    return call


def _granted(said: Said) -> Granted:
    return Granted(
        said["on"],
        said["number"],
        said["amount"],
        said["starts_on"],
        said["review_class"],
        said["differs_why"],
    )


def _confirm(uid: UUID, said: Said, by: Any) -> Any:
    return case_decisions.confirm(uid, _granted(said), by=by)


def _change(uid: UUID, said: Said, by: Any) -> Any:
    return case_reviews.change(uid, _granted(said), reason=said["reason"], by=by)


def _survey(uid: UUID, said: Said, by: Any) -> Any:
    photo, who = said.pop("photo"), said.pop("who").replace("，", "、").replace(",", "、").replace(" ", "、")
    if photo:
        keep_paper(uid, kind="photo", signed_on=None, content=photo.read(), by=by)
    return case_findings.record_survey(uid, who=who.split("、"), by=by, **said)


DOINGS = {
    "accept": Doing(asked.OnForm, _plain(case_intake.accept)),
    "ask-papers": Doing(asked.ReasonForm, _plain(case_intake.ask_papers)),
    "papers-in": Doing(asked.NoteForm, _plain(case_intake.papers_in)),
    "reject": Doing(asked.LetterForm, _plain(case_intake.reject)),
    "withdraw": Doing(asked.ReasonForm, _plain(case_intake.withdraw)),
    "extend": Doing(asked.ReasonForm, _plain(case_intake.extend)),
    "advance": Doing(asked.AdvanceForm, _plain(case_intake.advance)),
    "check": Doing(asked.CheckForm, _plain(case_findings.record_check)),
    "survey": Doing(asked.SurveyForm, _survey, upload=True),
    "review": Doing(asked.ReviewForm, _plain(case_findings.review)),
    "post": Doing(asked.PostForm, _plain(case_postings.post)),
    "take-down": Doing(asked.OnForm, _plain(case_postings.take_down)),
    "publish": Doing(asked.PostForm, _plain(case_postings.publish)),
    "object": Doing(asked.ObjectForm, _plain(case_postings.receive_objection)),
    "answer-objection": Doing(asked.AnswerForm, _plain(case_postings.answer_objection)),
    "confirm": Doing(asked.ConfirmForm, _confirm),
    "refuse": Doing(asked.LetterForm, _plain(case_decisions.refuse)),
    "send-back": Doing(asked.ReasonForm, _plain(case_decisions.send_back)),
    "tell": Doing(asked.TellForm, _plain(case_decisions.tell)),
    "reconsider": Doing(asked.ObjectForm, _plain(case_decisions.reconsider)),
    "answer-reconsider": Doing(asked.AnswerForm, _plain(case_decisions.answer_reconsideration)),
    "recheck": Doing(asked.NoteForm, _plain(case_reviews.start_review)),
    "keep": Doing(asked.NoteForm, _plain(case_reviews.keep)),
    "propose": Doing(asked.ReasonForm, _plain(case_reviews.propose)),
    "hear": Doing(asked.HearForm, _plain(case_reviews.hear)),
    "change": Doing(asked.ChangeForm, _change),
    "stop": Doing(asked.LetterForm, _plain(case_reviews.stop)),
    "drop": Doing(asked.ReasonForm, _plain(case_reviews.drop)),
    "finish": Doing(asked.OnForm, _plain(case_reviews.finish)),
}
