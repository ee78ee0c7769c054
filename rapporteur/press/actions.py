"""Write, approve, hold, publish, correct and withdraw a press statement. The only writers (R31.4)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.checklists import answers
from rapporteur.checklists.answers import Given
from rapporteur.communications import references
from rapporteur.communications import sealing as vault
from rapporteur.communications.models import Communication
from rapporteur.communications.publishing.copying import new_key
from rapporteur.communications.publishing.redaction import Words as Base
from rapporteur.communications.publishing.redaction import left
from rapporteur.kernel.access import roles
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.people.desks.rules import may_at
from rapporteur.press import rules, sealing
from rapporteur.press.models import PressStatement, StatementChecklist
from rapporteur.press.words import Words
from rapporteur.press.workflow import (
    APPROVE,
    APPROVE_CORRECTION,
    CORRECT,
    DROP,
    HOLD,
    PUBLIC,
    PUBLISH,
    RELEASE,
    REWRITE,
    WITHDRAW,
    State,
)
from rapporteur.publication import indexing
from rapporteur.statements.findables import PRESS
from rapporteur.statements.models import PublicStatement

RELEASES = "job:statements.release"
LONGEST = 500  # characters of what the public is told of a correction or a withdrawal


def checked(words: Words, *, exception: str) -> None:
    """Raise Refused for words that no statement has."""
    if not words.titles.get("en") or not words.texts.get("en"):
        raise Refused(_("Write title and text in English: other languages fall back to it."))
    if words.titles.keys() != words.texts.keys():
        raise Refused(_("Each language has a title and a text."))
    if exception and not words.why.strip():
        raise Refused(_("An exception of the Manual is chosen with its reason."))


def of_this_desk(desk: Desk, letters: Collection[Communication], by: Account) -> None:
    seen = Communication.objects.visible_to(by).filter(desk=desk)
    wanted = {one.pk for one in letters}
    if set(seen.filter(pk__in=wanted).values_list("pk", flat=True)) != wanted:
        raise Refused(_("A press statement speaks of letters of its own desk."))


@transaction.atomic
def begin(
    desk: Desk,
    words: Words,
    *,
    letters: Collection[Communication] = (),
    embargo_at: datetime | None = None,
    zone: str = "UTC",
    exception: str = "",
    by: Account,
) -> PressStatement:
    """Begin a press statement, sealed to the desk. Raises Refused."""
    if not may_at(by, roles.READ_SEALED, desk.pk):
        raise Refused(
            _("Only members of its desk who read what is sealed work on a press statement.")
        )
    checked(words, exception=exception)
    of_this_desk(desk, letters, by)
    readers = [sealing.kept_for(desk, letters)]
    sealed = vault.keep(sealing.STATEMENT, words.told(), readers, by=str(by.pk))
    statement = PressStatement(
        code=f"P{references.own()[1:]}",
        desk=desk,
        record=sealed.record,
        languages=sorted(words.texts),
        embargo_at=embargo_at,
        zone=zone,
        exception=exception,
        exception_by=by if exception else None,
        writers=[str(by.pk)],
        drafter=by,
        begun_on=today(),
    )
    statement.save(force_insert=True)
    statement.letters.set(letters)
    journal.record("begin statement", statement, by=str(by.pk))
    tell_exception(statement, "", by)
    return statement


def tell_exception(statement: PressStatement, before: str, by: Account) -> None:
    """Write to the journal that an exception was chosen, or taken back."""
    if statement.exception != before:
        detail: journal.Detail = {"ground": statement.exception or "none"}
        journal.record("choose exception", statement, by=str(by.pk), detail=detail)


@transaction.atomic
def write(
    statement: PressStatement,
    words: Words,
    *,
    read: int,
    letters: Collection[Communication] = (),
    embargo_at: datetime | None = None,
    zone: str = "UTC",
    exception: str = "",
    by: Account,
) -> PressStatement:
    """Seal the next version: any approval falls away, and an embargo with it. Raises Refused.

    Of what is public a correction is written so: nothing changes for the public until somebody
    else approves it.
    """
    current = PressStatement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
    if current.version != read:
        raise Refused(_("Someone else has saved this meanwhile. Your words are still here."))
    checked(words, exception=exception)
    if current.state in PUBLIC and not 0 < len(words.correction.strip()) <= LONGEST:
        raise Refused(_("Say to the public in at most 500 characters what is corrected."))
    of_this_desk(current.desk, letters, by)
    before = current.exception
    step = CORRECT if current.state in PUBLIC else REWRITE
    if current.state == State.EMBARGO:
        PublicStatement.objects.filter(key=current.public_key, released_at=None).delete()
    fields: dict[str, Any] = {
        "version": read + 1,
        "languages": sorted(words.texts),
        "exception": exception,
        "exception_by": by if exception else None,
        "writers": sorted({*current.writers, str(by.pk)}),
        "approved_by": None,
        "approved_on": None,
    }
    if step is REWRITE:
        fields |= {"embargo_at": embargo_at, "zone": zone, "public_key": ""}
    done = take(step, current, by=by, **fields)
    readers = [sealing.kept_for(done.desk, letters)]
    vault.add(done.record, read + 1, words.told(), readers, by=str(by.pk))
    done.letters.set(letters)
    if reason := rules.works_on(by, done):
        raise Refused(reason)
    tell_exception(done, before, by)
    return done


@transaction.atomic
def answer(
    statement: PressStatement, given: Mapping[str, Given], *, read: int, by: Account
) -> StatementChecklist:
    """Keep the answers to the checklist for the version that was read. Raises Refused."""
    current = PressStatement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
    if reason := rules.works_on(by, current):
        raise Refused(reason)
    if current.version != read:
        raise Refused(_("Someone else has saved this meanwhile. Read it again."))
    kept = answers.answered(rules.asked(), given)
    saving = StatementChecklist(statement=current, version=read, answers=kept, by=by, at=now())
    if said := answers.reasons(given):
        readers = sealing.readers_of(current)
        saving.reasons = vault.keep(sealing.CHECKLIST, said, readers, by=str(by.pk))
    saving.save(force_insert=True)
    detail: journal.Detail = {"version": read, "answers": len(kept)}
    journal.record("answer checklist", current, by=str(by.pk), detail=detail)
    return saving


def tells_nobody(words: Words, bases: Sequence[Base]) -> None:
    """Raise Refused where a child or a hidden addressee of a letter could be read in it."""
    found = {name for base in bases for name in left(base, {}, *words.everything())}
    if found:
        raise Refused(
            _("This must not be public and still stands in it: %(words)s")
            % {"words": ", ".join(sorted(found))}
        )


@transaction.atomic
def approve(
    statement: PressStatement,
    words: Words,
    bases: Sequence[Base],
    *,
    read: int,
    agrees: bool = False,
    by: Account,
) -> PressStatement:
    """Approve the version that was read, its exception too; a correction is public with it.

    `bases` are the letters it speaks of as they were sent, for the names in them. Raises Refused.
    """
    current = PressStatement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
    if current.version != read:
        raise Refused(_("Someone else has saved this meanwhile. Read it again."))
    if current.exception and not agrees:
        raise Refused(_("Say that you approve the exception of the Manual too, or leave it."))
    tells_nobody(words, bases)
    step = APPROVE_CORRECTION if current.state == State.CORRECTING else APPROVE
    done = take(step, current, by=by, approved_by=by, approved_on=today())
    if done.exception:
        detail: journal.Detail = {"ground": done.exception}
        journal.record("approve exception", done, by=str(by.pk), detail=detail)
    if step is APPROVE_CORRECTION:
        copy = PublicStatement.objects.select_for_update().get(key=done.public_key)
        copy.titles, copy.texts = dict(words.titles), dict(words.texts)
        copy.corrections = [
            *copy.corrections,
            {"on": today().isoformat(), "words": words.correction.strip()},
        ]
        copy.save(update_fields=["titles", "texts", "corrections"])
        indexing.put(PRESS, copy)
    return done


def copied(statement: PressStatement, words: Words, said_at: datetime) -> PublicStatement:
    """Make the public copy, which nobody sees until it is released."""
    copy = PublicStatement(
        key=new_key(PublicStatement),
        mandate=statement.desk.mandate_code,
        titles=dict(words.titles),
        texts=dict(words.texts),
        said_at=said_at,
        zone=statement.zone,
        exercise=is_exercise(),
    )
    copy.save(force_insert=True)
    return copy


def released(copy: PublicStatement, moment: datetime) -> None:
    copy.released_at = moment
    copy.save(update_fields=["released_at"])
    indexing.put(PRESS, copy)


def is_the_newest(statement: PressStatement, read: int) -> None:
    if statement.version != read:
        raise Refused(_("Someone else has saved this meanwhile. Read it again."))


@transaction.atomic
def hold(statement: PressStatement, words: Words, *, read: int, by: Account) -> PressStatement:
    """Hold it to its hour, when the worker releases it. Raises Refused."""
    is_the_newest(PressStatement.objects.select_for_update().get(pk=statement.pk), read)
    done = take(HOLD, statement, by=by)
    return keyed(done, copied(done, words, done.embargo_at or now()))


@transaction.atomic
def publish(statement: PressStatement, words: Words, *, read: int, by: Account) -> PressStatement:
    """Make it public at once. Raises Refused."""
    is_the_newest(PressStatement.objects.select_for_update().get(pk=statement.pk), read)
    moment = now()
    done = take(PUBLISH, statement, by=by, published_at=moment)
    copy = copied(done, words, moment)
    released(copy, moment)
    return keyed(done, copy)


def keyed(statement: PressStatement, copy: PublicStatement) -> PressStatement:
    statement.public_key = copy.key
    statement.save(update_fields=["public_key"])
    return statement


@transaction.atomic
def release(statement: PressStatement) -> PressStatement:
    """Release a statement whose hour has come, by the worker; letters are asked anew. Raises Refused."""
    moment = now()
    done = take(RELEASE, statement, by=RELEASES, published_at=moment)
    released(PublicStatement.objects.select_for_update().get(key=done.public_key), moment)
    return done


@transaction.atomic
def withdraw(statement: PressStatement, *, why: str, by: Account) -> PressStatement:
    """Take its words from the public; its address stays and says when and why. Raises Refused."""
    if not 0 < len(why.strip()) <= LONGEST:
        raise Refused(_("Say to the public in at most 500 characters why it is withdrawn."))
    done = take(WITHDRAW, statement, by=by, why=why.strip())
    copy = PublicStatement.objects.select_for_update().get(key=done.public_key)
    copy.titles, copy.texts = {}, {}
    copy.withdrawn_on, copy.why_withdrawn = today(), why.strip()
    copy.save(update_fields=["titles", "texts", "withdrawn_on", "why_withdrawn"])
    indexing.take_away(PRESS, copy.key)
    return done


@transaction.atomic
def drop(statement: PressStatement, *, by: Account) -> PressStatement:
    """End a statement that was not said; a copy under embargo is deleted. Raises Refused."""
    done = take(DROP, statement, by=by)
    PublicStatement.objects.filter(key=done.public_key, released_at=None).delete()
    return done
