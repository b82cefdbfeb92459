"""Whoever leaves, or may no longer come to doors, leaves nobody without somebody who answers."""

from __future__ import annotations

from accounts.handovers import HandoverPart, RightsFollower, handover_parts, rights_followers
from elderly.services.care_owners import count_of, hand_over, settle_owners

handover_parts.register(HandoverPart("care-plans", "负责探访的老人", count=count_of, hand_over=hand_over))
rights_followers.register(RightsFollower("care-plans", settle_owners))
