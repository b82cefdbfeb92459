"""Messages and silence, one module per noun."""

from messaging.models.silence import Silence

__all__ = ["Silence"]
