"""How often the old must be seen."""

from __future__ import annotations

from elderly.selectors.rhythms import rhythms_of_elders
from lifecycle.visiting.declaration import RhythmSource, rhythm_sources

rhythm_sources.register(RhythmSource("elders", rhythms=rhythms_of_elders))
