"""Areas and what changed them, users, grants, tokens, second factors, sessions, acts of two offices."""

from accounts.models.area import Area
from accounts.models.area_change import AreaAlias, AreaChange, AreaLink, AreaRename
from accounts.models.joint_act import JointAct
from accounts.models.password import PasswordRecord
from accounts.models.second_factor import Authenticator, RecoveryCode
from accounts.models.session import OpenSession
from accounts.models.token import ApiToken
from accounts.models.user import Grant, User

__all__ = [
    "ApiToken",
    "Area",
    "AreaAlias",
    "AreaChange",
    "AreaLink",
    "AreaRename",
    "Authenticator",
    "Grant",
    "JointAct",
    "OpenSession",
    "PasswordRecord",
    "RecoveryCode",
    "User",
]
