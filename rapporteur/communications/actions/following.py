"""Where a letter brought no full answer: decide on a step of the ladder, write a follow-up.

The ladder is that of FIELD 1.10. A step is decided by a person with a reason; nothing climbs by
itself.
"""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.communications import rules, sealing
from rapporteur.communications.actions import drafting
from rapporteur.communications.actions.grouping import copy_law, next_place
from rapporteur.communications.drafts import going_on
from rapporteur.communications.letters import Letter
from rapporteur.communications.models import Communication, FollowUpStep, Rung
from rapporteur.communications.models.follow_ups import BY_HOLDER
from rapporteur.communications.replies.rules import works_on_what_is_out
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account


def checked(letter: Communication, rung: int, why: str, by: Account) -> None:
    """Raise Refused unless a person may decide on this step for this letter now."""
    if reason := works_on_what_is_out(by, letter):
        raise Refused(reason)
    if rung not in Rung.values:
        raise Refused(_("Choose the step."))
    if rung in BY_HOLDER and rules.signs(by, letter):
        raise Refused(_("The mandate-holder decides on what others hear of."))
    if not why.strip():
        raise Refused(_("Give the reason."))
    reached = max((one.rung for one in letter.steps_up.all()), default=0)
    if rung < reached or (rung == reached and rung != Rung.REMINDER):
        raise Refused(_("This step was decided on already, or a later one."))


@transaction.atomic
def decide(letter: Communication, *, rung: int, why: str, by: Account) -> FollowUpStep:
    """Decide on a step for a letter that is out, with the reason. Raises Refused."""
    current = drafting.held(letter)
    checked(current, rung, why, by)
    readers = [sealing.kept_for(current)]
    step = FollowUpStep(
        communication=current,
        rung=rung,
        sealed=sealing.keep(sealing.REVIEW, {"words": why}, readers, by=str(by.pk)),
        decided_by=by,
        decided_on=today(),
    )
    step.save(force_insert=True)
    detail: journal.Detail = {"rung": rung}
    journal.record("decide follow-up", current, by=str(by.pk), detail=detail)
    return step


@transaction.atomic
def write_again(
    letter: Communication, words: Letter, *, questions: Collection[int], why: str, by: Account
) -> Communication:
    """Begin a follow-up to a letter that is out, with the questions that are open. Raises Refused.

    `words` are those of the letter as it was sent. The new letter has a reference of its own and
    the same addressee; it starts from facts and law of the earlier one.
    """
    if not questions:
        raise Refused(_("Choose at least one question that is open."))
    step = decide(letter, rung=Rung.LETTER, why=why, by=by)
    earlier = drafting.held(step.communication)
    group = earlier.group
    place = next_place(group) if group else None
    follow_up = drafting.begin(
        earlier.case,
        kind=earlier.kind,
        addressee_kind=earlier.addressee_kind,
        state=earlier.addressee_state,
        addressee=words.addressee,
        language=earlier.language,
        names_child=earlier.names_child,
        continuing=earlier.continuing,
        follows_up=earlier,
        words=going_on(words, earlier, today(), questions),
        tied={"group": group, "place": place, "role": earlier.role},
        by=by,
    )
    copy_law(earlier, follow_up)
    return follow_up
