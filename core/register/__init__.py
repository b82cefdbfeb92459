"""Registers: list, filters, detail, template, import, export, API and tests from one declaration.

`declare(Register(…))` in an app's `registers.py` is all there is to write (docs/how-to/add-a-register.md).
"""

from core.imports.feed import feeds
from core.register.declaration import Register, registers
from core.register.intake import feed_of

__all__ = ["Register", "declare"]


def declare(register: Register) -> Register:
    """Register it; a writable one can also be imported from its template."""
    registers.register(register)
    if register.save and register.importable:
        feeds.register(feed_of(register))
    return register
