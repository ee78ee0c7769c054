"""What happens to sign-ins and factors, in the journal: ids and kinds only, no address."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as factor
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.journal.models import Outcome
from rapporteur.people.accounts.models import Account

NOBODY = "nobody"


def refused(verb: str, subject: Any, *, by: str, **more: Any) -> None:
    """Add a refusal in the present transaction: a failed sign-in has nothing to roll back."""
    journal.made(Outcome.REFUSED, verb, subject, by=by, **more).save(force_insert=True)


@receiver(user_logged_in)
def signed_in(user: Account, **_more: Any) -> None:
    journal.record("sign in", user, by=str(user.pk))


@receiver(user_logged_out)
def signed_out(user: Account | None, **_more: Any) -> None:
    if user is not None:
        journal.record("sign out", user, by=str(user.pk))


@receiver(user_login_failed)
def sign_in_failed(**_more: Any) -> None:
    """Keep that someone failed, never which address they tried."""
    refused("sign in", Account, by=NOBODY, why="address and password did not fit")


@receiver(factor.authentication_failed)
def factor_failed(user: Account, authenticator: Any, **_more: Any) -> None:
    detail = {"factor": authenticator.type}
    refused("second factor", user, by=str(user.pk), detail=detail)


@receiver(factor.authenticator_added)
def factor_added(user: Account, authenticator: Any, **_more: Any) -> None:
    journal.record("add factor", user, by=str(user.pk), detail={"factor": authenticator.type})


@receiver(factor.authenticator_removed)
def factor_removed(user: Account, authenticator: Any, **_more: Any) -> None:
    journal.record("remove factor", user, by=str(user.pk), detail={"factor": authenticator.type})


@receiver(factor.authenticator_reset)
def factor_reset(user: Account, authenticator: Any, **_more: Any) -> None:
    journal.record("renew factor", user, by=str(user.pk), detail={"factor": authenticator.type})


@receiver([account.password_changed, account.password_reset])
def password_changed(user: Account, request: Any = None, **_more: Any) -> None:
    """Keep that it was changed, and lock the vault: whoever knew the old one may sit here."""
    journal.record("change password", user, by=str(user.pk))
    if vault := getattr(request, "vault", None):
        vault.lock(why="password changed")
