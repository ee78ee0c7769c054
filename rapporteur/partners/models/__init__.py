"""Partners: the register, their accounts, what they were asked and what they brought."""

from rapporteur.partners.models.contributions import (
    Ask,
    Asked,
    Attribution,
    AttributionRequest,
    Contribution,
    ContributionFile,
    Kind,
)
from rapporteur.partners.models.organisations import (
    Organisation,
    OrganisationKind,
    PartnerMembership,
    Person,
    Vetting,
)

__all__ = [
    "Ask",
    "Asked",
    "Attribution",
    "AttributionRequest",
    "Contribution",
    "ContributionFile",
    "Kind",
    "Organisation",
    "OrganisationKind",
    "PartnerMembership",
    "Person",
    "Vetting",
]
