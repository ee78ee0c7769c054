"""The register of one desk: add, edit, verify, vet, mark as not to be contacted."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.clock import today
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.models import Version
from rapporteur.partners import rules, sealing
from rapporteur.partners.models import Organisation, OrganisationKind, Person, Vetting
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.publication.folding import fold
from rapporteur.world.models import Country, Region

SAID = ("name", "other_names", "kinds", "states", "regions", "website")


def held(organisation: Organisation, by: Account) -> Organisation:
    """Hold the row of an organisation for who may change it. Raises Refused."""
    current = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if reason := rules.works_with(by, current):
        raise Refused(reason)
    return current


def put(
    organisation: Organisation,
    *,
    name: str,
    kinds: Sequence[str],
    other_names: Sequence[str],
    states: Sequence[str],
    regions: Sequence[str],
    website: str,
) -> None:
    """Put what is said of an organisation into its row. Raises Refused for an unknown code."""
    if not name.strip():
        raise Refused(_("Give the name of the organization."))
    if not kinds or not set(kinds) <= set(OrganisationKind.values):
        raise Refused(_("Choose at least one kind of organization."))
    if Country.objects.filter(pk__in=states).count() != len(set(states)):
        raise Refused(_("Choose States from the list."))
    if Region.objects.filter(pk__in=regions).count() != len(set(regions)):
        raise Refused(_("Choose regions from the list."))
    organisation.name = name.strip()
    organisation.other_names = [one.strip() for one in other_names if one.strip()]
    organisation.kinds = sorted(set(kinds))
    organisation.states, organisation.regions = sorted(set(states)), sorted(set(regions))
    organisation.website = website
    names = [organisation.name, *organisation.other_names]
    organisation.folded = "\n".join(fold(one) for one in names)


@transaction.atomic
def add(
    desk: Desk,
    *,
    name: str,
    kinds: Sequence[str],
    by: Account,
    other_names: Sequence[str] = (),
    states: Sequence[str] = (),
    regions: Sequence[str] = (),
    website: str = "",
) -> Organisation:
    """Add an organisation to the register of a desk; nobody has vetted it yet. Raises Refused."""
    if reason := rules.works_at(by, desk.pk):
        raise Refused(reason)
    made = Organisation(pk=new_id(), desk=desk, added_on=today())
    put(
        made, name=name, kinds=kinds, other_names=other_names, states=states, regions=regions,
        website=website,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("An organization of this name is in the register already.")) from None
    journal.record("add partner", made, by=str(by.pk))
    return made


@transaction.atomic
def edit(
    organisation: Organisation,
    *,
    name: str,
    kinds: Sequence[str],
    by: Account,
    other_names: Sequence[str] = (),
    states: Sequence[str] = (),
    regions: Sequence[str] = (),
    website: str = "",
) -> Organisation:
    """Say anew who an organisation is. Raises Refused."""
    current = held(organisation, by)
    put(
        current, name=name, kinds=kinds, other_names=other_names, states=states, regions=regions,
        website=website,
    )  # fmt: skip
    try:
        with transaction.atomic():
            current.save(update_fields=[*SAID, "folded"])
    except IntegrityError:
        raise Refused(_("An organization of this name is in the register already.")) from None
    journal.record("edit partner", current, by=str(by.pk))
    return current


@transaction.atomic
def verify(organisation: Organisation, *, how: str, by: Account) -> Organisation:
    """Say that what the register holds was checked today, by whom and how. Raises Refused."""
    current = held(organisation, by)
    if not how.strip():
        raise Refused(_("Say how it was checked."))
    current.verified_on, current.verified_by = today(), by
    current.verified_how = how.strip()
    current.save(update_fields=["verified_on", "verified_by", "verified_how"])
    journal.record("verify partner", current, by=str(by.pk))
    return current


@transaction.atomic
def vet(organisation: Organisation, *, fit: bool, why: str, by: Account) -> Organisation:
    """Say whether an organisation is who it says and fit to work with, and why. Raises Refused.

    The reason is sealed to the desk.
    """
    current = held(organisation, by)
    if not why.strip():
        raise Refused(_("Give the reason."))
    current.vetting = Vetting.VETTED if fit else Vetting.DECLINED
    current.vetted_why = kept(current, why, by=by)
    current.vetted_by, current.vetted_on = by, today()
    current.save(update_fields=["vetting", "vetted_why", "vetted_by", "vetted_on"])
    journal.record("vet partner", current, by=str(by.pk), detail={"vetting": current.vetting})
    return current


@transaction.atomic
def leave_alone(organisation: Organisation, *, why: str, by: Account) -> Organisation:
    """Mark an organisation as not to be contacted: nothing more is asked of it. Raises Refused.

    The reason is sealed to the desk: it may tell of a danger.
    """
    current = held(organisation, by)
    if not why.strip():
        raise Refused(_("Give the reason."))
    current.no_contact_on, current.no_contact_by = today(), by
    current.no_contact_why = kept(current, why, by=by)
    current.save(update_fields=["no_contact_on", "no_contact_by", "no_contact_why"])
    journal.record("leave partner alone", current, by=str(by.pk))
    return current


@transaction.atomic
def may_contact(organisation: Organisation, *, by: Account) -> Organisation:
    """Lift the mark that it is not to be contacted. Raises Refused."""
    current = held(organisation, by)
    if current.no_contact_on is None:
        raise Refused(_("Nothing stands against contacting this organization."))
    current.no_contact_on = current.no_contact_by = current.no_contact_why = None
    current.save(update_fields=["no_contact_on", "no_contact_by", "no_contact_why"])
    journal.record("may contact partner", current, by=str(by.pk))
    return current


def kept(organisation: Organisation, text: str, *, by: Account) -> Version:
    """Seal words about an organisation to its desk alone. Raises Refused."""
    words = {"text": text.strip(), "organisation": str(organisation.pk)}
    readers = [sealing.desk_at(organisation.desk_id)]
    return sealing.keep(sealing.REGISTER, words, readers, by=str(by.pk))


@transaction.atomic
def add_person(
    organisation: Organisation,
    *,
    name: str,
    by: Account,
    role: str = "",
    contact: str = "",
    private: bool = False,
) -> Person:
    """Add someone of an organisation. A private contact is sealed to the desk. Raises Refused."""
    current = held(organisation, by)
    if not name.strip():
        raise Refused(_("Give the name of the person."))
    sealed = kept(current, contact, by=by) if private and contact.strip() else None
    made = Person(
        pk=new_id(),
        organisation=current,
        name=name.strip(),
        role=role.strip(),
        contact="" if private else contact.strip(),
        sealed=sealed,
    )
    made.save(force_insert=True)
    journal.record("add person of partner", made, by=str(by.pk))
    return made


def person_held(person: Person, by: Account) -> Person:
    held(person.organisation, by)
    return Person.objects.select_for_update(of=("self",)).get(pk=person.pk)


@transaction.atomic
def leave_person_alone(person: Person, *, why: str, by: Account) -> Person:
    """Mark a person as not to be contacted, with the reason, sealed to the desk. Raises Refused."""
    current = person_held(person, by)
    if not why.strip():
        raise Refused(_("Give the reason."))
    current.no_contact_on = today()
    current.no_contact_why = kept(current.organisation, why, by=by)
    current.save(update_fields=["no_contact_on", "no_contact_why"])
    journal.record("leave person alone", current, by=str(by.pk))
    return current


@transaction.atomic
def person_left(person: Person, *, by: Account) -> Person:
    """Say that a person is no more of the organisation; the row stays. Raises Refused."""
    current = person_held(person, by)
    current.left_on = today()
    current.save(update_fields=["left_on"])
    journal.record("person left partner", current, by=str(by.pk))
    return current
