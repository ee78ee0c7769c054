"""The words of reports in the vault: sealed to the desk that writes them."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rapporteur.communications import sealing
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.reports.models import SessionReport
from rapporteur.reports.writing import Text

REPORT = "reports.report"
REMARK = "reports.remark"


def readers_of(desk: UUID) -> list[UUID]:
    """Return the group of a desk. Raises Refused where it has no key yet."""
    found = Desk.objects.filter(pk=desk).values_list("recipient", flat=True).get()
    if found is None:
        raise Refused(_("This desk has no key yet: nothing can be sealed to it."))
    return [found]


def opened(report: SessionReport, number: int, keyring: Keyring, *, by: Account) -> Text:
    """Open a version of a report; the journal knows before anything is shown. Raises Refused."""
    [reader] = readers_of(report.desk_id)
    version = sealing.newest(report.record, number)
    return Text.of(sealing.read(version, reader, keyring, by=str(by.pk)))


def remark(report: SessionReport, keyring: Keyring, *, by: Account) -> str:
    """Open why a report was handed back or withdrawn, the last time; empty where it never was."""
    if report.remark_id is None:
        return ""
    [reader] = readers_of(report.desk_id)
    version = Version.objects.select_related("record").get(pk=report.remark_id)
    return str(sealing.read(version, reader, keyring, by=str(by.pk))["words"])
