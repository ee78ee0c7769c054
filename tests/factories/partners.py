"""Partners for tests: organisations, their accounts with keys, and what they bring. All of Exerland."""

from dataclasses import dataclass
from itertools import count

from rapporteur.kernel.clock import today
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault import actions as vault
from rapporteur.partners import actions
from rapporteur.partners.actions import register
from rapporteur.partners.models import PartnerMembership
from rapporteur.world.models import Country
from tests.factories.people import make_account
from tests.factories.vaults import BY, make_keyring

STATE = "XEX"
NUMBERS = count(1)
WHY = "two evaluations of the exercise call for it"


def exerland():
    return Country.objects.get(iso3=STATE)


def make_organisation(office, *, vetted=True, by=None, **more):
    """Add an organisation to the register of an office, vetted unless told otherwise."""
    by = by or office.officer
    given = {"name": f"Children first {next(NUMBERS)} (exercise)", "kinds": ["ngo"], **more}
    made = register.add(office.desk, by=by, **given)
    return register.vet(made, fit=True, why="known for years", by=by) if vetted else made


@dataclass
class Partner:
    """An organisation with an account at its door and, unless told otherwise, a key."""

    organisation: object
    account: object
    membership: object
    ring: object = None


def make_partner(office, *, key=True, organisation=None, factor=True, **more):
    organisation = organisation or make_organisation(office, **more)
    account = make_account("partners", factor=factor)
    membership = PartnerMembership.objects.create(
        account=account, organisation=organisation, since=today()
    )
    ring = make_keyring(account.pk) if key else None
    if ring is not None:
        subject = f"partner/{organisation.pk}"
        vault.found_group("partner", subject, organisation.name, ring, by=BY)
    return Partner(organisation, account, membership, ring)


def make_ask(office, *, by=None, **more):
    """Ask all vetted partners about a recommendation."""
    given = {
        "kind": "recommendation_progress",
        "subject": new_id(),
        "title": "Set up a register of adoptions (exercise).",
        "country": STATE,
        **more,
    }
    return actions.ask(office.desk, by=by or office.officer, **given)


def make_proposal(partner, **more):
    return actions.propose_visit(exerland(), **{"why": WHY, "by": partner.account, **more})


def make_progress(partner, asked, **more):
    given = {"text": "The register was begun.", "by": partner.account, **more}
    return actions.report_progress(asked, **given)


def make_accepted(office, contribution, **more):
    given = {"accept": True, "why": "it can be checked", "by": office.officer, **more}
    return actions.review(contribution, **given)
