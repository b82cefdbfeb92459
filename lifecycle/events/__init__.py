"""The event catalogue: every kind that can be told, one file a group (docs/how-to/add-an-event.md)."""
