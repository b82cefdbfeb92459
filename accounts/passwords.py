"""What a password must hold (SEC01). Everybody's: eight signs or more, letters and digits, not the sign-in name, none that
everybody guesses, none of the last five. More for privileged roles (accounts/policy.py)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from accounts.domain.passwords import STRONG_KINDS, STRONG_LENGTH, is_strong
from accounts.policy import wants_strong_password

_COMMON = Path(__file__).resolve().parent / "data" / "common_passwords.txt"


class LettersAndDigitsValidator:
    """At least one letter and one digit."""

    def validate(self, password: str, user: Any = None) -> None:
        if not (any(c.isalpha() for c in password) and any(c.isdigit() for c in password)):
            raise ValidationError("密码里要有字母，也要有数字。", code="letters_and_digits")

    def get_help_text(self) -> str:
        return "至少 8 位，要有字母和数字。"


class NotTheUserNameValidator:
    """The sign-in name must not stand in the password."""

    def validate(self, password: str, user: Any = None) -> None:
        if user is not None and user.username and user.username.lower() in password.lower():
            raise ValidationError("密码里不要写用户名。", code="holds_user_name")

    def get_help_text(self) -> str:
        return "不要包含用户名。"


class StrongWhereAskedValidator:
    """Ten signs of three kinds for those of whom the installation asks it."""

    def validate(self, password: str, user: Any = None) -> None:
        if user is not None and user.pk and wants_strong_password(user) and not is_strong(password):
            raise ValidationError(self.get_help_text(), code="not_strong")

    def get_help_text(self) -> str:
        return f"你的岗位要 {STRONG_LENGTH} 位以上，大写字母、小写字母、数字、符号里至少有 {STRONG_KINDS} 样。"


class NotCommonValidator(CommonPasswordValidator):
    """None of the passwords that everybody tries first: Django's 20,000, and those of Chinese offices."""

    def validate(self, password: str, user: Any = None) -> None:
        if password.lower().strip() in self.passwords or password.lower().strip() in _common_here():
            raise ValidationError(self.get_help_text(), code="password_too_common")

    def get_help_text(self) -> str:
        return "这个密码太常见，别人一猜就中。换一个只有你知道的。"


class NotUsedLatelyValidator:
    """None of the last five (PASSWORDS_REMEMBERED), the present one included."""

    def validate(self, password: str, user: Any = None) -> None:
        if user is None or not user.pk:
            return
        kept = [row.hashed for row in user.password_records.all()] or [user.password]
        if any(check_password(password, hashed) for hashed in kept):
            raise ValidationError(self.get_help_text(), code="used_lately")

    def get_help_text(self) -> str:
        return "不能用最近 5 次用过的密码。"


@cache
def _common_here() -> frozenset[str]:
    lines = (line.strip() for line in _COMMON.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))
