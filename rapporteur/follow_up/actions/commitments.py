"""What a State committed itself to: written down, and revised by a further version only."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.follow_up import rules
from rapporteur.follow_up.models import Commitment, CommitmentVersion, Following, Progress
from rapporteur.kernel.clock import today
from rapporteur.kernel.dates import latest
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account


@dataclass(frozen=True)
class Promise:
    """What a commitment says: what, who in the State, until when, by what it shows, said where."""

    words: str
    source: str
    responsible: str = ""
    due: str = ""  # YYYY, YYYY-MM or YYYY-MM-DD, as exact as its source
    indicator_kind: str = ""
    indicator: str = ""
    budget: str = ""
    progress: str = Progress.PLANNED

    def refusal(self) -> object:
        """Return why this cannot be written down; None where it can."""
        if not self.words.strip() or not self.source.strip():
            return _("Say what the commitment is, and where the State made it.")
        if bool(self.indicator) != bool(self.indicator_kind):
            return _("An indicator measures structure, process or outcome: give both, or neither.")
        return None


@transaction.atomic
def write_down(
    following: Following, promise: Promise, *, by: Account, key: str = ""
) -> CommitmentVersion:
    """Add a commitment with its first version. Raises Refused; ValueError for no date."""
    if reason := rules.works_on(by, following) or rules.is_open(following) or promise.refusal():
        raise Refused(reason)
    commitment = Commitment(following=following, key=key, made_on=today())
    commitment.save(force_insert=True)
    return append(commitment, promise, 1, by=by)


@transaction.atomic
def revise(commitment: Commitment, promise: Promise, *, by: Account) -> CommitmentVersion:
    """Add a version; what stood before stays. The same words again change nothing. Raises Refused."""
    current = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    following = current.following
    if reason := rules.works_on(by, following) or rules.is_open(following) or promise.refusal():
        raise Refused(reason)
    last = current.versions.order_by("-number").first()
    if last is None:
        raise ValueError("A commitment without a version.")
    if said(last) == asdict(promise):
        return last
    return append(current, promise, last.number + 1, by=by)


def said(version: CommitmentVersion) -> dict[str, str]:
    return {name: getattr(version, name) for name in Promise.__dataclass_fields__}


def append(
    commitment: Commitment, promise: Promise, number: int, *, by: Account
) -> CommitmentVersion:
    made = CommitmentVersion(
        commitment=commitment,
        number=number,
        due_by=latest(promise.due) if promise.due else None,
        made_by=by,
        made_on=today(),
        **asdict(promise),
    )
    made.save(force_insert=True)
    detail: journal.Detail = {"number": number, "progress": promise.progress, "due": promise.due}
    journal.record("write down commitment", commitment, by=str(by.pk), detail=detail)
    return made
