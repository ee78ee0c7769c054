"""What changes the register, what is asked of partners, and what they bring: the only writers."""

from rapporteur.partners.actions.asking import answer_attribution, ask, ask_attribution, close
from rapporteur.partners.actions.contributing import (
    attribute,
    propose_visit,
    report_progress,
    review,
    withdraw,
)

__all__ = [
    "answer_attribution",
    "ask",
    "ask_attribution",
    "attribute",
    "close",
    "propose_visit",
    "report_progress",
    "review",
    "withdraw",
]
