"""Tables of the old, one module per noun."""

from elderly.models.assessment import Assessment
from elderly.models.checkup import Checkup, ExchangedPerson, HospitalExchange
from elderly.models.record import Closing, ElderContact, ElderRecord, Every, GreenCard, Income, ReliefItem, Stage

__all__ = [
    "Assessment",
    "Checkup",
    "Closing",
    "ElderContact",
    "ElderRecord",
    "Every",
    "ExchangedPerson",
    "GreenCard",
    "HospitalExchange",
    "Income",
    "ReliefItem",
    "Stage",
]
