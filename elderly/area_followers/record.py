"""Open elder records go with their community; closed ones keep the place and the number of their day."""

from accounts.following import area_followers
from accounts.services.area_rows import rows_follow

area_followers.register(
    rows_follow("elder-records", "elderly_elderrecord", "老人档案", "份", only="t.closed_on IS NULL", order=72)
)
