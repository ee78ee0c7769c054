"""Make a recommendation of our own: drafted, checked by paragraph 53, then final."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.follow_up import rules
from rapporteur.follow_up.models import AddresseeKind, Proposal
from rapporteur.follow_up.workflow import FINISH, ProposalState
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.recommendations import actions as recommendations
from rapporteur.recommendations import queries as of_recommendations
from rapporteur.recommendations.models import Mechanism, SourceRow
from rapporteur.recommendations.readers.given import Given, Kind
from rapporteur.world.models import Country

OWN = (Mechanism.OWN_VISIT, Mechanism.OWN_THEMATIC, Mechanism.OWN_COMMUNICATION)


@dataclass(frozen=True)
class Draft:
    """What a proposal says; what is empty can still be filled in, until it is final."""

    text: str
    symbol: str
    paragraph: str
    language: str = "en"
    mechanism: str = Mechanism.OWN_VISIT
    addressees: list[str] = field(default_factory=list)
    named: str = ""
    time_frame: str = ""
    concrete: str = ""
    realistic: str = ""
    achievable: str = ""
    fits: str = ""
    relevant_to: list[str] = field(default_factory=list)
    similar: str = ""


def refusal(draft: Draft, country: Country) -> object:
    """Return why this cannot be drafted; None where it can."""
    if not draft.text.strip() or not draft.symbol.strip() or not draft.paragraph.strip():
        return _("Write the recommendation, and in which document and paragraph it stands.")
    if draft.mechanism not in OWN or set(draft.addressees) - set(AddresseeKind.values):
        return _("Choose from the list.")
    if country.pk in draft.relevant_to:
        return _("For this State it is the recommendation itself.")
    if draft.relevant_to and not draft.similar.strip():
        return _("Say in what the situation of the other States is similar.")
    return None


@transaction.atomic
def propose(desk: Desk, country: Country, draft: Draft, *, by: Account) -> Proposal:
    """Begin a recommendation to a State. Raises Refused."""
    if reason := rules.works_at(by, desk) or refusal(draft, country):
        raise Refused(reason)
    made = Proposal(desk=desk, country=country, drafter=by, begun_on=today(), **vars(draft))
    made.save(force_insert=True)
    journal.record("draft recommendation", made, by=str(by.pk))
    return made


@transaction.atomic
def change(proposal: Proposal, draft: Draft, *, by: Account) -> Proposal:
    """Change a draft. Raises Refused once it is final."""
    current = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if reason := rules.works_on_proposal(by, current) or refusal(draft, current.country):
        raise Refused(reason)
    if current.state != ProposalState.DRAFT:
        raise Refused(_("It is final: its words do not change any more."))
    for name, value in vars(draft).items():
        setattr(current, name, value)
    current.save(update_fields=list(vars(draft)))
    journal.record("change draft of recommendation", current, by=str(by.pk))
    return current


@transaction.atomic
def finish(proposal: Proposal, *, by: Account) -> Proposal:
    """Make it final: it stands among the recommendations from now on. Raises Refused."""
    current = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if reason := FINISH.refusal(by, current):
        raise Refused(reason)
    row = Given(
        line=1,
        text=current.text,
        language=current.language,
        kind=Kind.OWN,
        key=str(current.pk),
        states=[current.country_id],
        mechanism=current.mechanism,
        symbol=current.symbol,
        paragraph=current.paragraph,
        dated=today().isoformat(),
    )
    states = of_recommendations.states()
    recommendations.load([row], states, file=f"proposal {current.pk}", by=str(by.pk))
    kept = SourceRow.objects.filter(kind=Kind.OWN, key=str(current.pk)).first()
    if kept is None:
        raise Refused(_("This cannot be taken in among the recommendations."))
    if Proposal.objects.filter(recommendation=kept.recommendation).exists():
        raise Refused(_("The same words were recommended to this State before."))
    return take(
        FINISH,
        current,
        by=by,
        recommendation=kept.recommendation,
        final_by=by,
        final_on=today(),
    )
