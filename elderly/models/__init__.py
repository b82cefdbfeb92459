"""Tables of the old, one module per noun."""

from elderly.models.alarm import AlarmCall, AlarmContact, AlarmDevice, AlarmStep
from elderly.models.assessment import Assessment
from elderly.models.care_plan import CarePlan, CareRound, OwnerLevel, RoundReason
from elderly.models.category import CategoryContest, ElderCategory
from elderly.models.checkup import Checkup, ExchangedPerson, HospitalExchange
from elderly.models.record import Closing, ElderContact, ElderRecord, Every, GreenCard, Income, ReliefItem, Stage

__all__ = [
    "AlarmCall",
    "AlarmContact",
    "AlarmDevice",
    "AlarmStep",
    "Assessment",
    "CarePlan",
    "CareRound",
    "CategoryContest",
    "Checkup",
    "Closing",
    "ElderCategory",
    "ElderContact",
    "ElderRecord",
    "Every",
    "ExchangedPerson",
    "GreenCard",
    "HospitalExchange",
    "Income",
    "OwnerLevel",
    "ReliefItem",
    "RoundReason",
    "Stage",
]
