"""Write about one event to several: begin a sister letter, and bring its facts into step again.

Each letter keeps its own sealed words. What was written once is copied when a sister begins; a
later change in one is taken over into another by a person alone, and what was approved there falls
away as after any other edit (ADR 0140).
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.communications import rules
from rapporteur.communications.actions import drafting, reviewing
from rapporteur.communications.actions.annexing import Use, found_positions, stand
from rapporteur.communications.drafts import from_sister
from rapporteur.communications.letters import Letter
from rapporteur.communications.models import (
    AnnexLine,
    Communication,
    CommunicationGroup,
    Language,
    Role,
)
from rapporteur.communications.models.groups import KIND_OF
from rapporteur.communications.workflow import State
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.world.models import Country

KEPT = (Use.STANDARD, Use.INTERNAL)  # what does not depend on who the addressee is


def found_group(first: Communication, role: str, by: Account) -> CommunicationGroup:
    """Make the group of an event with its first letter. The caller holds the letter's row."""
    if KIND_OF.get(Role(role) if role in Role.values else Role.OTHER) != first.addressee_kind:
        raise Refused(_("Say as what the addressee of the first letter is written to."))
    group = CommunicationGroup(case=first.case, begun_on=today(), begun_by=by)
    group.save(force_insert=True)
    first.group, first.place, first.role = group, 1, role
    first.save(update_fields=["group", "place", "role"])
    detail: journal.Detail = {"group": str(group.pk), "role": role}
    journal.record("begin group of letters", first, by=str(by.pk), detail=detail)
    return group


def next_place(group: CommunicationGroup) -> int:
    """Return the next place of a group, whose row is held until the transaction ends."""
    CommunicationGroup.objects.select_for_update().get(pk=group.pk)
    return group.letters.count() + 1


@transaction.atomic
def add(
    first: Communication,
    words: Letter,
    *,
    read: int,
    role: str,
    by: Account,
    own_role: str = "",
    state: Country | None = None,
    addressee: str = "",
    language: str = Language.ENGLISH,
) -> Communication:
    """Begin a sister letter from facts, questions and law of another. Raises Refused.

    `words` are those of version `read` of the other letter, opened by whoever begins; `own_role`
    says as what its addressee is written to, where it is the first of its group.
    """
    current = drafting.held(first)
    if reason := rules.works_on(by, current):
        raise Refused(reason)
    if current.state == State.WITHDRAWN:
        raise Refused(_("This letter was withdrawn. Begin from another."))
    if current.version != read:
        raise Refused(_("Someone else has saved this letter meanwhile. Read it again."))
    if role not in Role.values:
        raise Refused(_("Say as what the addressee is written to."))
    group = current.group or found_group(current, own_role, by)
    letter = drafting.begin(
        current.case,
        kind=current.kind,
        addressee_kind=KIND_OF[Role(role)],
        state=state,
        addressee=addressee,
        language=language,
        names_child=current.names_child,
        continuing=current.continuing,
        words=from_sister(
            words,
            current.kind,
            today(),
            addressee=addressee,
            language=language,
            written_in=current.language,
        ),
        tied={
            "group": group,
            "place": next_place(group),
            "role": role,
            "facts_edition": current.facts_edition,
            "to_translate": current.to_translate or language != current.language,
        },
        by=by,
    )
    copy_law(current, letter)
    return letter


@transaction.atomic
def join(
    letter: Communication, first: Communication, *, role: str, by: Account, own_role: str = ""
) -> Communication:
    """Put a letter that was begun alone with another on the same event. Raises Refused.

    `role` is that of its own addressee. Whether both tell the same facts is not known without
    opening them: they count as different until someone takes the facts of one over.
    """
    other, current = drafting.held(first), drafting.held(letter)
    for one in (other, current):
        if reason := rules.works_on(by, one):
            raise Refused(reason)
    if current.group_id or current.follows_up_id or current.case_id != other.case_id:
        raise Refused(_("Only a letter of the same case that stands alone joins others."))
    if current.pk == other.pk or other.follows_up_id:
        raise Refused(_("Choose another letter on the same event."))
    if role not in Role.values or KIND_OF[Role(role)] != current.addressee_kind:
        raise Refused(_("Say as what the addressee of this letter is written to."))
    group = other.group or found_group(other, own_role, by)
    current.group, current.place, current.role = group, next_place(group), role
    current.save(update_fields=["group", "place", "role"])
    current.facts_edition = drafting.next_edition(current)
    current.save(update_fields=["facts_edition"])
    detail: journal.Detail = {"group": str(group.pk), "role": role}
    journal.record("join group of letters", current, by=str(by.pk), detail=detail)
    return current


def copy_law(source: Communication, letter: Communication) -> list[AnnexLine]:
    """Copy the lines of an annex; where the State stands is asked anew for this addressee.

    A treaty that is cited as binding is confirmed for each State: such a line is to be settled.
    """
    positions = found_positions(letter)
    lines = []
    for one in source.lines.select_related("provision__instrument"):
        kept = one.use in KEPT
        line = AnnexLine(
            communication=letter,
            provision=one.provision,
            position=one.position,
            codes=one.codes,
            use=one.use if kept else Use.PROPOSED,
            settled_by_id=one.settled_by_id if kept else None,
        )
        stand(letter, line, positions)
        lines.append(line)
    return AnnexLine.objects.bulk_create(lines)


def draft_again(letter: Communication, words: str, by: Account) -> Communication:
    """Take a letter back to a draft, with the reason; what was approved falls away."""
    if letter.state == State.REVIEW:
        return reviewing.give_back(letter, words=words, by=by)
    if letter.state in {State.APPROVED, State.SIGNED}:
        return reviewing.reopen(letter, words=words, by=by)
    return letter


def checked(letter: Communication, sister: Communication, by: Account) -> None:
    """Raise Refused unless a person may bring the facts of two sisters into step."""
    for one in (letter, sister):
        if reason := rules.works_on(by, one):
            raise Refused(reason)
    if not (letter.tells_the_event and sister.tells_the_event and letter.group == sister.group):
        raise Refused(_("These letters are not about the same event."))
    if letter.is_out or letter.state == State.WITHDRAWN:
        raise Refused(_("This letter is not changed any more. Write a follow-up instead."))


@transaction.atomic
def take_over(
    letter: Communication,
    sister: Communication,
    *,
    own: Letter,
    theirs: Letter,
    read: int,
    read_there: int,
    words: str = "",
    by: Account,
) -> Communication:
    """Put the facts of a sister into a letter, as a new version of a draft. Raises Refused.

    `own` and `theirs` are the words of the versions `read` and `read_there`. A letter that was
    handed in, approved or signed goes back to a draft first, with `words` as the reason.
    """
    current, other = drafting.held(letter), drafting.held(sister)
    checked(current, other, by)
    if (current.version, other.version) != (read, read_there):
        raise Refused(_("Someone else has saved one of the letters meanwhile. Compare them again."))
    draft_again(current, words, by)
    told = own.telling(theirs, named=current.names_child)
    done = drafting.write(current, told, read=read, by=by, before=told)
    done.facts_edition = other.facts_edition
    done.to_translate = other.to_translate or current.language != other.language
    done.save(update_fields=["facts_edition", "to_translate"])
    detail: journal.Detail = {"from": str(other.pk), "version": read_there}
    journal.record("take over facts", done, by=str(by.pk), detail=detail)
    return done


@transaction.atomic
def say_translated(letter: Communication, *, by: Account) -> Communication:
    """Record that the words of a letter stand in its own language now. Raises Refused."""
    current = drafting.held(letter)
    if reason := rules.works_on(by, current):
        raise Refused(reason)
    if current.state != State.DRAFT or not current.to_translate:
        raise Refused(_("There is nothing to translate in this letter."))
    current.to_translate = False
    current.save(update_fields=["to_translate"])
    journal.record("translate letter", current, by=str(by.pk))
    return current


@transaction.atomic
def let_be_named(letter: Communication, *, named: bool, by: Account) -> Communication:
    """Say whether sister letters may name the addressee of this one, once it is sent.

    Raises Refused for whoever may be a person: such an addressee is named in its own letter only.
    """
    current = drafting.held(letter)
    if reason := rules.works_on(by, current):
        raise Refused(reason)
    if named and not rules.may_be_named(current):
        raise Refused(
            _("Only a State, a company or an organization of a group is named to others.")
        )
    current.named_to_sisters = named
    current.save(update_fields=["named_to_sisters"])
    journal.record("name to sisters", current, by=str(by.pk), detail={"named": int(named)})
    return current
