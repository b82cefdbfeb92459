"""Those who are due for a check-up this year, for a reminder by text message."""

from elderly.selectors.checkups_due import people_due
from messaging.declaration import Audience, audiences

AUDIENCE = "checkup-due"

audiences.register(Audience(AUDIENCE, "今年还没有体检的老人", people_due))
