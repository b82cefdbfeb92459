"""Tables of the mechanisms, one module per noun."""

from core.models.audit import ExportRecord, ReadLog
from core.models.calendar import CalendarDay
from core.models.idempotency import IdempotentAnswer
from core.models.imports import HeaderMapping, ImportBatch, ImportRow
from core.models.outbox import Event, EventSubject
from core.models.parameter import ParameterValue
from core.models.saved_view import SavedView

__all__ = [
    "CalendarDay",
    "Event",
    "EventSubject",
    "ExportRecord",
    "HeaderMapping",
    "IdempotentAnswer",
    "ImportBatch",
    "ImportRow",
    "ParameterValue",
    "ReadLog",
    "SavedView",
]
