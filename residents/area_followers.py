"""People, homes and households follow when areas change."""

from accounts.following import area_followers
from residents.services.area_changes import PEOPLE

area_followers.register(PEOPLE)
