"""What partners said and were answered, opened by the desk or by the partner itself."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Version
from rapporteur.partners import rules, sealing
from rapporteur.partners.models import Contribution, ContributionFile
from rapporteur.people.accounts.models import Account


def reader_of(contribution: Contribution, person: Account) -> UUID:
    """Return with which key this person opens it: the desk's, or the partner's. Raises Refused."""
    if person.door == "partners":
        if reason := rules.brought_it(person, contribution):
            raise Refused(reason)
        group = sealing.group_of(contribution.organisation_id)
        if group is None:
            raise Refused(_("Your organization has no key at this door yet. Ask the desk for one."))
        return group.pk
    if reason := rules.reviews(person, contribution):
        raise Refused(reason)
    return sealing.desk_at(contribution.organisation.desk_id)


def words(contribution: Contribution, keyring: Keyring, *, by: Account) -> dict[str, Any]:
    """Return what a partner wrote, with the desk's reason as `answer`. Raises Refused.

    The journal knows before anything is shown. What was put under another row is not shown.
    """
    reader = reader_of(contribution, by)
    found = opened(contribution.sealed_id, contribution, reader, keyring, by)
    if contribution.answer_id:
        found["answer"] = opened(contribution.answer_id, contribution, reader, keyring, by)["why"]
    return found


def opened(
    version_id: UUID, contribution: Contribution, reader: UUID, keyring: Keyring, by: Account
) -> dict[str, Any]:
    version = Version.objects.select_related("record").filter(pk=version_id).first()
    if version is None:
        raise Refused(_("This is not sealed to your organization."))
    found = sealing.read(version, reader, keyring, by=str(by.pk))
    if found.pop("contribution", None) != str(contribution.pk):
        raise Refused(
            _(
                "What is stored here is not as its source sealed it: it was changed in the database."
                " Nothing was shown or sent. Tell the operator."
            )
        )
    return found


def file_of(file: ContributionFile, keyring: Keyring, *, by: Account) -> bytes:
    """Return the bytes of a file for the desk, to be looked at in a cage. Raises Refused."""
    if reason := rules.reviews(by, file.contribution):
        raise Refused(reason)
    reader = sealing.desk_at(file.contribution.organisation.desk_id)
    return sealing.read_bytes(file.sealed, reader, keyring, by=str(by.pk))
