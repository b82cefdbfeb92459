"""The numbers of residents and households that triggers keep (migrations/0005_rollups.py)."""

from core.rollups import Rollup, rollups

rollups.register(Rollup("persons", "residents_personcount", of="residents_person"))
rollups.register(Rollup("person-totals", "residents_persontotal", of="residents_person"))
rollups.register(Rollup("households", "residents_householdcount", of="residents_household"))
