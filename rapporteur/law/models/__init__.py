"""The law that the mandate works with: instruments, what States accepted, scope, terms."""

from rapporteur.law.models.acceptance import Reservation, TreatyAction
from rapporteur.law.models.instruments import (
    CommentOnProvision,
    CommentOnScope,
    GeneralComment,
    Instrument,
    Provision,
)
from rapporteur.law.models.picker import ScopeProvision
from rapporteur.law.models.scope import ScopeBasis, ScopeCode, ScopeReading, ScopeRule
from rapporteur.law.models.terms import Term

__all__ = [
    "CommentOnProvision",
    "CommentOnScope",
    "GeneralComment",
    "Instrument",
    "Provision",
    "Reservation",
    "ScopeBasis",
    "ScopeCode",
    "ScopeProvision",
    "ScopeReading",
    "ScopeRule",
    "Term",
    "TreatyAction",
]
