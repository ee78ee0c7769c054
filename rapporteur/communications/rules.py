"""Who may do what with a letter, and what must hold first. Each answers None, or the reason.

What a letter rests on — decision, overlap, consent, a known source — is asked of its case at
every step up to sending, not only when it was drafted.
"""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from rapporteur.cases.rules import is_not_denied
from rapporteur.checklists.models import ChecklistItem
from rapporteur.checklists.rules import is_complete
from rapporteur.communications import grounds
from rapporteur.kernel.access import roles
from rapporteur.kernel.access.rules import Reason, needs
from rapporteur.kernel.clock import now, today
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.rules import may_at, roles_of

if TYPE_CHECKING:
    from rapporteur.communications.models import Communication
    from rapporteur.people.desks.models import Desk

reads_sealed = needs(roles.READ_SEALED, roles_of)


def keeps_register(person: Account, desk: "Desk") -> Reason | None:
    """Members of a desk who read what is sealed to it keep its register of earlier letters."""
    if may_at(person, roles.READ_SEALED, desk.pk):
        return None
    return _("Only members of a desk who read what is sealed keep its register.")


def publishes_register(person: Account, desk: "Desk") -> Reason | None:
    """What a line marked public says goes to the public door at once, so one person decides it."""
    if may_at(person, roles.DECIDE, desk.pk):
        return None
    return _("Only the mandate-holder loads lines that are marked public.")


def works_on(person: Account, letter: "Communication") -> Reason | None:
    """Members of the desk of the letter whose role reads what is sealed to it."""
    if may_at(person, roles.READ_SEALED, letter.desk_id):
        return is_not_denied(person, letter.case)
    return _("Only members of its desk who read what is sealed work on a letter.")


def signs(person: Account, letter: "Communication") -> Reason | None:
    if may_at(person, roles.DECIDE, letter.desk_id):
        return is_not_denied(person, letter.case)
    return _("Only the mandate-holder signs.")


def is_second_reader(person: Account, letter: "Communication") -> Reason | None:
    """Whoever wrote any of a letter does not approve it (R31.2)."""
    if person.pk == letter.drafter_id or str(person.pk) in letter.writers:
        return _("A letter is approved by someone who wrote none of it.")
    return None


def was_decided(_person: Account, letter: "Communication") -> Reason | None:
    return grounds.no_decision(letter.case, letter.kind)


def was_checked_for_overlap(_person: Account, letter: "Communication") -> Reason | None:
    return grounds.no_overlap_check(letter.case)


def has_known_source(_person: Account, letter: "Communication") -> Reason | None:
    return grounds.no_known_source(letter.case)


def has_consent(_person: Account, letter: "Communication") -> Reason | None:
    """The consent given is enough for the rendition that was chosen, asked anew at each step."""
    return grounds.no_consent(letter.case, names_child=letter.names_child, shared=letter.is_joint)


def no_word_waits(_person: Account, letter: "Communication") -> Reason | None:
    """A source can take back with its code what a letter rests on; so it is read first."""
    return grounds.a_word_waits(letter.case)


def no_mandate_waits(_person: Account, letter: "Communication") -> Reason | None:
    """Another mandate is given its time, and signs no words that it has not read (R28.3)."""
    if letter.invitations.void().exists():
        return _(
            "A mandate approved other words than these, or with edits: ask it again, or close that"
            " with a reason."
        )
    if letter.invitations.open_at(now()).exists():
        return _("A mandate that was asked to join may still answer: wait, or close its window.")
    return None


def is_in_its_language(_person: Account, letter: "Communication") -> Reason | None:
    """What came from a sister letter in another language is translated before it is read."""
    if letter.to_translate:
        return _("The facts still stand in the language of the letter that they came from.")
    return None


def may_be_named(letter: "Communication") -> bool:
    """Say whether other letters may name its addressee: who is of no known kind may be a person."""
    return letter.group_id is not None and letter.addressee_kind != "other"


def was_reviewed(letter: "Communication", kind: str) -> bool:
    """Say whether this version was reviewed in this respect by someone who is not its drafter."""
    found = letter.reviews.filter(kind=kind, version=letter.version)
    return found.exclude(by=letter.drafter_id).exists()


def has_gender_review(_person: Account, letter: "Communication") -> Reason | None:
    if was_reviewed(letter, "gender"):
        return None
    return _("A gender review of this version by someone other than the drafter is missing.")


def has_best_interests_note(_person: Account, letter: "Communication") -> Reason | None:
    """Every letter about children, which leaves out only comments on a law or policy (R40.2)."""
    if letter.kind == "OL" or was_reviewed(letter, "interests"):
        return None
    return _("A best-interests note on this version by someone other than the drafter is missing.")


def has_answered_checklist(_person: Account, letter: "Communication") -> Reason | None:
    """Each item of the Code of Conduct and the Manual is answered for this version (R29.1)."""
    return is_complete(asked_of(letter), answers_of(letter))


def asked_of(letter: "Communication") -> list[ChecklistItem]:
    return ChecklistItem.objects.of("letter", today(), letter.kind)


def answers_of(letter: "Communication") -> dict[str, Any]:
    """Return what was answered last to the checklist for the version that stands."""
    last = letter.checklists.filter(version=letter.version).last()
    return last.answers if last else {}


def has_settled_law(_person: Account, letter: "Communication") -> Reason | None:
    """Each line of the annex is settled; what it calls binding was confirmed this month."""
    if letter.lines.unsettled().exists():
        return _("Settle each line of the legal annex: cite it, or keep it as an internal note.")
    if letter.lines.stale(today()).exists():
        return _(
            "A line of the legal annex is cited as binding and was not confirmed against the"
            " depositary this month."
        )
    return None


def is_no_longer_confidential(_person: Account, letter: "Communication") -> Reason | None:
    if letter.public_from and letter.public_from <= today():
        return None
    return _("The confidential period is not over.")
