"""How a number that arrived damaged, or as fifteen digits, is like a sound one; which sound numbers it may have been. Pure.

The check digit (MOD 11-2) notices every single wrong digit and every swap of neighbours, so two numbers that both pass
are never such a slip of each other. A 15-digit number has no check digit: made into eighteen it is sound but unproven.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from core.domain.text import cell_text, clean_text
from residents.domain import id_number
from residents.domain.number_reading import NOTE_UPGRADED, read_number

_DIGITS = "0123456789"
_MASKED = re.compile(r"(?P<head>\d{3,})\*+(?P<tail>\d*[\dX])\Z", re.ASCII)
_CUT = re.compile(r"(?P<kept>\d{15})000\Z", re.ASCII)
_NOISE = re.compile(r"[^0-9A-Z*]")
_EXPONENT = re.compile(r"\d(?:\.\d+)?E\+?\d+\Z")


@dataclass(frozen=True, slots=True)
class NumberClaim:
    """What a record says of its number. `number`: eighteen sound characters or ""; `proven`: its check digit arrived with it;
    `damaged`: what arrived when it could not be read as a sound number.
    """

    number: str = ""
    proven: bool = True
    damaged: str = ""


def number_claim(raw: object) -> NumberClaim:
    """Read a cell for comparing: the sound number, or what is left of it. Nothing is refused here."""
    reading = read_number(raw)
    if reading.value and _CUT.match(reading.value):
        return NumberClaim(damaged=reading.value)  # one in eleven passes the check by chance (D06)
    if reading.value:
        return NumberClaim(reading.value, NOTE_UPGRADED not in reading.notes)
    if reading.problem is None:
        return NumberClaim()
    if reading.suggestion:
        return NumberClaim(damaged=reading.suggestion)
    text = clean_text(cell_text(raw)).value.upper()
    if _EXPONENT.match(text):
        return NumberClaim()
    return NumberClaim(damaged=_NOISE.sub("", text)[:20])


@lru_cache(maxsize=65536)
def number_slip(damaged: str, sound: str) -> str | None:
    """What happened to `sound` if it arrived as `damaged`: letters (for digits), swapped, one_digit, missing_digit, extra_digit,
    masked, cut; or None.
    """
    if not damaged or len(sound) != 18:
        return None
    if damaged == sound:
        return "letters"
    if found := _MASKED.match(damaged):
        return "masked" if sound.startswith(found["head"]) and sound.endswith(found["tail"]) else None
    if found := _CUT.match(damaged):
        return "cut" if sound.startswith(found["kept"]) else None
    if len(damaged) in (14, 15, 16) and sound[6:8] == "19":
        sound = sound[:6] + sound[8:17]
    return _slip(damaged, sound)


def _slip(damaged: str, sound: str) -> str | None:
    if len(damaged) == len(sound):
        wrong = [place for place, (x, y) in enumerate(zip(damaged, sound, strict=True)) if x != y]
        if len(wrong) == 1:
            return "one_digit"
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            first, second = wrong
            return "swapped" if damaged[first] == sound[second] and damaged[second] == sound[first] else None
        return None
    if len(damaged) + 1 == len(sound) and any(damaged == without for without in _without_one(sound)):
        return "missing_digit"
    if len(damaged) == len(sound) + 1 and any(sound == without for without in _without_one(damaged)):
        return "extra_digit"
    return None


def _without_one(text: str) -> set[str]:
    return {text[:place] + text[place + 1 :] for place in range(len(text))}


@lru_cache(maxsize=16384)
def likely_numbers(claim: NumberClaim) -> tuple[str, ...]:
    """Sound numbers that one slip makes into what arrived: candidates to look for, never to write down."""
    text = claim.damaged
    if not text and claim.number and not claim.proven:
        text = claim.number[:6] + claim.number[8:17]  # as it arrived, in fifteen digits
    if not text or not re.fullmatch(r"\d+X?", text, re.ASCII):
        return ()
    if cut := _CUT.match(text):
        found = {first17 + id_number.check_character(first17) for first17 in _completed(cut["kept"])}
    elif id_number.is_valid(text):
        found = {text}
    elif len(text) == 18:
        found = {number for number in _mended_by_check(text) if id_number.is_valid(number)}
    elif len(text) >= 17:
        found = {number for number in _mended(text, 18) if id_number.is_valid(number)}
    else:
        found = {id_number.upgrade(old) for old in _mended(text, 15) if id_number.is_old(old)}
        found = {number for number in found if id_number.is_valid(number)}
    return tuple(sorted(found - {claim.number}))


def _completed(kept: str) -> list[str]:
    """The last two digits of the sequence were lost."""
    return [f"{kept}{lost:02d}" for lost in range(100)]


def _mended_by_check(text: str) -> set[str]:
    """Swaps of neighbours, and in each place the only digit with which the check character is right."""
    swapped = {
        text[:p] + text[p + 1] + text[p] + text[p + 2 :] for p in range(17) if text[p + 1] != "X" and text[p] != "X"
    }
    if not text[:17].isdigit():
        return swapped
    found = {text[:17] + id_number.check_character(text[:17])}
    for place in range(17):
        digit = id_number.digit_for_check(text, place)
        if digit is not None and digit != text[place]:
            found.add(text[:place] + digit + text[place + 1 :])
    return swapped | found


def _mended(text: str, length: int) -> set[str]:
    places = range(len(text))
    if len(text) == length:
        swapped = {text[:p] + text[p + 1] + text[p] + text[p + 2 :] for p in places[:-1]}
        return swapped | {text[:p] + digit + text[p + 1 :] for p in places for digit in _digits(p, length)}
    if len(text) == length - 1:
        return {text[:p] + digit + text[p:] for p in range(length) for digit in _digits(p, length)}
    if len(text) == length + 1:
        return _without_one(text)
    return set()


def _digits(place: int, length: int) -> str:
    return _DIGITS + "X" if place == 17 and length == 18 else _DIGITS
