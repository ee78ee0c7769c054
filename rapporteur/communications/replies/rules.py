"""Who may add to what came in, and who answers it. Each answers None, or the reason why not."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from rapporteur.communications.rules import works_on
from rapporteur.communications.workflow import State
from rapporteur.kernel.access.rules import Reason
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.queries import mission_of

if TYPE_CHECKING:
    from rapporteur.communications.models import (
        Communication,
        Correction,
        Release,
        Reply,
        ReplyTranslation,
        TimeRequest,
        Upload,
    )


def works_here(person: Account, record: "Reply | TimeRequest | Correction") -> Reason | None:
    return works_on(person, record.communication)


def works_on_file(person: Account, release: "Release") -> Reason | None:
    return works_on(person, release.file.reply.communication)


def works_on_translation(person: Account, translation: "ReplyTranslation") -> Reason | None:
    return works_on(person, translation.reply.communication)


def did_not_translate(person: Account, translation: "ReplyTranslation") -> Reason | None:
    if person.pk == translation.made_by_id:
        return _("A translation is read by someone other than whoever made it.")
    return None


def is_another(person: Account, release: "Release") -> Reason | None:
    """The original of a file leaves the vault by two people only (DESIGN §5)."""
    if person.pk == release.asked_by_id:
        return _("The original is released by someone other than whoever asked for it.")
    return None


def adds_to(person: Account, letter: "Communication") -> Reason | None:
    """Members of the desk, and officers of the Mission of the State that it is addressed to."""
    if person.door != "missions":
        return works_on_what_is_out(person, letter)
    return is_of_the_addressee(person, letter) or was_sent(letter)


def was_sent(letter: "Communication") -> Reason | None:
    return None if letter.is_out else _("This letter was not sent.")


def is_public(letter: "Communication") -> Reason | None:
    return None if letter.state == State.PUBLISHED else _("This letter is not public.")


def waits_for_reply(letter: "Communication") -> Reason | None:
    """The clock of a reply means something while one is waited for."""
    if letter.state in (State.SENT, State.PARTLY):
        return None
    return _("No reply to this letter is waited for.")


def works_on_what_is_out(person: Account, letter: "Communication") -> Reason | None:
    return works_on(person, letter) or was_sent(letter)


def is_of_the_addressee(person: Account, letter: "Communication") -> Reason | None:
    mission = mission_of(person)
    if mission is not None and mission.country_id == letter.addressee_state_id:
        return None
    return _("Only the Permanent Mission of the State that it is addressed to does this.")


def speaks_for_addressee(person: Account, upload: "Upload") -> Reason | None:
    """Its colleagues of the same Mission may go on with what one of them began."""
    mission = mission_of(person)
    own = type(upload)._default_manager.filter(pk=upload.pk)
    state = own.values_list("communication__addressee_state", flat=True).first()
    if mission is not None and mission.country_id == state:
        return None
    return _("Only the Permanent Mission of the State that it is addressed to does this.")
