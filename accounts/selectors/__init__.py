"""What other rooms may ask about areas and users."""

from accounts.selectors.area_page import AreaCount, area_counts
from accounts.selectors.areas import (
    AreaNode,
    AreaTree,
    area_name,
    area_path,
    area_tree,
    area_words,
    communities_by_name,
    community_by_name,
    forget_areas,
)
from accounts.selectors.choice import chosen_scope
from accounts.selectors.users import user_named

__all__ = [
    "AreaCount",
    "AreaNode",
    "AreaTree",
    "area_counts",
    "area_name",
    "area_path",
    "area_tree",
    "area_words",
    "chosen_scope",
    "communities_by_name",
    "community_by_name",
    "forget_areas",
    "user_named",
]
