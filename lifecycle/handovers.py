"""What a leaver's successor takes over here."""

from __future__ import annotations

from accounts.handovers import HandoverPart, handover_parts
from lifecycle.services.tasks_handover import count_of, hand_over

handover_parts.register(HandoverPart("tasks", "没办完的待办", count=count_of, hand_over=hand_over))
