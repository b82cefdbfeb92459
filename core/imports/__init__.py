"""Files on their way into the base: read, check, preview, commit, give back, undo.

An app declares a feed (`feed.py`) in `<app>/feeds/<code>.py`; everything else is derived here. One code path serves the
screen, the command and the API: `services/`-like functions in `batches.py`, `checking.py`, `committing.py`, `undoing.py`.
"""
