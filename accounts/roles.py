"""Who may do what. A role is a set of permissions; a grant binds it to an area and a time (idea 9).

Three offices are kept apart (SEC07): the system administrator makes accounts and sees no resident, the security
administrator grants, the auditor reads the logs.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from core.registry import Registry


@dataclass(frozen=True)
class Role:
    """A role: key, title on screen, where it belongs in the tree, permission patterns (`import.*`)."""

    key: str
    title: str
    level: str
    permissions: tuple[str, ...]
    privileged: bool = False  # sees a whole district, or rules over accounts: stronger password, second factor

    def allows(self, permission: str) -> bool:
        return _allows(self.permissions, permission)


@cache
def _allows(patterns: tuple[str, ...], permission: str) -> bool:
    """Asked some fifty times a page with the same few answers."""
    return any(fnmatchcase(permission, pattern) for pattern in patterns)


roles: Registry[Role] = Registry("role")

READ = (
    *("person.view", "household.view", "organisation.view", "roster.view", "event.view"),
    *("area.view", "search", "today", "parameter.view", "benefit.view"),
    "engine.view",
)
# Who was divorced, who holds a certificate of disability: for those whose work it is.
PRIVATE = ("person.divorce", "person.disability")
WORK = (
    *READ,
    *PRIVATE,
    "person.reveal",
    "person.edit",
    "person.merge",
    "person.pregnancy",
    "household.edit",
    "benefit.edit",
    "event.tell",
    "event.void",
    "roster.publish",
    "roster.export",
    "register.*",
    "task.*",
    "visit.*",
    "election.view",
    "election.edit",
    "elder.*",
    "alarm.view",
    "alarm.edit",
    "aid.view",
    "aid.assist",
    "supply.*",
    "payment.view",
    "sms.view",
    "sms.send",
)
# The committee helps, pre-checks and posts (居委会组织法; 社会救助法 第三十九条、第四十三条); the street reviews, the district confirms.
STREET_AID = ("aid.review", "aid.account", "payment.freeze", "payment.export", "sms.approve")

roles.register(Role("committee_clerk", "社区专干", "community", (*WORK, "import.*")))
# Those above see who looked at, changed and took out a resident of theirs, decide about large exports of those below, and take back
# a death that was registered wrongly (误报恢复须街道复核).
ABOVE = ("person.audit", "export.approve", "person.revoke_death")
roles.register(Role("street_officer", "街道工作人员", "street", (*WORK, *ABOVE, *STREET_AID, "import.*")))
roles.register(
    Role(
        "district_officer",
        "区级工作人员",
        "district",
        (
            *(*WORK, *ABOVE, *STREET_AID, "aid.confirm", "import.*"),
            *("parameter.edit", "calendar.edit", "area.edit", "engine.retry"),
        ),
        privileged=True,
    )
)
roles.register(
    Role(
        "education_officer",
        "教育局工作人员",
        "district",
        (
            "roster.view",
            "roster.export",
            "person.view",
            "household.view",
            "search",
            "today",
            "area.view",
            "parameter.view",
            "task.view",
            "task.do",
            "engine.view",
        ),
    )
)
roles.register(
    Role(
        "civil_affairs_officer",
        "民政局工作人员",
        "district",
        (
            *(*READ, *PRIVATE, "person.reveal", "roster.export", "import.MZ*", "task.view", "task.do", "visit.view"),
            *("elder.view", "alarm.view", "aid.view", "aid.confirm", "aid.account", "supply.view", "register.export"),
            *("payment.view", "payment.freeze", "payment.export"),
        ),
    )
)
roles.register(
    Role(
        "system_administrator",
        "系统管理员",
        "district",
        ("user.*", "area.view", "today", "calendar.edit", "system.*", "engine.*"),
        privileged=True,
    )
)
roles.register(
    Role(
        "security_administrator",
        "安全管理员",
        "district",
        ("grant.*", "user.view", "area.view", "today", "export.approve-log", "compliance.view"),
        privileged=True,
    )
)
roles.register(
    Role("auditor", "审计员", "district", ("audit.*", "area.view", "today", "compliance.view"), privileged=True)
)
# The call centre of 平安通 (穗民规字〔2023〕8号): a program's account that reports calls and sees nobody.
roles.register(Role("alarm_centre", "平安通平台", "district", ("alarm.report",)))
# 个人信息保护法 第五十二条: keeps the compliance registers, answers residents' requests; sees no resident of the base.
roles.register(
    Role(
        "privacy_officer",
        "个人信息保护负责人",
        "district",
        ("compliance.*", "register.export", "area.view", "today", "parameter.view"),
        privileged=True,
    )
)
