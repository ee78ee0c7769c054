"""What must hold before a triage is decided, and before a decision to act. Reason, or None.

Nothing here asks for exhausted remedies, a ratified treaty or the standing of an organisation.
"""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from rapporteur.cases import joining
from rapporteur.cases import rules as of_cases
from rapporteur.cases.criteria import Criterion, Result
from rapporteur.cases.facts import Choice, Fact, Known, SafePerson
from rapporteur.cases.outcomes import ACTS, Outcome
from rapporteur.intake.models import Message
from rapporteur.intake.writers import CHILDREN
from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.clock import today
from rapporteur.people.accounts.models import Account

if TYPE_CHECKING:
    from rapporteur.cases.models import Case, Triage

SEND, NOT_SEND = "may_send", {"no", "skipped", "words"}


def works_here(person: Account, triage: "Triage") -> Reason | None:
    return of_cases.works_on(person, triage.case)


def decides_here(person: Account, triage: "Triage") -> Reason | None:
    return of_cases.decides_on(person, triage.case)


def results_of(triage: "Triage") -> dict[str, str]:
    """Return the result of each criterion that was weighed. One query."""
    return dict(triage.weighed.values_list("criterion", "result"))


def has_no_empty_item(_person: Account, triage: "Triage") -> Reason | None:
    """Every criterion has a result and a reason (PEERS B3)."""
    left = len(set(Criterion.values) - set(results_of(triage)))
    if left:
        return format_lazy(
            _("Every criterion needs a result and a reason; still open: {count}."), count=left
        )
    return None


def proposals_of(triage: "Triage") -> list[joining.Proposal]:
    """Return whom the table proposes for what the triage says now, by today's names."""
    codes = list(triage.coded.values_list("code_id", flat=True))
    facts = set(triage.facts)
    if triage.commercial == Known.NO:
        facts.add("NOT_COMMERCIAL")
    return joining.proposals(joining.asked_with(codes, facts, triage.states, today()))


def has_overlap_checked(_person: Account, triage: "Triage") -> Reason | None:
    """No case is handled in isolation: nothing is decided without the overlap check (R24.1)."""
    if triage.overlap_on is None:
        return _("Check first which other mandates it concerns: nothing is decided without that.")
    answered = set(triage.involved.values_list("target", flat=True))
    open_ones = [one for one in proposals_of(triage) if one.target not in answered]
    if open_ones:
        return format_lazy(
            _("Say for each proposal what to do, with a reason; still open: {names}."),
            names=", ".join(one.target for one in open_ones),
        )
    return None


def may_choose(choice: str, proposal: joining.Proposal) -> Reason | None:
    """Refuse to invite a body that signs no letters."""
    return proposal.no_invitation if choice == Choice.INVITE else None


def says_alone_or_jointly(_person: Account, triage: "Triage") -> Reason | None:
    if not triage.attitude:
        return _("Say whether to act jointly or alone, with the reason.")
    return None


def says_what_to_do(_person: Account, triage: "Triage") -> Reason | None:
    """An outcome is proposed, and one that this case may come to."""
    if not triage.proposed:
        return _("Propose an outcome, with the reason.")
    return may_come_to(triage.proposed, triage)


def is_not_its_preparer(person: Account, triage: "Triage") -> Reason | None:
    if triage.prepared_by_id == person.pk:
        return _("A second officer is someone other than who prepared it.")
    return None


# What stands before a letter


def writes_alone(case: "Case") -> bool:
    """Say whether all that the case rests on was written by children."""
    writers = set(case.joined.values_list("writer", flat=True))
    return bool(writers) and writers <= CHILDREN


def has_said_who(case: "Case") -> bool:
    """Say whether someone who wrote gave a name, when sending or later with the code."""
    with_name = Q(submission__identity_given=True)
    later = Q(submission__thread__messages__kind=Message.Kind.NAME)
    return case.joined.filter(with_name | later).exists()


def is_anonymous(triage: "Triage") -> bool:
    """Say whether nobody who wrote is known to the office.

    A child is not asked for a name at the door: there a person says whether it is known who the
    child is, by the criterion of the identified source.
    """
    if has_said_who(triage.case):
        return False
    known = results_of(triage).get(Criterion.IDENTIFIED_SOURCE) == Result.PASS
    return not (triage.child_alone and known)


def source_is_known(triage: "Triage") -> Reason | None:
    if is_anonymous(triage):
        return _(
            "Nobody who wrote is known to the office: it can serve trends, visits and referral, or"
            " more can be asked, but no letter can rest on it."
        )
    return None


def source_lets_us_write(triage: "Triage") -> Reason | None:
    """What was last said of writing to a Government must be yes, by everyone who was asked."""
    newest: dict[object, str] = {}
    said = triage.case.consents.filter(purpose=SEND).of_what_is_joined().newest_first()
    for submission, answer in said.values_list("submission_id", "answer"):
        newest.setdefault(submission, answer)
    if NOT_SEND & set(newest.values()):
        return _("Someone who wrote has not allowed us to write to a Government.")
    return None


def consent_and_risk_were_weighed(triage: "Triage") -> Reason | None:
    results = results_of(triage)
    if results.get(Criterion.CONSENT) != Result.PASS:
        return _("No letter before consent is found to be enough for it.")
    if results.get(Criterion.NO_HARM) != Result.PASS:
        return _("No letter before the risk is weighed and found to be none that acting adds to.")
    return None


def child_is_guarded(triage: "Triage") -> Reason | None:
    """A child alone: best interests, a second officer, and someone safe (DESIGN §9, R40.2)."""
    if not (triage.child_alone or writes_alone(triage.case)):
        return None
    if not triage.best_interests:
        return _("A child writes alone: a note on the child's best interests comes first.")
    if triage.safe_person not in SafePerson.values:
        return _(
            "A child writes alone: name the safe adult, guardian or protection partner, or write"
            " down why there is none."
        )
    if triage.seconded_by_id is None:
        return _("A child writes alone: a second officer must have looked at it.")
    return None


def has_a_second_officer_apart(person: Account, triage: "Triage") -> Reason | None:
    """Whoever decides is not the second officer of a child who writes alone."""
    if triage.child_alone and triage.seconded_by_id == person.pk:
        return _("You were the second officer: the decision is someone else's.")
    return None


BEFORE_A_LETTER = (
    source_is_known,
    source_lets_us_write,
    consent_and_risk_were_weighed,
    child_is_guarded,
)


def may_come_to(outcome: str, triage: "Triage") -> Reason | None:
    """Say why a triage may not end in this outcome now, or None. Only letters have conditions."""
    if outcome not in Outcome.values:
        return _("Choose an outcome.")
    if outcome not in ACTS:
        return None
    if Fact.AID_WORKER in triage.facts:
        return _(
            "People of the United Nations or of aid work are alleged to be involved: that goes to the"
            " channel that investigates them, and not into a letter from here."
        )
    for rule in BEFORE_A_LETTER:
        if why := rule(triage):
            return why
    return None
