"""What was received: opened one by one, shown by its questions, answered in the thread."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapporteur.cases import actions, consents, rules, sealing
from rapporteur.cases.enquiries import taking
from rapporteur.cases.likeness import actions as likeness
from rapporteur.cases.models import Case, Consent
from rapporteur.intake import dialogue
from rapporteur.intake.models import Message, Submission
from rapporteur.intake.questions import BY_CODE, IDENTITY, Form
from rapporteur.intake.threads import Letter
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.people.accounts.models import Account
from rapporteur.world.models import Country

MAY_ANSWER = "may_answer"


@dataclass(frozen=True)
class Line:
    """One question in the words of its writer, with the answer; choices and States in words."""

    code: str
    question: str | Promise
    answer: str | Promise
    is_consent: bool


def open_submission(submission: Submission, keyring: Keyring, *, by: Account) -> dialogue.Said:
    """Open a submission, journalled before it is shown. Raises Refused."""
    if reason := rules.reads_submission(by, submission):
        raise Refused(reason)
    with sealing.answering():
        said = dialogue.open_submission(submission, keyring, by=str(by.pk))
    actions.mark_opened(submission, by=by)
    take_changes(submission, said, by=by)
    taking.take_answers(submission, said, by=by)
    likeness.sign(submission, said.answers, by=by)
    return said


def take_changes(submission: Submission, said: dialogue.Said, *, by: Account) -> None:
    """Write down in each case of a submission what its source has changed with its code."""
    for case in Case.objects.filter(joined__submission=submission):
        consents.take_changes(case, submission, said.letters, by=by)


def lines(said: dialogue.Said) -> list[Line]:
    """Return what was answered, in the order of the questions; what was skipped is left out."""
    return lines_of(said.answers)


def lines_of(answers: Mapping[str, str]) -> list[Line]:
    """Return answers as lines; who the source is never stands among them."""
    writer = answers.get("writer", "")
    return [
        Line(
            code,
            question.words_for(writer),
            answer_in_words(code, answers[code]),
            question.consent,
        )
        for code, question in BY_CODE.items()
        if answers.get(code) and code not in IDENTITY
    ]


def changed_lines(letter: Letter) -> list[Line]:
    """Return what a message changes of what the source allows, in words; mostly nothing."""
    return [
        Line(code, BY_CODE[code].words, answer_in_words(code, text) or _("not said"), True)
        for code, text in letter.consents.items()
        if code in BY_CODE
    ]


def answer_in_words(code: str, answer: str) -> str | Promise:
    question = BY_CODE[code]
    if question.form == Form.CHOICE:
        return dict(question.choices).get(answer, answer)
    if question.form == Form.STATE:
        country = Country.objects.filter(iso3=answer).first()
        return str(country) if country else answer
    return answer


def lets_us_answer(submission: Submission, said: dialogue.Said) -> bool:
    """Say whether the source wants to be written to: what was said last, else the submission.

    Who skipped the question is written to: nothing is sent anywhere, it waits behind the code.
    """
    later = Consent.objects.filter(submission=submission, purpose=MAY_ANSWER).newest_first()
    newest = later.values_list("answer", flat=True).first()
    with_code = [one.consents[MAY_ANSWER] for one in said.letters if MAY_ANSWER in one.consents]
    first = with_code[-1] if with_code else said.answers.get(MAY_ANSWER, "")
    return (newest or first) != Consent.Answer.NO


def require_willing(submission: Submission, said: dialogue.Said) -> None:
    """Raise Refused where the source asked not to be written to."""
    if not lets_us_answer(submission, said):
        raise Refused(_("This source asked not to be written to."))


def write_back(
    submission: Submission,
    text: str,
    *,
    said: dialogue.Said,
    by: Account,
    answers_deletion: bool = False,
) -> Message:
    """Write to the source in its thread. Raises Refused.

    Who asked for deletion is answered, whatever it said of other words: it is owed to them.
    """
    if reason := rules.reads_submission(by, submission):
        raise Refused(reason)
    if not answers_deletion:
        require_willing(submission, said)
    if not text.strip():
        raise Refused(_("Write something first."))
    with sealing.answering():
        kind = Message.Kind.DELETION if answers_deletion else Message.Kind.WORD
        reader = sealing.kept_for_submission(submission)
        return dialogue.write(said, text, by=str(by.pk), kind=kind, reader=reader)
