"""Messages that did not go yet, and batches that wait for approval, go with their community; what was sent stays where it was."""

from accounts.following import area_followers
from accounts.services.area_rows import rows_follow

area_followers.register(
    rows_follow("sms", "messaging_sms", "还没发的短信", "条", only="t.state IN ('draft', 'queued', 'held')", order=75)
)
area_followers.register(
    rows_follow("sms-batches", "messaging_smsbatch", "待批准的成批短信", "批", only="t.state = 'draft'", order=76)
)
