"""The first account of a real installation: without it nobody could let anybody in."""

from django.db import transaction

from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk, Membership
from rapporteur.people.desks.workflow import State

PROFILE = "SALECHILD"  # the first profile; a further desk is made at the desk itself


@transaction.atomic
def open_first_account(email: str) -> Account:
    """Make the desk and the account of its first administrator.

    The account has no password: its holder asks for a link by mail on the desk's own page.
    """
    account = Account.objects.create_account(door="desk", email=email, name=email)
    account.set_unusable_password()
    account.save(update_fields=["password"])
    desk, _new = Desk.objects.get_or_create(
        mandate_code=PROFILE, defaults={"name": "Sale of children"}
    )
    membership = Membership.objects.create(
        desk=desk,
        account=account,
        roles=["administrator"],
        state=State.LET_IN,
        invited_on=today(),
        let_in_on=today(),
    )
    journal.record("found", membership, by="command:init", detail={"account": str(account.pk)})
    return account
