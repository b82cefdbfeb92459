"""Tables of social assistance, one module per noun."""

from aid.models.award import Award
from aid.models.case import AidCase, CaseMember, CaseStep
from aid.models.case_rows import CaseDecision, CaseFinding, CaseObjection, CasePaper, CasePosting
from aid.models.lead import Lead, LeadReason, LeadStep

__all__ = [
    "AidCase",
    "Award",
    "CaseDecision",
    "CaseFinding",
    "CaseMember",
    "CaseObjection",
    "CasePaper",
    "CasePosting",
    "CaseStep",
    "Lead",
    "LeadReason",
    "LeadStep",
]
