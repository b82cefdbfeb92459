"""`note`: words only. It says in the cascade what the base did by itself with the event (配偶改为丧偶)."""

from __future__ import annotations

from collections.abc import Mapping

from lifecycle.engine.declaration import Applying, EffectKind, TakenBack, effect_kinds


def _apply(effects: list[Applying]) -> Mapping[int, str]:
    """Nothing to do: the service that told the event did it, in the same transaction."""
    return dict.fromkeys((effect.id for effect in effects), "")


def _undo(effects: list[Applying], reason: str) -> Mapping[int, TakenBack]:
    """The base is put right by whoever voids the event; the words follow it."""
    return {effect.id: TakenBack(True, "随事件收回") for effect in effects}


effect_kinds.register(EffectKind("note", "说明", _apply, _undo, together=True))
