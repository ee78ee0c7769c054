"""Say which part of a reply answers which question, and grade it: two people, each alone.

What is given here is for the desk. Nothing of it goes to the public door.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.communications import sealing
from rapporteur.communications.actions import drafting
from rapporteur.communications.grading.rules import (
    has_reply,
    is_not_graded_yet,
    works_on_grading,
)
from rapporteur.communications.grading.workflow import (
    AGREE,
    ALIKE,
    DIFFER,
    FIRST,
    PROPOSE,
    SETTLE,
    GradingState,
)
from rapporteur.communications.models import (
    Communication,
    Grade,
    GradeRule,
    Grading,
    Passage,
    Reply,
)
from rapporteur.communications.questions import Asked, squeezed
from rapporteur.communications.replies.rules import works_on_what_is_out
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.models import Version
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account

LONGEST = 4_000  # characters of a passage
DONE = (GradingState.ALIKE, GradingState.SETTLED)


@transaction.atomic
def begin(letter: Communication, *, question: int, asked: Asked, by: Account) -> Grading:
    """Return the round in which a question is graded now, begun where there is none.

    `asked` are the questions of the letter as it was sent. A question that was graded in full is
    graded anew once a later reply is there. Raises Refused.
    """
    current = drafting.held(letter)
    if reason := works_on_what_is_out(by, current) or has_reply(current):
        raise Refused(reason)
    if not 1 <= question <= len(asked.questions):
        raise Refused(_("The letter asks no such question."))
    replies = current.replies.count()
    last = current.gradings.filter(question=question).order_by("-round").first()
    if last is not None and (last.state not in DONE or last.replies >= replies):
        return last
    rubric = GradeRule.objects.on(today())
    if not rubric:
        raise Refused(_("No rubric holds today: nothing can be graded."))
    grading = Grading.objects.create(
        communication=current,
        question=question,
        round=last.round + 1 if last else 1,
        replies=replies,
        edition=rubric[0].valid_from,
    )
    detail: journal.Detail = {"letter": str(current.pk), "question": question}
    journal.record("begin grading", grading, by=str(by.pk), detail=detail)
    return grading


def held(grading: Grading) -> Grading:
    """Lock a round, so that two people cannot both be the first to grade."""
    return Grading.objects.select_for_update(of=("self",)).get(pk=grading.pk)


def checked(words: str, paragraph: int, paragraphs: Sequence[str]) -> str:
    """Return a passage that stands in its paragraph so; the whole of it where none was given."""
    if not 1 <= paragraph <= len(paragraphs):
        raise Refused(_("The reply has no such paragraph."))
    passage = squeezed(words) or squeezed(paragraphs[paragraph - 1])
    if passage not in squeezed(paragraphs[paragraph - 1]):
        raise Refused(_("These words do not stand so in that paragraph of the reply."))
    return passage


@transaction.atomic
def choose(
    grading: Grading,
    reply: Reply,
    *,
    paragraph: int,
    paragraphs: Sequence[str],
    words: str = "",
    by: Account,
) -> Passage:
    """Choose the part of a reply that answers a question: a paragraph, or words of one.

    `paragraphs` are those of the reply as it was typed; of a reply that came as a file alone there
    are none: then `paragraph` is the page, and the words are typed from it and not checked.
    Sealed to the desk. Raises Refused.
    """
    current = held(grading)
    if reason := works_on_grading(by, current) or is_not_graded_yet(current):
        raise Refused(reason)
    if current.state in DONE or reply.communication_id != current.communication_id:
        raise Refused(_("This is not open for passages of that reply."))
    if len(words) > LONGEST:
        raise Refused(_("Choose the words that answer, not the whole reply."))
    copied = not paragraphs
    if copied and not words.strip():
        raise Refused(_("Type the words that answer, as they stand in the file."))
    text = words.strip() if copied else checked(words, paragraph, paragraphs)
    passage = Passage.objects.create(
        grading=current,
        reply=reply,
        paragraph=max(paragraph, 1),
        copied=copied,
        sealed=kept(current, {"text": text}, by),
        chosen_by=by,
        chosen_on=today(),
    )
    journal.record("choose passage", passage, by=str(by.pk), detail={"grading": str(current.pk)})
    return passage


@transaction.atomic
def drop(passage: Passage, *, by: Account) -> Passage:
    """Take a passage back that was chosen by mistake, while nobody graded. Raises Refused."""
    current = held(passage.grading)
    if reason := works_on_grading(by, current) or is_not_graded_yet(current):
        raise Refused(reason)
    passage.dropped = True
    passage.save(update_fields=["dropped"])
    journal.record("drop passage", passage, by=str(by.pk))
    return passage


def kept(grading: Grading, words: sealing.Words, by: Account) -> Version:
    readers = [sealing.kept_for(grading.communication)]
    return sealing.keep(sealing.REVIEW, words, readers, by=str(by.pk))


def may_be(grading: Grading, code: str, why: str) -> None:
    """Raise Refused unless the rubric of this round has the grade and the passages carry it."""
    rubric = {one.code: one for one in GradeRule.objects.edition(grading.edition)}
    if code not in rubric:
        raise Refused(_("Choose one of the grades."))
    if not why.strip():
        raise Refused(_("Give the reason: what in the reply shows it."))
    has_passage = grading.passages.filter(dropped=False).exists()
    if rubric[code].needs_passage and not has_passage:
        raise Refused(_("For this grade, choose the part of the reply that shows it first."))


@transaction.atomic
def grade(grading: Grading, *, code: str, why: str, by: Account) -> Grading:
    """Grade a question, alone: the first of two, or the second who did not see the first.

    Raises Refused. The journal says who graded, not how.
    """
    current = held(grading)
    may_be(current, code, why)
    first = current.grades.first()
    step = FIRST
    if first is not None:
        step = ALIKE if first.code == code else DIFFER
    done = take(step, current, by=by)
    Grade.objects.create(
        grading=current,
        place=1 if first is None else 2,
        grader=by,
        code=code,
        sealed=kept(current, {"why": why}, by),
        given_on=today(),
    )
    return done


@transaction.atomic
def propose(grading: Grading, *, code: str, why: str, by: Account) -> Grading:
    """Propose what both could agree on, as one of the two; the other agrees. Raises Refused."""
    may_be(grading, code, why)
    sealed = kept(grading, {"why": why}, by)
    return take(PROPOSE, grading, by=by, settled_code=code, reason=sealed, proposed_by=by)


@transaction.atomic
def agree(grading: Grading, *, by: Account) -> Grading:
    """Agree to what the other of the two proposes. Raises Refused."""
    return take(AGREE, grading, by=by, settled_by=by, settled_on=today())


@transaction.atomic
def settle(grading: Grading, *, code: str, why: str, by: Account) -> Grading:
    """Settle what two graded differently, as a third, with the reason. Raises Refused."""
    may_be(grading, code, why)
    sealed = kept(grading, {"why": why}, by)
    return take(
        SETTLE, grading, by=by,
        settled_code=code, reason=sealed, proposed_by=None, settled_by=by, settled_on=today(),
    )  # fmt: skip
