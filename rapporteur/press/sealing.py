"""The words of press statements in the vault: sealed to the desk, or to the circle of their case."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rapporteur.cases.sealing import answering
from rapporteur.communications import sealing
from rapporteur.communications.models import Communication
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import circles
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.press.models import PressStatement
from rapporteur.press.words import Words

STATEMENT, CHECKLIST = "press.statement", "press.checklist"


def kept_for(desk: Desk, letters: Collection[Communication]) -> UUID:
    """Return whom it is sealed to: the circle of the case that it speaks of, or the desk.

    Raises Refused for cases with different circles, and without a key.
    """
    if desk.recipient is None:
        raise Refused(_("This desk has no key yet: nothing can be sealed to it."))
    found = {one.case.circle for one in letters} - {None}
    if len(found) > 1:
        raise Refused(_("Its letters are kept from different people: write a statement on each."))
    with answering():
        return circles.within(desk.recipient, found.pop() if found else None)


def letters_of(statement: PressStatement) -> list[Communication]:
    return list(statement.letters.select_related("case__current", "desk").order_by("code"))


def readers_of(statement: PressStatement) -> list[UUID]:
    return [kept_for(statement.desk, letters_of(statement))]


def words_of(statement: PressStatement, keyring: Keyring, *, by: Account) -> Words:
    """Open the newest words; the journal knows before. Raises Refused."""
    version = sealing.newest(statement.record, statement.version)
    return Words.of(sealing.read(version, desk_of(statement), keyring, by=str(by.pk)))


def desk_of(statement: PressStatement) -> UUID:
    if statement.desk.recipient is None:
        raise Refused(_("This desk has no key yet: nothing can be sealed to it."))
    return statement.desk.recipient
