"""Somebody's place on an electoral roll changed; that is all it says: the reason is read where it may be read."""

from core.outbox import EventKind, event_kinds

event_kinds.register(EventKind("voter.listing_changed", "选举登记变动", "certificate", "选举"))
