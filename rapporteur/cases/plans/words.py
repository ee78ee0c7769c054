"""The words of a safety plan, and where one is missing though something can happen to a source."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapporteur.cases import sealing
from rapporteur.cases.facts import Risk
from rapporteur.cases.models import Case, SafetyPlan
from rapporteur.intake.models import Submission
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account

PARTS: dict[str, Promise] = {
    "happens": _("What could happen if someone learns of it"),
    "contact": _("Safe ways and times to be in touch"),
    "secret": _("Who must not know"),
    "danger": _("What to do in danger"),
}


@dataclass(frozen=True)
class Plan:
    """A plan in words, one for each of PARTS. What is empty is not known yet."""

    happens: str = ""
    contact: str = ""
    secret: str = ""
    danger: str = ""

    @classmethod
    def of(cls, body: bytes) -> Self:
        return cls(**json.loads(body))

    def body(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()

    @property
    def lines(self) -> list[tuple[Promise, str]]:
        return [(label, getattr(self, name)) for name, label in PARTS.items()]


@dataclass(frozen=True)
class Shown:
    """The plan of a case as it was opened; None where there is none yet."""

    case: Case
    plan: Plan | None
    version: int


def read(case: Case, keyring: Keyring, *, by: Account) -> Shown:
    """Open the plan of a case; the journal knows before it is shown. Raises Refused."""
    kept = SafetyPlan.objects.filter(case=case).first()
    if kept is None:
        return Shown(case, None, 0)
    version = Version.objects.select_related("record").get(
        record=kept.record_id, number=kept.version
    )
    body = sealing.read(version, sealing.recipient_of(case), keyring, by=str(by.pk))
    return Shown(case, Plan.of(body), kept.version)


def read_for(submission: Submission, keyring: Keyring, *, by: Account) -> list[Shown]:
    """Open the plans of every case of a submission that this person may see. Raises Refused."""
    cases = Case.objects.visible_to(by).filter(joined__submission=submission)
    return read_all(cases.select_related("desk", "current").order_by("reference"), keyring, by=by)


def read_all(cases: Iterable[Case], keyring: Keyring, *, by: Account) -> list[Shown]:
    return [read(case, keyring, by=by) for case in cases]


def is_missing(case: Case) -> bool:
    """Say whether a case without a plan has a risk above low. One that is not known is no low one."""
    risk = case.current.risk if case.current else Risk.UNKNOWN
    return risk != Risk.LOW and not SafetyPlan.objects.filter(case=case).exists()
