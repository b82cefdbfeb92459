"""Tables of social assistance, one module per noun."""

from aid.models.lead import Lead, LeadReason, LeadStep

__all__ = ["Lead", "LeadReason", "LeadStep"]
