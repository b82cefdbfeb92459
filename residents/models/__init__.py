"""The resident base, one module per noun."""

from residents.models.area_move import AreaMove
from residents.models.benefit import Benefit
from residents.models.birth import BirthRecord
from residents.models.counts import HouseholdCount, PersonCount, PersonTotal
from residents.models.death import DeathReport
from residents.models.disability import DisabilityCertificate
from residents.models.disagreement import Disagreement
from residents.models.dwelling import Building, Dwelling
from residents.models.exit import PossibleExit
from residents.models.household import Household, HouseholdMembership
from residents.models.identity import FormerName, IdentityDocument
from residents.models.kinship import Kinship
from residents.models.likeness import Likeness
from residents.models.marriage import MarriageRecord
from residents.models.merge import Merge
from residents.models.occupation import Occupation
from residents.models.permit import ResidencePermit
from residents.models.person import Person
from residents.models.pregnancy import Pregnancy
from residents.models.residence import Residence
from residents.models.schooling import Schooling

__all__ = [
    "AreaMove",
    "Benefit",
    "BirthRecord",
    "Building",
    "DeathReport",
    "DisabilityCertificate",
    "Disagreement",
    "Dwelling",
    "FormerName",
    "Household",
    "HouseholdCount",
    "HouseholdMembership",
    "IdentityDocument",
    "Kinship",
    "Likeness",
    "MarriageRecord",
    "Merge",
    "Occupation",
    "Person",
    "PersonCount",
    "PersonTotal",
    "PossibleExit",
    "Pregnancy",
    "Residence",
    "ResidencePermit",
    "Schooling",
]
