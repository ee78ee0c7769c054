"""What partners said and were answered, opened by the desk or by the partner itself."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Version
from rapporteur.partners import rules, sealing
from rapporteur.partners.models import Contribution, ContributionFile, Organisation, Person
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


@dataclass
class Sealed:
    """What is sealed about an organisation, opened: reasons, and contacts and reasons of people."""

    vetting: str = ""
    no_contact: str = ""
    people: list[tuple[Person, str, str]] = field(default_factory=list)  # contact, reason


def register_of(organisation: Organisation, keyring: Keyring, *, by: Account) -> Sealed:
    """Open what is sealed about an organisation and its people. Raises Refused.

    The journal knows of each thing before anything is shown.
    """
    if reason := rules.works_with(by, organisation):
        raise Refused(reason)
    reader = sealing.desk_at(organisation.desk_id)

    def told(version: Version | None) -> str:
        if version is None:
            return ""
        found = sealing.read(version, reader, keyring, by=str(by.pk))
        return str(found["text"])

    people = organisation.people.select_related("sealed__record", "no_contact_why__record")
    return Sealed(
        told(organisation.vetted_why),
        told(organisation.no_contact_why),
        [
            (one, told(one.sealed), told(one.no_contact_why))
            for one in people
            if one.sealed_id or one.no_contact_why_id
        ],
    )


def file_of(file: ContributionFile, keyring: Keyring, *, by: Account) -> bytes:
    """Return the bytes of a file for the desk, to be looked at in a cage. Raises Refused."""
    if reason := rules.reviews(by, file.contribution):
        raise Refused(reason)
    reader = sealing.desk_at(file.contribution.organisation.desk_id)
    return sealing.read_bytes(file.sealed, reader, keyring, by=str(by.pk))
