"""Questions about letters: their words, their dates with the reasons, whether a reply came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rapporteur.communications import sealing
from rapporteur.communications.dates import (
    Event,
    Explained,
    Extension,
    Pause,
    Resumption,
    explained,
)
from rapporteur.communications.letters import Letter
from rapporteur.communications.models import (
    AnnexLine,
    Communication,
    FactProofs,
    LetterPause,
    Policy,
    TimeRequest,
)
from rapporteur.communications.proofs import Proof
from rapporteur.communications.renditions import policies_on
from rapporteur.communications.replies.workflow import TimeState
from rapporteur.kernel.clock import now
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.people.accounts.models import Account

Purpose = Policy.Purpose


@dataclass(frozen=True)
class Dates:
    """The two dates of a letter, each with its explanation; None where no policy is known.

    `foreseen` says that the letter is not sent yet: so it would be if it were sent now.
    """

    reply: Explained | None
    publication: Explained | None
    foreseen: bool


def words_of(letter: Communication, keyring: Keyring, *, by: Account) -> Letter:
    """Return the newest words of a letter; the journal knows before. Raises Refused."""
    version = sealing.newest(letter.record, letter.version)
    return Letter.of(sealing.read(version, sealing.desk_of(letter), keyring, by=str(by.pk)))


def proofs_of(letter: Communication, keyring: Keyring, *, by: Account) -> tuple[list[Proof], int]:
    """Return the evidence for the facts of a letter with its version; the journal knows before."""
    found = FactProofs.objects.select_related("record").filter(communication=letter).first()
    if found is None:
        return [], 0
    version = sealing.newest(found.record, found.version)
    told = sealing.read(version, sealing.desk_of(letter), keyring, by=str(by.pk))
    return Proof.all_of(told), found.version


def told_of(letter: Communication, keyring: Keyring, *, by: Account) -> dict[str, Any]:
    """Return what was written of each line of the annex, by its id; the journal knows before."""
    if letter.annex is None:
        return {}
    version = sealing.newest(letter.annex, letter.annex_version)
    return sealing.read(version, sealing.desk_of(letter), keyring, by=str(by.pk))


def rendition_of(letter: Communication, keyring: Keyring, *, by: Account) -> dict[str, Any]:
    """Return what the addressee reads, for the desk; the journal knows before. Raises Refused."""
    if letter.rendition is None:
        raise Refused(_("This letter was not sent."))
    version = sealing.newest(letter.rendition, 1)
    return sealing.read(version, sealing.desk_of(letter), keyring, by=str(by.pk))


def lines_of(letter: Communication) -> list[AnnexLine]:
    """Return the lines of the annex with what they cite, in order; one query."""
    return list(letter.lines.select_related("provision__instrument", "settled_by"))


def dates_of(letter: Communication) -> Dates:
    """Return both dates of a letter with every step to them.

    Of a letter that was sent, by the policies that it keeps from its day; else as foreseen now.
    """
    if letter.sent_at is None:
        moment, policies = now(), policies_on(letter.kind, now().date())
        found = {
            purpose: explained(moment, policy) if policy else None
            for purpose, policy in policies.items()
        }
        return Dates(found[Purpose.REPLY], found[Purpose.PUBLICATION], foreseen=True)
    granted = letter.time_requests.filter(state=TimeState.GRANTED).select_related("answered_by")
    pauses = letter.pauses.select_related("paused_by", "resumed_by")
    return of_events(
        letter,
        [(one.moves_publication, extension(one, str(one.answered_by))) for one in granted],
        [
            event
            for one in pauses
            for event in stretch(one, str(one.paused_by), str(one.resumed_by or ""))
        ],
    )


def of_events(
    letter: Communication, more: Sequence[tuple[bool, Extension]], stops: Sequence[Event]
) -> Dates:
    """Return both dates of a letter that was sent, by what moved them.

    Of `more` each says whether it moves the day of publication too; a stop moves no such day.
    """
    if letter.sent_at is None:
        raise ValueError("Only a letter that was sent has an addressee.")
    reply, publication = letter.reply_policy or {}, letter.publication_policy or {}
    return Dates(
        explained(letter.sent_at, Policy(**reply), [*(one for _m, one in more), *stops]),
        explained(letter.sent_at, Policy(**publication), [one for moves, one in more if moves]),
        foreseen=False,
    )


def extension(request: TimeRequest, by: str) -> Extension:
    """Return the extension that a granted request made. Its reason stays sealed."""
    until, day = request.granted_until, request.answered_on
    if until is None or day is None:
        raise ValueError("Only a request that was granted is an extension.")
    if request.granted_amount:
        return Extension(None, by, day, amount=request.granted_amount, unit=request.granted_unit)
    return Extension(until, by, day)


def stretch(pause: LetterPause, by: str, on_by: str) -> list[Event]:
    """Return that the clock stopped and, where it did, that it went on."""
    found: list[Event] = [Pause(pause.paused_on, by)]
    return [*found, Resumption(pause.resumed_on, on_by)] if pause.resumed_on else found


def reply_status(letter: Communication, on: date) -> str:
    """Say in words whether a reply is on record as of a day. Silence is never called more."""
    last = max((reply.received_on for reply in letter.replies.all()), default=None)
    if last is not None:
        return _("Reply received on %(day)s.") % {"day": date_format(last)}
    return _("No reply received as of %(day)s.") % {"day": date_format(on)}
