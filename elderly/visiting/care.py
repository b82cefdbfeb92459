"""How often the old must be seen, and what follows when somebody was there."""

from __future__ import annotations

from elderly.selectors.rhythms import rhythms_of_elders
from elderly.services.care_keeping import after_visit
from lifecycle.visiting.declaration import RhythmSource, VisitFollower, rhythm_sources, visit_followers

rhythm_sources.register(RhythmSource("elders", rhythms=rhythms_of_elders))
visit_followers.register(VisitFollower("care-plan", after_visit))
