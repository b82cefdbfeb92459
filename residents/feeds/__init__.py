"""The files this app reads: one declaration per layout (docs/how-to/add-a-feed.md)."""
