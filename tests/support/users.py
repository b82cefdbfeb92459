"""Users with the rights of the demo sign-ins."""

from __future__ import annotations

from accounts.models import Grant, User
from core import clock
from tests.support.areas import HONGQIAO, PANFU, SANYANJING, YUEXIU

PASSWORD = "Yisheng2026"
PEOPLE = {
    "shequ": ("黎敏仪", "committee_clerk", SANYANJING),
    "panfu": ("何志坚", "committee_clerk", PANFU),
    "jiedao": ("梁伟强", "street_officer", HONGQIAO),
    "quji": ("陈慧敏", "district_officer", YUEXIU),
    "jiaoyu": ("区颖诗", "education_officer", YUEXIU),
    "minzheng": ("麦子健", "civil_affairs_officer", YUEXIU),
    "admin": ("冼文辉", "system_administrator", YUEXIU),
    "anquan": ("潘咏琪", "security_administrator", YUEXIU),
    "audit": ("邓家明", "auditor", YUEXIU),
    "baohu": ("谭洁茵", "privacy_officer", YUEXIU),
    "pingan": ("穗康平安通", "alarm_centre", YUEXIU),
}


def make_user(username: str) -> User:
    """One of PEOPLE, with the grant of the role; the password is PASSWORD."""
    name, role, area = PEOPLE[username]
    user = User(username=username, name=name, home_area=area, must_change_password=False, created_at=clock.now())
    user.set_password(PASSWORD)
    user.save()
    Grant.objects.create(user=user, role=role, area_code=area, granted_by="test", granted_at=clock.now())
    return user
