"""The letters of an event and what came after each: in order, with what each is waiting for.

Read from codes and days alone. Five queries, however many letters there are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.communications.models import Communication, FollowUpStep, Role, Rung
from rapporteur.communications.replies.workflow import ReplyState, TimeState
from rapporteur.communications.sisters import missing
from rapporteur.communications.workflow import State
from rapporteur.people.accounts.models import Account

WAITS = {
    State.DRAFT: gettext_lazy("It is being written."),
    State.REVIEW: gettext_lazy("It waits for a second reader."),
    State.APPROVED: gettext_lazy("It waits for the signature."),
    State.SIGNED: gettext_lazy("It waits to be sent."),
    State.WITHDRAWN: gettext_lazy("It was withdrawn."),
}


@dataclass(frozen=True)
class Line:
    """One letter of a thread. `depth` is 0, or how many letters it follows up.

    `differs` says that its facts are not those of the letter that was changed last; `next_rung` is
    the step of the ladder that comes next, None where none does.
    """

    letter: Communication
    depth: int
    waits: str
    differs: bool
    steps: tuple[FollowUpStep, ...]
    next_rung: Rung | None


@dataclass(frozen=True)
class Thread:
    """The letters of an event in order, and which States are normally written to as well."""

    lines: tuple[Line, ...]
    missing: tuple[Role, ...]
    others: bool = False  # letters on the case that are not of this event

    @property
    def in_step(self) -> bool:
        return not any(line.differs for line in self.lines)


def letters_beside(letter: Communication, person: Account) -> QuerySet[Communication]:
    """Return the letters of the same case that a person may see, with what came back to each."""
    found = Communication.objects.visible_to(person).filter(case=letter.case_id)
    return (
        found.select_related("addressee_state")
        .prefetch_related("replies", "time_requests", "steps_up__decided_by")
        .order_by("place", "begun_on", "code")
    )


def waits_for(letter: Communication, on: date) -> str:
    """Say what a letter waits for, from what is loaded of it."""
    if not letter.is_out:
        return str(WAITS[State(letter.state)])
    if any(one.state == ReplyState.LOGGED for one in letter.replies.all()):
        return _("A reply waits to be classified.")
    if any(one.state == TimeState.ASKED for one in letter.time_requests.all()):
        return _("A request for more time waits for an answer.")
    last = max((one.received_on for one in letter.replies.all()), default=None)
    if last is not None:
        said = {"day": date_format(last), "state": letter.get_state_display()}
        return _("Reply received on %(day)s: %(state)s.") % said
    said = {"day": date_format(letter.reply_due or on), "today": date_format(on)}
    if letter.reply_due and letter.reply_due >= on:
        return _("It waits for a reply, which was asked for by %(day)s.") % said
    return _("No reply received as of %(today)s; it was asked for by %(day)s.") % said


def next_rung(letter: Communication, steps: Iterable[FollowUpStep], on: date) -> Rung | None:
    """Return the next step where a letter is out, its day is past and no full answer came.

    From the loaded rows alone. A person decides; nothing is due by itself.
    """
    is_answered = letter.state == State.REPLIED
    if not letter.is_out or is_answered or (letter.reply_due and letter.reply_due >= on):
        return None
    reached = max((one.rung for one in steps), default=0)
    return Rung(reached + 1) if reached < Rung.VISIT else None


def in_order(letters: Iterable[Communication]) -> list[tuple[Communication, int]]:
    """Return letters with their depth: each is followed by what follows it up."""
    found = list(letters)
    after: dict[object, list[Communication]] = {}
    known = {one.pk for one in found}
    for one in found:
        after.setdefault(one.follows_up_id if one.follows_up_id in known else None, []).append(one)
    ordered: list[tuple[Communication, int]] = []
    waiting = [(one, 0) for one in reversed(after.get(None, []))]
    while waiting:
        one, depth = waiting.pop()
        ordered.append((one, depth))
        waiting += [(later, depth + 1) for later in reversed(after.get(one.pk, []))]
    return ordered


def of_one_event(letter: Communication, letters: Iterable[Communication]) -> list[Communication]:
    """Keep the letters of the same group, or where there is none those of the same chain."""
    found = list(letters)
    if letter.group_id is not None:
        return [one for one in found if one.group_id == letter.group_id]
    before: dict[object, object] = {one.pk: one.follows_up_id for one in found}

    def first(key: object) -> object:
        while (earlier := before.get(key)) is not None:
            key = earlier
        return key

    start = first(letter.pk)
    return [one for one in found if first(one.pk) == start]


def thread_of(letter: Communication, person: Account, on: date) -> Thread:
    """Return the letters of the event of a letter, as far as a person may see them."""
    beside = list(letters_beside(letter, person))
    letters = of_one_event(letter, beside)
    telling = [one for one in letters if one.tells_the_event and one.state != State.WITHDRAWN]
    newest = max((one.facts_edition for one in telling), default=1)
    lines = []
    for one, depth in in_order(letters):
        steps = tuple(one.steps_up.all())
        differs = one in telling and one.facts_edition != newest
        rung = next_rung(one, steps, on)
        lines.append(Line(one, depth, waits_for(one, on), differs, steps, rung))
    others = len(beside) > len(letters)
    return Thread(tuple(lines), tuple(missing(letters)), others)


def joinable(letter: Communication, person: Account) -> QuerySet[Communication]:
    """Return the letters of the case that a letter which stands alone may be put with."""
    found = Communication.objects.visible_to(person).filter(case=letter.case_id, follows_up=None)
    return found.exclude(pk=letter.pk).select_related("addressee_state").order_by("code")
