"""Begin a letter, write it block by block, record who joins and what number it was given."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from rapporteur.cases import rules as case_rules
from rapporteur.cases.models import Case
from rapporteur.communications import grounds, references, rules, sealing
from rapporteur.communications.drafts import first_draft
from rapporteur.communications.letters import Letter
from rapporteur.communications.models import (
    Addressee,
    Communication,
    CommunicationGroup,
    Invitation,
    Language,
)
from rapporteur.communications.publishing.copying import keep_true
from rapporteur.communications.workflow import State
from rapporteur.kernel.clock import today
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.instance.rules import EXERCISE_STATE
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.people.mandates.models import Mandate
from rapporteur.world.models import Country

APPROVED = (Invitation.Answer.JOINS, Invitation.Answer.EDITS)
OPEN_TO_JOIN = (State.DRAFT, State.REVIEW)  # later answers would change what was approved


def checked(case: Case, kind: str, by: Account, *, names_child: bool) -> None:
    """Raise Refused where a letter of this kind may not be begun on this case."""
    shared = bool(grounds.invited(case))
    for reason in (
        case_rules.works_on(by, case),
        grounds.no_decision(case, kind),
        grounds.no_overlap_check(case),
        grounds.no_known_source(case),
        grounds.no_consent(case, names_child=names_child, shared=shared),
    ):
        if reason:
            raise Refused(reason)


def check_state(state: Country) -> None:
    """Raise Refused for what is no State, and in an exercise for every State but Exerland."""
    if not Country.objects.states().filter(pk=state.pk).exists():
        raise Refused(_("A letter to a Government goes to a State of the list."))
    if is_exercise() and state.pk != EXERCISE_STATE:
        raise Refused(_("This is an exercise: letters go to Exerland only."))


def check_addressee(kind: str, state: Country | None, addressee: str) -> None:
    """Raise Refused unless it is a State that is named, or somebody else who is."""
    if (kind == Addressee.STATE) != (state is not None):
        raise Refused(_("A letter to a State names the State; any other names its addressee."))
    if state is not None:
        check_state(state)
    elif not addressee.strip():
        raise Refused(_("Say to whom the letter goes."))


@transaction.atomic
def begin(
    case: Case,
    *,
    kind: str,
    addressee_kind: str,
    by: Account,
    state: Country | None = None,
    addressee: str = "",
    subject: str = "",
    language: str = Language.ENGLISH,
    names_child: bool = False,
    continuing: bool = False,
    follows_up: Communication | None = None,
    words: Letter | None = None,
    tied: Mapping[str, Any] | None = None,
) -> Communication:
    """Begin a letter from the blocks of the day; those invited to sign are those of the triage.

    `addressee` names whoever is no State, and is sealed with the words. `words` stand in the place
    of the blocks, and `tied` are the fields that tie it to other letters (actions.grouping,
    actions.following). Raises Refused.
    """
    checked(case, kind, by, names_child=names_child)
    check_addressee(addressee_kind, state, addressee)
    desk = Desk.objects.get(pk=case.desk_id)
    if words is None:
        words = first_draft(kind, language, today(), addressee=addressee, subject=subject)
    letter = Communication(
        code=references.own(),
        desk=desk,
        case=case,
        kind=kind,
        addressee_kind=addressee_kind,
        addressee_state=state,
        language=language,
        names_child=names_child,
        facts_on=grounds.month_of(case),
        continuing=continuing,
        scope_codes=grounds.scope_of(case),
        mandates=[desk.mandate_code],
        writers=[str(by.pk)],
        drafter=by,
        begun_on=today(),
        follows_up=follows_up,
        **(tied or {}),
    )
    readers = [sealing.kept_for(letter)]
    letter.record = sealing.keep(sealing.LETTER, words.words(), readers, by=str(by.pk)).record
    letter.save(force_insert=True)
    invite(letter)
    journal.record("begin letter", letter, by=str(by.pk), detail={"case": str(case.pk)})
    return letter


def invite(letter: Communication) -> None:
    """Invite to sign those that triage named and that may sign; others are informed only."""
    may = Mandate.objects.on(today()).filter(may_cosign=True, code__in=grounds.invited(letter.case))
    Invitation.objects.bulk_create(
        Invitation(communication=letter, mandate=code)
        for code in may.values_list("code", flat=True)
        if code not in letter.mandates
    )


def held(letter: Communication) -> Communication:
    """Return the letter with its row held until the transaction ends."""
    letters = Communication.objects.select_for_update(of=("self",))
    return letters.select_related("case", "desk", "addressee_state").get(pk=letter.pk)


def next_edition(letter: Communication) -> int:
    """Return the number of facts that no letter of the group has; the group is held meanwhile."""
    group = CommunicationGroup.objects.select_for_update().get(letters=letter)
    found = group.letters.aggregate(newest=Max("facts_edition"))["newest"]
    return int(found) + 1


def changes_event(letter: Communication, before: Letter | None, words: Letter) -> bool:
    """Say whether what a letter tells of its event is changed; to put it into words is no change.

    Without the words from `before` it is not known, and counts as a change.
    """
    if not letter.tells_the_event or letter.to_translate:
        return False
    return before is None or before.event() != words.event()


@transaction.atomic
def write(
    letter: Communication, words: Letter, *, read: int, by: Account, before: Letter | None = None
) -> Communication:
    """Seal the next version of a draft. `read` is the version that was read before writing.

    `before` are the words of that version: with others its facts differ from those of its sisters.
    Raises Refused where it is no draft any more, or someone else has saved meanwhile.
    """
    current = held(letter)
    if reason := rules.works_on(by, current):
        raise Refused(reason)
    if current.state != State.DRAFT:
        raise Refused(_("Only a draft is written. Take it back to a draft first."))
    if current.version != read:
        raise Refused(
            _("Someone else has saved this letter meanwhile. Your words are still here: compare.")
        )
    current.version += 1
    readers = [sealing.kept_for(current)]
    sealing.add(current.record, current.version, words.words(), readers, by=str(by.pk))
    if str(by.pk) not in current.writers:
        current.writers = [*current.writers, str(by.pk)]
    void_approvals(current, by)
    if changes_event(current, before, words):
        current.facts_edition = next_edition(current)
    current.save(update_fields=["version", "writers", "facts_edition", "mandates"])
    detail: journal.Detail = {"version": current.version}
    journal.record("write letter", current, by=str(by.pk), detail=detail)
    return current


@transaction.atomic
def choose(
    letter: Communication, *, names_child: bool, continuing: bool, by: Account
) -> Communication:
    """Choose how a child is told of, and whether what is reported goes on. Raises Refused."""
    current = held(letter)
    if reason := rules.works_on(by, current):
        raise Refused(reason)
    if current.state != State.DRAFT:
        raise Refused(_("Only a draft is changed. Take it back to a draft first."))
    if reason := grounds.no_consent(current.case, names_child=names_child, shared=current.is_joint):
        raise Refused(reason)
    current.names_child, current.continuing = names_child, continuing
    void_approvals(current, by)
    current.save(update_fields=["names_child", "continuing", "mandates"])
    journal.record(
        "choose rendition", current, by=str(by.pk), detail={"names_child": int(names_child)}
    )
    return current


def void_approvals(letter: Communication, by: Account) -> None:
    """Void what other mandates approved: the draft is another now. The caller saves `mandates`."""
    approved = letter.invitations.filter(answer__in=APPROVED, voided=False)
    if approved.update(voided=True):
        detail: journal.Detail = {"version": letter.version}
        journal.record("void approvals", letter, by=str(by.pk), detail=detail)
    letter.mandates = [letter.desk.mandate_code]


@transaction.atomic
def answer_invitation(
    invitation: Invitation, *, answer: str, by: Account, means: str = "", on: date | None = None
) -> Invitation:
    """Record what a mandate without a desk here answered, on which day and by which way.

    Who joins signs. Raises Refused.
    """
    letter = held(invitation.communication)
    invitation = Invitation.objects.get(pk=invitation.pk)
    if reason := rules.works_on(by, letter):
        raise Refused(reason)
    if letter.state not in OPEN_TO_JOIN:
        raise Refused(_("The text is settled: an answer now would change who signs it."))
    if answer not in Invitation.Answer.values:
        raise Refused(_("Choose what the mandate answered."))
    given = answer != Invitation.Answer.NONE
    if invitation.desk_id:
        raise Refused(_("This mandate reads the draft at its own desk, and answers there."))
    if given and (means not in Invitation.Means.values or (on or today()) > today()):
        raise Refused(_("Say by which way the answer came, and on which day."))
    invitation.means = means if given else ""
    invitation.answer = answer
    invitation.answered_on = (on or today()) if given else None
    invitation.recorded_by = by if given else None
    keep_answer(invitation, letter, by)
    return invitation


def keep_answer(invitation: Invitation, letter: Communication, by: Account) -> None:
    """Save an answer on the draft as it stands; signatories follow. The caller holds the letter."""
    invitation.voided = False
    if invitation.answer in APPROVED:
        invitation.approved_version = letter.version
    invitation.save()
    letter.mandates = [letter.desk.mandate_code, *joined(letter)]
    letter.save(update_fields=["mandates"])
    detail = {"mandate": invitation.mandate, "answer": invitation.answer}
    if invitation.means:
        detail["means"] = invitation.means
    journal.record("answer invitation", letter, by=str(by.pk), detail=detail)


def joined(letter: Communication) -> Sequence[str]:
    return list(letter.invitations.signing().values_list("mandate", flat=True))


@transaction.atomic
def record_reference(letter: Communication, text: str, *, by: Account) -> Communication:
    """Keep the official reference that a letter was given, once. It is never made here.

    Raises Refused where it cannot be read, does not fit the letter, or belongs to another.
    """
    found = references.parse(text)
    current = held(letter)
    if reason := rules.works_on(by, current):
        raise Refused(reason)
    if current.state in {State.DRAFT, State.REVIEW, State.WITHDRAWN}:
        raise Refused(_("A letter is given its reference once it is approved."))
    if current.reference:
        raise Refused(_("This letter has its reference already."))
    if found.kind and found.kind != current.kind:
        raise Refused(_("This reference is of another kind of letter."))
    expected = current.addressee_state_id or references.OTHER_ADDRESSEE
    if found.addressee != expected:
        raise Refused(_("This reference is of another addressee."))
    current.reference_addressee = found.addressee
    current.reference_number, current.reference_year = found.number, found.year
    current.reference_symbols = list(found.symbols)
    try:
        with transaction.atomic():
            current.save(
                update_fields=[
                    *("reference_addressee", "reference_number"),
                    *("reference_year", "reference_symbols"),
                ]
            )
    except IntegrityError:
        raise Refused(_("Another letter has this reference.")) from None
    code = f"{found.addressee}-{found.number}/{found.year}"
    journal.record("record reference", current, by=str(by.pk), detail={"reference": code})
    keep_true(current)
    return current
