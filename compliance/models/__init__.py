"""Tables of the compliance registers."""

from compliance.models.outside import ProcessorContract, Provision
from compliance.models.processing import ImpactAssessment, PrivacyNotice, ProcessingActivity
from compliance.models.retention import RetentionCheck
from compliance.models.watch import ComplianceAudit, RightsRequest, SecurityIncident

__all__ = [
    "ComplianceAudit",
    "ImpactAssessment",
    "PrivacyNotice",
    "ProcessingActivity",
    "ProcessorContract",
    "Provision",
    "RetentionCheck",
    "RightsRequest",
    "SecurityIncident",
]
