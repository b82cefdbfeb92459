"""Tables of the spine."""

from lifecycle.models.roster import RosterChange, RosterEntry, RosterVersion

__all__ = ["RosterChange", "RosterEntry", "RosterVersion"]
