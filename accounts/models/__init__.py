"""Areas, users, grants, tokens, second factors, sessions, acts of two offices."""

from accounts.models.area import Area
from accounts.models.joint_act import JointAct
from accounts.models.password import PasswordRecord
from accounts.models.second_factor import Authenticator, RecoveryCode
from accounts.models.session import OpenSession
from accounts.models.token import ApiToken
from accounts.models.user import Grant, User

__all__ = [
    "ApiToken",
    "Area",
    "Authenticator",
    "Grant",
    "JointAct",
    "OpenSession",
    "PasswordRecord",
    "RecoveryCode",
    "User",
]
