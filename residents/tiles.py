"""Numbers of residents that other rooms show."""

from accounts.selectors import AreaCount, area_counts
from residents.selectors.counts import living_by_area

area_counts.register(AreaCount("living", "现住居民", "person.view", living_by_area))
