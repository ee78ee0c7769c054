"""Questions about partners: who they are, what they were asked, what they brought. Nothing is opened."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from rapporteur.kernel.access.roles import READ_SEALED
from rapporteur.kernel.clock import today
from rapporteur.partners.models import (
    Ask,
    AttributionRequest,
    Contribution,
    Kind,
    Organisation,
    Vetting,
)
from rapporteur.partners.workflow import State
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.rules import desks_with
from rapporteur.publication.folding import fold
from rapporteur.world.models import Country, Region
from rapporteur.world.queries import in_order

STALE = timedelta(days=365)  # R49.2: older than twelve months is flagged


def contributions(
    kind: str, subjects: Collection[UUID], *, to: Account | None = None
) -> list[Contribution]:
    """Return what partners brought about these records, newest first, in every state.

    Each with its organisation and its file, in one query. A page gives `to`, so that nobody sees
    what was brought to another desk.
    """
    found = Contribution.objects.about(kind, subjects)
    if to is not None:
        found = found.of_desks(desks_with(to, READ_SEALED))
    return list(found.select_related("organisation", "file", "sealed__record").newest_first())


def proposals() -> "QuerySet[Contribution]":
    """Return accepted proposals of visits by partners that are vetted now."""
    found = Contribution.objects.accepted().filter(kind=Kind.VISIT_PROPOSAL)
    return found.filter(organisation__vetting=Vetting.VETTED)


def vetted_proposals(state: str) -> int:
    """Return how many distinct vetted partners proposed a visit to a State, as accepted: K5.

    One that proposes twice counts once.
    """
    return proposals().filter(country=state).values("organisation").distinct().count()


def vetted_proposals_by_state() -> dict[str, int]:
    """Return the same for every State that has any. One query."""
    pairs = proposals().order_by().values_list("country_id", "organisation").distinct()
    return dict(Counter(state for state, _organisation in pairs if state))


@dataclass(frozen=True)
class Wanted:
    """What the list of organisations is narrowed to; empty: not narrowed."""

    text: str = ""
    kind: str = ""
    state: str = ""
    vetting: str = ""
    stale: bool = False


def organisations(person: Account, wanted: Wanted) -> "QuerySet[Organisation]":
    """Return the register of the desks of a person, in the order of names."""
    found = Organisation.objects.of_desks(desks_with(person, READ_SEALED))
    if wanted.text:
        found = found.named(fold(wanted.text))
    if wanted.kind:
        found = found.of_kind(wanted.kind)
    if wanted.state:
        found = found.working_in(wanted.state)
    if wanted.vetting:
        found = found.filter(vetting=wanted.vetting)
    if wanted.stale:
        found = found.verified_before(stale_before())
    return found.in_order()


def stale_before() -> date:
    return today() - STALE


def to_review(person: Account) -> "QuerySet[Contribution]":
    """Return what waits to be reviewed at the desks of a person, the oldest first."""
    found = Contribution.objects.of_desks(desks_with(person, READ_SEALED)).to_review()
    return found.select_related("organisation", "country", "ask")


def reviewed(person: Account) -> "QuerySet[Contribution]":
    """Return what was reviewed or withdrawn at the desks of a person, the newest first."""
    found = Contribution.objects.of_desks(desks_with(person, READ_SEALED))
    kept = found.exclude(state=State.SENT).select_related("organisation", "country", "ask")
    return kept.newest_first()


def names_of_states(organisation: Organisation) -> list[str]:
    """Return the names of the States in which an organisation works. One query."""
    found = Country.objects.filter(pk__in=organisation.states)
    return [one.name for one in in_order(found)]


def names_of_regions(organisation: Organisation) -> list[str]:
    """Return the names of the regions in which an organisation works. One query."""
    return [str(one) for one in Region.objects.filter(pk__in=organisation.regions)]


def accounts_of(organisation: Organisation) -> int:
    """Return how many accounts speak for an organisation today; the desk sees no more of them."""
    return sum(one.holds_on(today()) for one in organisation.accounts.all())


# At the partners door: every question starts from the organisation of the account.


def asked_of(organisation: Organisation) -> list[Ask]:
    """Return what is asked of an organisation today. One query."""
    return list(Ask.objects.to(organisation).open_on(today()))


def brought_by(organisation: Organisation) -> "QuerySet[Contribution]":
    """Return what an organisation brought, newest first, with States, questions and files."""
    found = Contribution.objects.of(organisation).select_related("country", "ask", "file")
    return found.newest_first()


def to_attribute(organisation: Organisation) -> list[AttributionRequest]:
    """Return the questions of attribution that an organisation has not answered. One query."""
    found = AttributionRequest.objects.of(organisation).waiting()
    return list(found.select_related("contribution__country", "contribution__ask"))
