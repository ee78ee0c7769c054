"""What was said about consent: taken over from a submission, changed with source and day only."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.cases import rules
from rapporteur.cases.models import Case, Consent
from rapporteur.intake.models import Submission
from rapporteur.intake.questions import BY_CODE, CONSENTS
from rapporteur.intake.threads import Letter
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account

Answer, Told = Consent.Answer, Consent.Told


def answer_of(text: str) -> Consent.Answer:
    """Return the code of what was answered; words are never read by the machine."""
    if not text:
        return Answer.SKIPPED
    return Answer(text) if text in {"yes", "no"} else Answer.WORDS


def asked(writer: str) -> list[str]:
    """Return the purposes that the door asks a writer about; of one unknown, all."""
    return [code for code in CONSENTS if not writer or writer in BY_CODE[code].writers]


def take_over(
    case: Case, submission: Submission, answers: Mapping[str, str], *, by: Account
) -> None:
    """Write down what a submission says of each purpose that it was asked about."""
    moment = now()
    Consent.objects.bulk_create(
        Consent(
            case=case,
            submission=submission,
            purpose=purpose,
            answer=answer_of(answers.get(purpose, "")),
            told=Told.SUBMISSION,
            said_on=submission.day,
            by=by,
            at=moment,
        )
        for purpose in asked(answers.get("writer", ""))
    )


@transaction.atomic
def change(
    case: Case,
    submission: Submission,
    purpose: str,
    answer: str,
    *,
    told: str,
    said_on: date,
    by: Account,
) -> Consent:
    """Add what was said later of one purpose; what stood before stays on record. Raises Refused."""
    if reason := rules.works_on(by, case):
        raise Refused(reason)
    if purpose not in CONSENTS or answer not in {Answer.YES, Answer.NO}:
        raise Refused(_("Choose one of the purposes, and yes or no."))
    if told not in Told.values or told in {Told.SUBMISSION, Told.CODE}:
        raise Refused(_("Say how you know: what the submission said is on record already."))
    if not submission.day <= said_on <= today():
        raise Refused(_("The day lies before the submission, or has not come yet."))
    if not case.joined.filter(submission=submission).exists():
        raise Refused(_("This submission does not belong to the case."))
    added = Consent(
        case=case,
        submission=submission,
        purpose=purpose,
        answer=answer,
        told=told,
        said_on=said_on,
        by=by,
        at=now(),
    )
    added.save(force_insert=True)
    detail = {"purpose": purpose, "answer": answer, "told": told}
    journal.record("consent", case, by=str(by.pk), detail=detail)
    return added


@transaction.atomic
def take_changes(
    case: Case, submission: Submission, letters: Iterable[Letter], *, by: Account
) -> int:
    """Write down what a source changed with its code, each once; return how many answers.

    Nobody weighs it: whoever opens it writes it down, whatever else they may do in the case.
    """
    taken = set(case.consents.exclude(message=None).values_list("message", flat=True))
    moment, added = now(), 0
    for letter in letters:
        if letter.from_desk or letter.row in taken:
            continue
        for purpose, text in letter.consents.items():
            added += 1  # each later than the one before: the newest of a purpose counts
            Consent(
                case=case,
                submission=submission,
                purpose=purpose,
                answer=answer_of(text),
                told=Told.CODE,
                message_id=letter.row,
                said_on=letter.day,
                by=by,
                at=moment + timedelta(microseconds=added),
            ).save(force_insert=True)
    if added:
        journal.record("consent", case, by=str(by.pk), detail={"told": Told.CODE, "count": added})
    return added


def standing(case: Case) -> dict[UUID, dict[str, Consent]]:
    """Return what was last said, by submission and purpose. One query."""
    found: dict[UUID, dict[str, Consent]] = {}
    for one in case.consents.of_what_is_joined().newest_first().select_related("by"):
        found.setdefault(one.submission_id, {}).setdefault(one.purpose, one)
    return found


def is_given(case: Case, purpose: str) -> bool:
    """Say whether everyone who was asked said yes, and at least one was. Default: no."""
    said = [
        by_purpose[purpose].answer
        for by_purpose in standing(case).values()
        if purpose in by_purpose
    ]
    return bool(said) and all(answer == Answer.YES for answer in said)
