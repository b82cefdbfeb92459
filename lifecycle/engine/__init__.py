"""The rules engine: events are delivered to rules, rules plan effects, effects are applied once and can be taken back."""
