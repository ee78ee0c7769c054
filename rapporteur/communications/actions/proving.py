"""Say on what each paragraph of facts rests, and how far that can be relied on (R29.3).

Sealed to the desk apart from the letter. No addressee, no other mandate and no public version
gets any of it.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.communications import proofs, rules, sealing
from rapporteur.communications.actions import drafting
from rapporteur.communications.letters import Letter
from rapporteur.communications.models import Communication, FactProofs, ProofTerm
from rapporteur.communications.proofs import Proof
from rapporteur.communications.questions import squeezed
from rapporteur.communications.workflow import State
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account

LONGEST = 500  # characters of what a piece is and where it is kept
MOST = 300  # pieces of one letter


def fact_of(words: Letter, number: int) -> str:
    if not 1 <= number <= len(words.facts):
        raise Refused(_("The letter has no such paragraph of facts."))
    return squeezed(words.facts[number - 1])


@transaction.atomic
def add(
    letter: Communication,
    words: Letter,
    told: Sequence[Proof],
    *,
    read: int,
    fact: int,
    kind: str,
    reliability: str,
    where: str,
    by: Account,
) -> FactProofs:
    """Add a piece of evidence to a paragraph. `told` are the pieces of version `read`.

    `words` are those of the letter as it stands. Raises Refused.
    """
    terms = ProofTerm.objects.on(today())
    known = {(one.what, one.code): one for one in terms}
    chosen = known.get((ProofTerm.What.KIND, kind))
    if chosen is None or (ProofTerm.What.RELIABILITY, reliability) not in known:
        raise Refused(_("Choose what it is, and how far it can be relied on."))
    if not where.strip() or len(where) > LONGEST:
        raise Refused(_("Say in a few words what it is and where it is kept."))
    if len(told) >= MOST:
        raise Refused(_("No more than 300 pieces of evidence are kept for one letter."))
    piece = Proof(
        fact=fact_of(words, fact),
        kind=kind,
        reliability=reliability,
        where=where.strip(),
        edition=chosen.valid_from,
        by=by.name,
        on=today().isoformat(),
    )
    return keep(letter, words, [*told, piece], read, by)


@transaction.atomic
def tie(
    letter: Communication,
    words: Letter,
    told: Sequence[Proof],
    *,
    read: int,
    place: int,
    fact: int,
    by: Account,
) -> FactProofs:
    """Say that a piece speaks for a paragraph as it is written now. Raises Refused."""
    piece = replace(piece_at(told, place), fact=fact_of(words, fact))
    return keep(letter, words, [*told[:place], piece, *told[place + 1 :]], read, by)


@transaction.atomic
def remove(
    letter: Communication,
    words: Letter,
    told: Sequence[Proof],
    *,
    read: int,
    place: int,
    by: Account,
) -> FactProofs:
    """Take a piece away; older versions of the sealed record keep it. Raises Refused."""
    piece_at(told, place)
    return keep(letter, words, [*told[:place], *told[place + 1 :]], read, by)


def piece_at(told: Sequence[Proof], place: int) -> Proof:
    if not 0 <= place < len(told):
        raise Refused(_("There is no such piece of evidence."))
    return told[place]


def keep(
    letter: Communication, words: Letter, pieces: Sequence[Proof], read: int, by: Account
) -> FactProofs:
    """Seal the next version, and count the paragraphs that have no rated evidence."""
    current = drafting.held(letter)
    if reason := rules.works_on(by, current):
        raise Refused(reason)
    if current.state == State.WITHDRAWN:
        raise Refused(_("This letter was withdrawn."))
    found = FactProofs.objects.filter(communication=current).first()
    if read != (found.version if found else 0):
        raise Refused(_("Someone else has saved evidence meanwhile. Your words are still here."))
    readers, who = [sealing.kept_for(current)], str(by.pk)
    sealed = proofs.words_of(pieces)
    if found is None:
        record = sealing.keep(sealing.PROOFS, sealed, readers, by=who).record
        found = FactProofs(communication=current, record=record, version=0)
    else:
        sealing.add(found.record, read + 1, sealed, readers, by=who)
    found.version = read + 1
    found.letter_version = letter.version
    found.facts = len(words.facts)
    found.unsourced = len(proofs.unsourced(words.facts, pieces, ProofTerm.objects.rated()))
    found.changed_by, found.changed_on = by, today()
    found.save()
    detail: journal.Detail = {"version": found.version}
    journal.record("keep evidence", current, by=who, detail=detail)
    return found
