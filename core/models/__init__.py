"""Tables of the mechanisms, one module per noun."""

from core.models.audit import ExportContent, ExportRecord, ReadLog
from core.models.calendar import CalendarDay
from core.models.chain import Anchor, ChainLink, ChainMark, LogArchive
from core.models.export_request import ExportRequest
from core.models.idempotency import IdempotentAnswer
from core.models.imports import HeaderMapping, ImportBatch, ImportRow
from core.models.lead import Lead
from core.models.outbox import Event, EventSubject
from core.models.parameter import ParameterValue
from core.models.saved_view import SavedView

__all__ = [
    "Anchor",
    "CalendarDay",
    "ChainLink",
    "ChainMark",
    "Event",
    "EventSubject",
    "ExportContent",
    "ExportRecord",
    "ExportRequest",
    "HeaderMapping",
    "IdempotentAnswer",
    "ImportBatch",
    "ImportRow",
    "Lead",
    "LogArchive",
    "ParameterValue",
    "ReadLog",
    "SavedView",
]
