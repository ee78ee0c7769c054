"""The partner of an exercise: a made-up organisation of Exerland, with one account and a key."""

from collections.abc import Mapping

from django.db import transaction

from rapporteur.kernel.access.roles import BY_CODE
from rapporteur.kernel.clock import today
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.models import Kind
from rapporteur.kernel.vault.phrases import COST, Cost
from rapporteur.partners.actions import register
from rapporteur.partners.models import Organisation, PartnerMembership
from rapporteur.partners.sealing import subject_of
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.exercise import (
    MANDATE,
    STATE,
    found_anew,
    open_account,
    renewed_keyring,
)
from rapporteur.people.desks.models import Desk

NAME = "Children first (exercise)"
OFFICER = "desk.officer@exercise.invalid"


@transaction.atomic
def seed_partner(*, cost: Cost = COST) -> Mapping[str, str]:
    """Make the partner of the exercise and its account, after the desk; return what opens it.

    Done again, it makes nothing twice and gives new secrets. Raises Refused in a real installation.
    """
    if not is_exercise():
        raise Refused("Accounts of an exercise have no place in a real installation.")
    desk = Desk.objects.get(mandate_code=MANDATE)
    organisation = Organisation.objects.filter(desk=desk, name=NAME).first() or made(desk)
    opened = open_account(BY_CODE["partner_officer"])
    PartnerMembership.objects.get_or_create(
        account=opened.account, defaults={"organisation": organisation, "since": today()}
    )
    ring = renewed_keyring(opened, cost)
    found_anew(Kind.PARTNER, subject_of(organisation.pk), organisation.name, [ring])
    return opened.told()


def made(desk: Desk) -> Organisation:
    officer = Account.objects.get(door="desk", email=OFFICER)
    added = register.add(desk, name=NAME, kinds=["ngo"], states=[STATE], by=officer)
    return register.vet(added, fit=True, why="Made up for the exercise.", by=officer)
