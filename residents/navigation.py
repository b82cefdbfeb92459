"""底册: people and households."""

from core.ui.navigation import NavItem, navigation
from residents.selectors.counts import household_count, person_count
from residents.selectors.duplicates import waiting_count

navigation.register(
    NavItem("persons", "居民", "user", "persons-list", "底册", "person.view", order=10, count=person_count, tab=True)
)
navigation.register(
    NavItem("buildings", "楼栋", "building-community", "buildings-list", "底册", "household.view", order=24)
)
navigation.register(NavItem("dwellings", "住房", "armchair", "dwellings-list", "底册", "household.view", order=26))
navigation.register(
    NavItem("households", "家庭", "home", "households-list", "底册", "household.view", order=20, count=household_count)
)
navigation.register(
    NavItem("duplicates", "待核对", "arrows-join", "duplicates", "数据", "person.merge", order=20, count=waiting_count)
)
