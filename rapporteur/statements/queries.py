"""Questions about joint statements: which there are, and who signed under which title."""

from dataclasses import dataclass

from django.db.models import QuerySet

from rapporteur.kernel.clock import now
from rapporteur.people.mandates.models import Mandate, MandateTitle
from rapporteur.people.mandates.queries import title_on
from rapporteur.statements.models import JointStatement, PublicStatement


@dataclass(frozen=True)
class Signer:
    """A mandate that joined; its title on the day of the statement, None where not on record."""

    mandate: Mandate
    title: MandateTitle | None


def listed(mandate: Mandate | None = None) -> "QuerySet[JointStatement]":
    """Return the statements, newest first; with a mandate, those that it joined."""
    found = JointStatement.objects.all()
    return found.filter(signers__mandate=mandate) if mandate else found


def signers_of(statement: JointStatement) -> list[Signer]:
    """Return who joined in a statement, as its source lists them. Two queries."""
    found = statement.signers.select_related("mandate").prefetch_related("mandate__titles")
    return [
        Signer(one.mandate, title_on(one.mandate, statement.day)) for one in found.order_by("place")
    ]


def seen() -> "QuerySet[PublicStatement]":
    """Return the press statements that may be seen now: released, and past their hour.

    Whoever shows one asks here; the public door has no right to any other row either.
    """
    return PublicStatement.objects.filter(released_at__isnull=False, said_at__lte=now())
