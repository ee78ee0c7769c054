"""Review, return, approve, sign, take back, withdraw. What was said of it lies sealed."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.communications import rules, sealing
from rapporteur.communications.letters import Letter
from rapporteur.communications.models import Communication, Review
from rapporteur.communications.workflow import (
    APPROVE,
    REOPEN,
    RETURN,
    SIGN,
    SUBMIT,
    WITHDRAW,
    State,
)
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account
from rapporteur.people.mandates.queries import signatory_list

Kind = Review.Kind
OF_CONTENT = (Kind.GENDER, Kind.BEST_INTERESTS)


def is_complete(letter: Communication, words: Letter) -> None:
    """Raise Refused where the words are not ready to be read by someone else."""
    if not words.subject.strip() or not (words.facts or words.articles):
        raise Refused(_("Write the subject and the facts first."))
    if marks := words.unknown_marks():
        raise Refused(
            _("%(marks)s stands for no child of this letter.") % {"marks": ", ".join(marks)}
        )
    if not letter.names_child and words.names_in_text():
        raise Refused(
            _("The name of a child stands in the text. Put the mark of the child in its place.")
        )


def submit(letter: Communication, words: Letter, *, read: int, by: Account) -> Communication:
    """Hand a draft to the second reader. `words` are those of version `read`. Raises Refused."""
    is_complete(letter, words)
    if letter.version != read:
        raise Refused(_("Someone else has saved this letter meanwhile. Read it again."))
    return take(SUBMIT, letter, by=by)


def keep(letter: Communication, kind: str, words: str, by: Account) -> Review:
    """Seal what was said of the present version of a letter. The caller holds a transaction."""
    readers = [sealing.kept_for(letter)]
    review = Review(
        communication=letter,
        kind=kind,
        version=letter.version,
        sealed=sealing.keep(sealing.REVIEW, {"words": words}, readers, by=str(by.pk)),
        by=by,
        at=now(),
    )
    review.save(force_insert=True)
    detail: journal.Detail = {"kind": kind, "version": letter.version}
    journal.record("review letter", letter, by=str(by.pk), detail=detail)
    return review


@transaction.atomic
def review(letter: Communication, *, kind: str, words: str, by: Account) -> Review:
    """Add a gender review or a best-interests note on the version under review. Raises Refused."""
    current = Communication.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if kind not in OF_CONTENT:
        raise Refused(_("Choose what you looked at."))
    if not words.strip():
        raise Refused(_("Write what you found."))
    if current.state != State.REVIEW:
        raise Refused(_("A letter is reviewed once it was handed in, and before it is approved."))
    for reason in (rules.works_on(by, current), rules.is_second_reader(by, current)):
        if reason:
            raise Refused(reason)
    return keep(current, kind, words, by)


@transaction.atomic
def approve(letter: Communication, *, words: str, by: Account) -> Communication:
    """Approve the version that was read, as second reader, with a remark. Raises Refused."""
    if not words.strip():
        raise Refused(_("Write what you looked at as second reader."))
    done = take(APPROVE, letter, by=by, second_reader=by, approved_on=today())
    keep(done, Kind.SECOND_READING, words, by)
    return done


@transaction.atomic
def give_back(letter: Communication, *, words: str, by: Account) -> Communication:
    """Return a letter to its drafter with the reason. Raises Refused."""
    if not words.strip():
        raise Refused(_("Write what should be changed."))
    done = take(RETURN, letter, by=by)
    keep(done, Kind.RETURNED, words, by)
    return done


@transaction.atomic
def reopen(letter: Communication, *, words: str, by: Account) -> Communication:
    """Take an approved or signed letter back to a draft: approval and signature fall away.

    Reviews of this version hold for as long as nobody changes its words. Raises Refused.
    """
    if not words.strip():
        raise Refused(_("Give the reason: approval and signature fall away."))
    done = take(
        REOPEN,
        letter,
        by=by,
        second_reader=None,
        approved_on=None,
        signed_by=None,
        signed_on=None,
    )
    keep(done, Kind.RETURNED, words, by)
    return done


def sign(letter: Communication, *, by: Account) -> Communication:
    """Sign for the mandates that joined, each under its title of the day. Raises Refused."""
    signatory_list(letter.mandates, today())
    return take(SIGN, letter, by=by, signed_by=by, signed_on=today())


@transaction.atomic
def withdraw(letter: Communication, *, words: str, by: Account) -> Communication:
    """End a letter that was not sent, with the reason. Raises Refused."""
    if not words.strip():
        raise Refused(_("Give the reason for withdrawing this letter."))
    done = take(WITHDRAW, letter, by=by)
    keep(done, Kind.WITHDRAWN, words, by)
    return done
