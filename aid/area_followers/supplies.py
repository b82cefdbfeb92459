"""Places, plans and wishes of the present go with their area; what was moved long ago stays where it was written."""

from __future__ import annotations

from accounts.following import area_followers
from accounts.services.area_rows import rows_follow

area_followers.register(rows_follow("supply-places", "aid_supplyplace", "物资站点", "个", unique_name="name", order=84))
area_followers.register(rows_follow("supply-stock", "aid_supplystock", "库存", "批", order=85))
area_followers.register(
    rows_follow("supply-plans", "aid_supplyplan", "按月送的物资", "项", only="t.ended_on IS NULL", order=86)
)
area_followers.register(
    rows_follow("supply-wishes", "aid_supplywish", "心愿", "个", only="t.state IN ('open', 'promised')", order=87)
)
