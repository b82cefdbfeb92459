"""Mechanisms that know no citizen: registry, clock, scope, policy parameters, outbox, imports, registers, audit, crypto, ui parts.

Owns: code tables' machinery, working-day calendar, parameters, import batches, export log, read log, outbox.
Publishes: registries that other rooms fill (`core.registry`), `emit()`, `acting()`, `scoped()`.
Imports: no other room.
"""
