"""Who uses the system and what they may do where."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.functional import cached_property

from accounts.roles import roles
from accounts.tree import area_tree
from core import clock
from core.history import tracked
from core.models.fields import CodeField
from core.scope import NOWHERE, SLOTS, Scope


class UserManager(BaseUserManager["User"]):
    """Finds users by their sign-in name."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username=username)


@tracked(exclude=["password", "last_login", "demo", "password_changed_at", "two_factor_since"])
class User(AbstractBaseUser):
    """A person who signs in. Rights come from grants alone: there is no superuser."""

    username = models.CharField("登录名", max_length=150, unique=True)
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("岗位", max_length=40, blank=True)
    home_area = CodeField("所在单位地区", blank=True)
    is_active = models.BooleanField("在用", default=True)
    must_change_password = models.BooleanField("下次登录须改密", default=True)
    created_at = models.DateTimeField()
    demo = models.BooleanField("演示账号", default=False)
    password_changed_at = models.DateTimeField("密码设于", null=True)
    # Said here too, so that no request has to look for the second factor itself (accounts/models/second_factor.py).
    two_factor_since = models.DateTimeField("两步验证开通于", null=True)

    objects = UserManager()
    _held: list[Grant] | None = None
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = "用户"

    def __str__(self) -> str:
        return self.display_name

    @cached_property
    def live_grants(self) -> list[Grant]:
        """Grants in force today (one query per request)."""
        if not self.may_enter:
            return []
        today = clock.today()
        held = self.grants.all() if self._held is None else self._held
        return [grant for grant in held if grant.until is None or grant.until >= today]

    def hold(self, grants: list[Grant]) -> None:
        """These are the user's grants, read together with the user (accounts/backends.py)."""
        self._held = grants

    @property
    def may_enter(self) -> bool:
        """A closed account may not; a demo account only where the demo is on (SEC08)."""
        return self.is_active and (not self.demo or settings.DEMO)

    @property
    def privileged(self) -> bool:
        """Does any grant in force carry a role of which more is asked (SEC01, SEC04)?"""
        return any(roles[grant.role].privileged for grant in self.live_grants)

    def has_permission(self, permission: str) -> bool:
        """Does any grant allow this act somewhere?"""
        return any(roles[grant.role].allows(permission) for grant in self.live_grants)

    def scope(self, permission: str) -> Scope:
        """The areas in which the grants allow this act; nowhere if none does.

        With them the past of ended areas that went wholly into these (docs/adr/0007-areas-change.md).
        """
        codes = self._granted(permission)
        return Scope.of([*codes, *area_tree().with_past(codes)]) if codes else NOWHERE

    def _granted(self, permission: str) -> list[str]:
        return [grant.area_code for grant in self.live_grants if roles[grant.role].allows(permission)]

    @property
    def resident_scope(self) -> Scope:
        """What the second wall lets this user's requests see: areas where any grant allows seeing residents."""
        codes = self._granted("person.view")
        scope = Scope.of(codes)
        for past in area_tree().with_past(codes):
            wider = Scope.of([*codes, past])
            # An area of the past that does not fit the policies' ranges would widen the wall round living people: left out.
            if len(wider.ranges) <= max(SLOTS, len(scope.ranges)):
                codes, scope = [*codes, past], wider
        return scope

    @property
    def display_name(self) -> str:
        """What the screens call this user."""
        return self.name or self.username

    @property
    def title(self) -> str:
        """The role, for the corner of the screen."""
        return self.role_titles or self.post

    @property
    def role_titles(self) -> str:
        return "、".join(dict.fromkeys(roles[grant.role].title for grant in self.live_grants))


@tracked(exclude=["expiry_logged_on"])
class Grant(models.Model):
    """A role in an area, until a day (null = until taken back)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField("角色", max_length=40)
    area_code = CodeField("地区")
    until = models.DateField("有效至", null=True, blank=True)
    granted_by = models.CharField("谁授的", max_length=150)
    granted_at = models.DateTimeField()
    why = models.CharField("事由", max_length=200, blank=True)
    expiry_logged_on = models.DateField("到期已记", null=True)

    class Meta:
        verbose_name = "授权"
        constraints = [models.UniqueConstraint(fields=["user", "role", "area_code"], name="grant_once")]
