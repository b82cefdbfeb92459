"""Tables of social assistance, one module per noun."""

from aid.models.award import Award
from aid.models.case import AidCase, CaseMember, CaseStep
from aid.models.case_rows import CaseDecision, CaseFinding, CaseObjection, CasePaper, CasePosting
from aid.models.lead import Lead, LeadReason, LeadStep
from aid.models.means import Asset, Expense, Income, Obligor
from aid.models.supplies import (
    SupplyEntry,
    SupplyItem,
    SupplyLot,
    SupplyPlace,
    SupplyPlan,
    SupplyPosting,
    SupplyStock,
    SupplyWish,
)
from aid.models.taken_over import TakenOver, TakenOverMember

__all__ = [
    "AidCase",
    "Asset",
    "Award",
    "CaseDecision",
    "CaseFinding",
    "CaseMember",
    "CaseObjection",
    "CasePaper",
    "CasePosting",
    "CaseStep",
    "Expense",
    "Income",
    "Lead",
    "LeadReason",
    "LeadStep",
    "Obligor",
    "SupplyEntry",
    "SupplyItem",
    "SupplyLot",
    "SupplyPlace",
    "SupplyPlan",
    "SupplyPosting",
    "SupplyStock",
    "SupplyWish",
    "TakenOver",
    "TakenOverMember",
]
