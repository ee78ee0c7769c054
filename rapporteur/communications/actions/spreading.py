"""The same letter to many States: one draft, one letter each, and one step for all that are alike.

A set is a pattern with its copies. A copy that someone edited, or whose law is printed otherwise,
is no longer of the set: it takes its steps alone, with approvals of its own (ADR 0140).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.communications import rules
from rapporteur.communications.actions import drafting
from rapporteur.communications.actions.grouping import copy_law, found_group, next_place
from rapporteur.communications.letters import Letter
from rapporteur.communications.models import AnnexLine, Communication, Role
from rapporteur.communications.workflow import State
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.world.models import Country

Act = Callable[[Communication], object]
ALIKE = ("kind", "language", "state", "names_child", "continuing", "mandates", "to_translate")


def checked(pattern: Communication, read: int, by: Account) -> None:
    """Raise Refused unless this letter can be the pattern of others."""
    if reason := rules.works_on(by, pattern):
        raise Refused(reason)
    if pattern.state != State.DRAFT or pattern.addressee_state_id is None:
        raise Refused(_("Only a draft to a State is written to several States."))
    if pattern.to_translate:
        raise Refused(_("Translate the letter first: each language is a letter of its own."))
    if pattern.version != read:
        raise Refused(_("Someone else has saved this letter meanwhile. Read it again."))


@transaction.atomic
def spread(
    letter: Communication, words: Letter, states: Iterable[Country], *, read: int, by: Account
) -> list[Communication]:
    """Begin the same letter to each of these States, in the language of the pattern.

    `words` are those of version `read`. A State that has a letter of this event is left out. One
    transaction: where one letter is refused, none is begun. Raises Refused.
    """
    pattern = drafting.held(letter)
    checked(pattern, read, by)
    group = pattern.group or found_group(pattern, Role.CONCERNED, by)
    standing = group.letters.exclude(state=State.WITHDRAWN)
    written = set(standing.values_list("addressee_state", flat=True))
    wanted = [state for state in states if state.pk not in written]
    if not wanted:
        raise Refused(_("Choose at least one State that has no letter on this event yet."))
    place = next_place(group)
    tied = {
        "group": group,
        "role": pattern.role,
        "facts_edition": pattern.facts_edition,
        "copy_of": pattern,
        "copied_version": pattern.version,
    }
    made = []
    for at, state in enumerate(wanted, place):
        copy = drafting.begin(
            pattern.case,
            kind=pattern.kind,
            addressee_kind=pattern.addressee_kind,
            state=state,
            language=pattern.language,
            names_child=pattern.names_child,
            continuing=pattern.continuing,
            words=words,
            tied={**tied, "place": at},
            by=by,
        )
        copy_law(pattern, copy)
        made.append(copy)
    return made


def law_of(letters: Iterable[Communication]) -> dict[UUID, list[tuple[str, str]]]:
    """Return what is printed of the annex of each letter, in order; one query."""
    found: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    lines = AnnexLine.objects.printed().filter(communication__in=letters).order_by("position")
    for letter, provision, use in lines.values_list("communication", "provision", "use"):
        found[letter].append((str(provision), use))
    return found


def alike(pattern: Communication) -> list[Communication]:
    """Return the pattern and its copies that say the same and stand where it stands.

    Nothing is opened: a copy has one version, made of the version that the pattern has now.
    """
    copies = list(
        pattern.copies.filter(copied_version=pattern.version, version=1)
        .select_related("case", "desk", "addressee_state", "record")
        .order_by("place")
    )
    law = law_of([pattern, *copies])

    def is_alike(copy: Communication) -> bool:
        same = all(getattr(copy, name) == getattr(pattern, name) for name in ALIKE)
        return same and law[copy.pk] == law[pattern.pk]

    return [pattern, *(copy for copy in copies if is_alike(copy))]


def for_all(letter: Communication, act: Act) -> Sequence[Communication]:
    """Take one act with each letter of a set, all or none; return the set. Raises Refused.

    Each letter keeps a step, a review and an entry in the journal of its own.
    """
    with transaction.atomic():
        letters = alike(drafting.held(letter))
        for one in letters:
            try:
                act(one)
            except Refused as refusal:
                told = {"letter": one.code, "reason": str(refusal)}
                raise Refused(_("%(letter)s: %(reason)s") % told) from refusal
    return letters
