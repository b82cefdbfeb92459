"""The resident base, one module per noun."""

from residents.models.area_move import AreaMove
from residents.models.counts import HouseholdCount, PersonCount, PersonTotal
from residents.models.dwelling import Building, Dwelling
from residents.models.household import Household, HouseholdMembership
from residents.models.identity import FormerName, IdentityDocument
from residents.models.kinship import Kinship
from residents.models.person import Person
from residents.models.residence import Residence

__all__ = [
    "AreaMove",
    "Building",
    "Dwelling",
    "FormerName",
    "Household",
    "HouseholdCount",
    "HouseholdMembership",
    "IdentityDocument",
    "Kinship",
    "Person",
    "PersonCount",
    "PersonTotal",
    "Residence",
]
