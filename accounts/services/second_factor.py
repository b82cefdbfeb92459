"""The second factor: set up with a first right code, checked at sign-in, replaced or taken away (SEC04)."""

from __future__ import annotations

import hashlib
from urllib.parse import quote, urlencode

import segno
from django.db import transaction
from django.utils.safestring import SafeString, mark_safe
from django_otp.oath import TOTP

from accounts.domain.codes import in_groups, new_recovery_codes, new_secret, plain, secret_bytes
from accounts.models import Authenticator, RecoveryCode, User
from accounts.services.sessions import close_sessions
from core import clock
from core.audit import log_read
from core.errors import Conflict, NotAllowed, UserError

SHOWN = "second_factor"  # in the session: this browser has shown the second factor
ISSUER = "一生"
_STEP, _DIGITS = 30, 6
_TOLERANCE = 1  # steps before and after: a phone's clock may be half a minute off
_PURPOSE, _ROUNDS = "yisheng recovery code", 20_000


def pending(user: User) -> Authenticator:
    """The secret that the user's phone is about to take over; the same one until a first code confirms it."""
    row, _ = Authenticator.objects.get_or_create(
        user=user, defaults={"secret": new_secret(), "created_at": clock.now()}
    )
    return row


def address(row: Authenticator) -> str:
    """What the QR code says, as authenticator apps read it (otpauth://)."""
    label = quote(f"{ISSUER}:{row.user.username}")
    asked = urlencode({"secret": row.secret, "issuer": ISSUER, "digits": _DIGITS, "period": _STEP}, quote_via=quote)
    return f"otpauth://totp/{label}?{asked}"


def readable(row: Authenticator) -> str:
    """The secret in groups of four, for a phone without a camera."""
    return in_groups(row.secret)


def picture(row: Authenticator) -> SafeString:
    """The QR code as inline SVG, drawn here: nothing is asked of the net, no script runs."""
    drawn = segno.make(address(row), error="m").svg_inline(
        omitsize=True, svgclass="qr", lineclass=None, border=2, title="两步验证的二维码"
    )
    return mark_safe(drawn)  # noqa: S308 - made by segno of our own text


def enrol(user: User, code: str, *, keep: str | None) -> list[str]:
    """Confirm the phone with its first code; returns the recovery codes, which are shown this once.

    Every other session ends: each was opened with a password alone.
    """
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().filter(user=user).first()
        if row is None or not _fits(row, code):
            raise UserError(
                "验证码不对。", field="code", remedy="请填手机上现在显示的 6 位数字；手机的时间要自动校准。"
            )
        if row.confirmed_at is not None:
            raise Conflict("两步验证已经开通了。")
        row.confirmed_at = user.two_factor_since = clock.now()
        row.save(update_fields=["confirmed_at", "last_step"])
        user.save(update_fields=["two_factor_since"])
        codes = _write_codes(user)
        close_sessions(user, keep=keep)
        _log(user, "开通两步验证", by=user)
    return codes


def show(user: User, code: str) -> bool:
    """Is this the code of the moment, or an unused recovery code? Either is good once."""
    typed = plain(code)
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().filter(user=user).exclude(confirmed_at=None).first()
        if row is None:
            return False
        if len(typed) == _DIGITS:
            fits = _fits(row, typed)
            if fits:
                row.save(update_fields=["last_step"])
            return fits
        return _use_recovery_code(user, typed)


def renew_codes(user: User, code: str) -> list[str]:
    """Ten new recovery codes for the old ones; asks for a code of the moment."""
    with transaction.atomic():
        _require(user, code)
        codes = _write_codes(user)
        _log(user, "换恢复码", by=user)
    return codes


def replace(user: User, code: str) -> None:
    """Give up the phone for another one, while it is still at hand; the new one is set up as the first was."""
    with transaction.atomic():
        _require(user, code)
        remove(user)
        _log(user, "停用两步验证", by=user)


def remove(user: User) -> None:
    """Take the second factor away, as part of an act that is logged itself."""
    Authenticator.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
    user.two_factor_since = None
    user.save(update_fields=["two_factor_since"])


def codes_left(user: User) -> int:
    """How many recovery codes are unused."""
    return user.recovery_codes.filter(used_at=None).count()


def _fits(row: Authenticator, code: str) -> bool:
    """A code of this half minute, the one before or the next, later than the last accepted one. Marks its step."""
    typed = plain(code)
    if len(typed) != _DIGITS or not typed.isdecimal():
        return False
    oath = TOTP(secret_bytes(row.secret), step=_STEP, digits=_DIGITS)
    oath.time = clock.now().timestamp()
    if not oath.verify(int(typed), tolerance=_TOLERANCE, min_t=row.last_step + 1):
        return False
    row.last_step = oath.t()
    return True


def _require(user: User, code: str) -> None:
    if not show(user, code):
        raise NotAllowed("验证码不对。", field="code", remedy="请等手机换出下一个数字再填，或者填一个没用过的恢复码。")


def _write_codes(user: User) -> list[str]:
    now, codes = clock.now(), new_recovery_codes()
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(
        [RecoveryCode(user=user, digest=_digest(user, plain(code)), created_at=now) for code in codes]
    )
    return codes


def _use_recovery_code(user: User, typed: str) -> bool:
    row = user.recovery_codes.filter(digest=_digest(user, typed), used_at=None).first()
    if row is None:
        return False
    row.used_at = clock.now()
    row.save(update_fields=["used_at"])
    _log(user, f"用恢复码登录，还剩 {codes_left(user)} 个", by=user)
    return True


def _digest(user: User, typed: str) -> bytes:
    """59 bits behind 20,000 rounds: not worth guessing from a stolen table, and free of keys that are changed."""
    return hashlib.pbkdf2_hmac("sha256", typed.encode(), f"{_PURPOSE} {user.pk}".encode(), _ROUNDS)


def _log(user: User, action: str, *, by: User) -> None:
    log_read(by=by, action=action, kind="user", label=f"{user.name}({user.username})", area=user.home_area)
