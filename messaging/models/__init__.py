"""Messages and silence, one module per noun."""

from messaging.models.silence import Silence
from messaging.models.sms import Sms, SmsBatch, SmsTemplate

__all__ = ["Silence", "Sms", "SmsBatch", "SmsTemplate"]
