"""Keep the signature of a submission, sealed to whoever the submission itself is sealed to."""

from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction

from rapporteur.cases.likeness.signatures import packed, signature_of
from rapporteur.cases.models import Likeness
from rapporteur.intake.models import Submission
from rapporteur.intake.questions import BY_CODE, Form
from rapporteur.intake.threads import as_bytes
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.faults import Untrusted
from rapporteur.kernel.vault.models import Wrap
from rapporteur.people.accounts.models import Account

KIND = "cases.likeness"
ITS_KEY = "cases_likeness_pkey"


def compared_text(answers: Mapping[str, str]) -> str:
    """Return what was told at length; never a name, a choice, a place or a consent."""
    told = [
        code
        for code, question in BY_CODE.items()
        if question.form == Form.TEXT and not question.consent and not question.identity
    ]
    return "\n".join(answers[code] for code in told if answers.get(code))


def ties(submission: UUID, desk: UUID) -> dict[str, str]:
    """Return what the body says of where it stands, so that no row is hung on another's."""
    return {"row": str(submission), "desk": str(desk)}


def readers_of(submission: Submission) -> list[UUID]:
    """Return the groups that the submission is sealed to: who lost it, gets no signature of it."""
    wraps = Wrap.objects.filter(version=submission.sealed_id, part=0)
    return sorted(set(wraps.values_list("epoch__recipient", flat=True)))


def sign(submission: Submission, answers: Mapping[str, str], *, by: Account) -> bool:
    """Keep the signature of a submission that was just opened, once; say whether it was now.

    Too short a text gets none, and where the key of the desk cannot be sealed to, the next
    opening tries again: reading never waits for it.
    """
    if Likeness.objects.filter(submission=submission).exists():
        return False
    signature = signature_of(compared_text(answers))
    if signature is None:
        return False
    body = as_bytes({**packed(signature), **ties(submission.pk, submission.desk)})
    try:
        with transaction.atomic():
            sealed = records.keep(KIND, body, readers_of(submission), by=str(by.pk))
            Likeness(submission=submission, sealed=sealed).save(force_insert=True)
    except Untrusted:
        return False
    except IntegrityError as error:
        if ITS_KEY not in str(error):
            raise
        return False  # a colleague opened it at the same moment
    return True
