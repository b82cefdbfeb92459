"""What a password must hold (SEC01): eight signs or more, letters and digits, and not the sign-in name."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError


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
