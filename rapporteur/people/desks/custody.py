"""What an administrator does with the accounts of a desk's members: close, reopen, free a factor.

None of it opens anything sealed: keys are let in by coordinators, and a vault stays as it was.
"""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks import rules
from rapporteur.people.desks.models import Membership


def locked(membership: Membership, *, why: str, by: Account) -> Account:
    """Return the member's account, its row locked, if `by` may manage it. Raises Refused."""
    for rule in (rules.manages_accounts_at_the_desk, rules.is_not_oneself):
        if reason := rule(by, membership):
            raise Refused(reason)
    if not why.strip():
        raise Refused(_("Give the reason."))
    return Account.objects.select_for_update().get(pk=membership.account_id)


@transaction.atomic
def set_open(membership: Membership, *, is_open: bool, why: str, by: Account) -> Account:
    """Close the account of a member, which signs them out everywhere, or open it again."""
    account = locked(membership, why=why, by=by)
    if account.is_active == is_open:
        raise Refused(_("This account is so already."))
    account.is_active = is_open
    account.save(update_fields=["is_active"])
    verb = "reopen account" if is_open else "close account"
    journal.record(verb, account, by=str(by.pk), why=why)
    return account


@transaction.atomic
def free_factor(membership: Membership, *, why: str, by: Account) -> Account:
    """Take away every second factor of a member who lost them: they set up a new one first."""
    account = locked(membership, why=why, by=by)
    gone, _each = Authenticator.objects.filter(user_id=account.pk).delete()
    if not gone:
        raise Refused(_("This account has no second factor."))
    journal.record("free factor", account, by=str(by.pk), why=why, detail={"factors": gone})
    return account
