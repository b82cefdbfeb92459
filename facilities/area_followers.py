"""Community organisations go with their community."""

from accounts.following import area_followers
from accounts.services.area_rows import rows_follow

area_followers.register(
    rows_follow("organisations", "facilities_organisation", "社区社会组织", "个", unique_name="name")
)
