"""How many old people have a record, beside each area."""

from accounts.selectors import AreaCount, area_counts
from elderly.selectors.records import counts_by_area

area_counts.register(AreaCount("elder-records", "老人档案", "elder.view", counts_by_area))
