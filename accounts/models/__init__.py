"""Areas, users, grants, tokens."""

from accounts.models.area import Area
from accounts.models.token import ApiToken
from accounts.models.user import Grant, User

__all__ = ["ApiToken", "Area", "Grant", "User"]
