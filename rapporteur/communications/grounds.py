"""What a letter rests on, asked of its case: a decision, an overlap check, a source, consent.

Each answers None, or the reason why a letter may not go on, worded for the officer. The engine of
triage recommends and a named person decides (room cases); here is only asked what stands.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from rapporteur.cases import consents
from rapporteur.cases.facts import Choice
from rapporteur.cases.models import Case, Consent, Triage
from rapporteur.cases.outcomes import Outcome
from rapporteur.cases.queries import received
from rapporteur.cases.triages import rules as triage_rules
from rapporteur.intake.writers import CHILDREN, is_child
from rapporteur.kernel.access.rules import Reason

DECISIONS = {"UA": Outcome.ACT_UA, "AL": Outcome.ACT_AL, "OL": Outcome.ACT_OL}
NAME, SHARE, PUBLISH = "may_name_child", "may_share", "may_publish"  # purposes, as intake asks them
UNDECIDED = _("A letter of this kind was not decided on in the triage of the case.")


def triage_of(case: Case) -> Triage | None:
    """Return the triage that holds: the newest, where it was decided."""
    current = case.current
    return current if current is not None and current.is_decided else None


def kinds_decided(case: Case) -> list[str]:
    """Return the kind of letter that was decided on, in a list that may be empty."""
    triage = triage_of(case)
    return [kind for kind, outcome in DECISIONS.items() if triage and triage.outcome == outcome]


def no_decision(case: Case, kind: str) -> Reason | None:
    if kind in kinds_decided(case):
        return None
    return UNDECIDED


def no_overlap_check(case: Case) -> Reason | None:
    """Refuse where nobody checked what other mandates do on the matter (R24.1)."""
    triage = triage_of(case)
    if triage is not None and triage.overlap_on is not None:
        return None
    return _("It was not checked whether other mandates act on this matter.")


def no_known_source(case: Case) -> Reason | None:
    """Refuse where nobody knows who the source is: such a matter serves trends and visits only."""
    triage = triage_of(case)
    return triage_rules.source_is_known(triage) if triage else UNDECIDED


def no_consent(case: Case, *, names_child: bool, shared: bool) -> Reason | None:
    """Refuse what the consent that stands today does not cover; each purpose is asked apart.

    What a child who writes alone was never asked is guarded by the rules of triage (DESIGN §9).
    """
    triage = triage_of(case)
    if triage is None:
        return UNDECIDED
    for rule in (
        triage_rules.source_lets_us_write,
        triage_rules.consent_and_risk_were_weighed,
        triage_rules.child_is_guarded,
    ):
        if reason := rule(triage):
            return reason
    if names_child and not consents.is_given(case, NAME):
        return _("There is no consent to name the child. The letter has initials and age.")
    if shared and was_refused(case, SHARE):
        return _("Someone who wrote has not allowed other mandates that sign to read it.")
    return None


def a_word_waits(case: Case) -> Reason | None:
    """Refuse while a word of a source is unread: it may take back what a letter rests on."""
    if received.something_waits(case):
        return _("A source has written since; read it first.")
    return None


def was_refused(case: Case, purpose: str) -> bool:
    """Say whether someone last said no to a purpose."""
    said = consents.standing(case).values()
    return any(one[purpose].answer == Consent.Answer.NO for one in said if purpose in one)


def invited(case: Case) -> list[str]:
    """Return the mandates that triage decided to invite to sign, each code once."""
    triage = triage_of(case)
    if triage is None:
        return []
    return sorted(
        set(triage.involved.filter(choice=Choice.INVITE).values_list("target", flat=True))
    )


def states_of(case: Case) -> list[str]:
    """Return the States that triage named, as ISO codes."""
    return list(case.current.states) if case.current else []


def month_of(case: Case) -> str:
    """Return the month or year of the facts, empty where it is not known."""
    return case.current.month if case.current else ""


def scope_of(case: Case) -> list[str]:
    """Return the scope codes of the case, its primary one first."""
    if case.current is None:
        return []
    coded: Iterable[str] = case.current.coded.values_list("code_id", flat=True)
    first = case.current.primary_code
    return sorted(coded, key=lambda code: (code != first, code))


# What stands before publication


def child_wrote(case: Case) -> bool:
    """Say whether a child wrote any of it: a child is never asked about publication (DESIGN §9)."""
    alone = case.current is not None and case.current.child_alone
    return alone or case.joined.filter(writer__in=CHILDREN).exists()


def no_consent_to_publish(case: Case) -> Reason | None:
    """Refuse unless everyone who was asked says yes now; of a child's own submission nobody was."""
    said = consents.standing(case)
    joined = list(case.joined.values_list("submission_id", "writer"))
    if not joined:
        return _("Nobody was asked whether it may be published.")
    for submission, writer in joined:
        answer = said.get(submission, {}).get(PUBLISH)
        if answer is None and is_child(writer):
            continue
        if answer is not None and answer.answer == Consent.Answer.NO:
            return _("Someone who wrote has not allowed publication.")
        if answer is None or answer.answer != Consent.Answer.YES:
            return _("Not everyone who was asked has said yes to publication.")
    return None


# What stands before a case is merged away


def letter_stands(case: Case) -> Reason | None:
    """Refuse to merge a case away while a letter stands on it: letters stay on their case."""
    if case.communications.exclude(state="withdrawn").exists():
        return _("A letter stands on this case: merge the other case into this one instead.")
    return None
