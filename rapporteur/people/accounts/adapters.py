"""How django-allauth behaves here: nobody signs up, secrets are sealed, a factor always stays."""

from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.clock import now
from rapporteur.people.accounts import factors
from rapporteur.people.accounts.models import Account

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Sign-in at a door."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail address and password do not fit together."),
        "too_many_login_attempts": _("There were too many attempts. Wait some minutes, try again."),
        "rate_limited": _("There were too many attempts. Wait some minutes, try again."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This code is not right, or it was used already. Wait for the next."),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, **_where: Any) -> bool:
        """Ask again who it is, unless this sign-in is younger than the time-out."""
        records = get_authentication_records(self.request, self.request.user)
        youngest = max((record["at"] for record in records), default=0.0)
        return bool(now().timestamp() - youngest > app_settings.REAUTHENTICATION_TIMEOUT)

    def format_email_subject(self, subject: str) -> str:
        return f"Rapporteur: {subject}"

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: each page says itself what happened."""


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """The second factor at a door."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or it was used already. Wait for the next."),
        "cannot_delete_authenticator": _(
            "This is your only second factor. Add another one before you remove it."
        ),
    }

    def encrypt(self, text: str) -> str:
        return factors.seal(text, door=settings.DOOR)

    def decrypt(self, encrypted_text: str) -> str:
        return factors.unseal(encrypted_text, door=settings.DOOR)

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Let go of a factor only where another stays: it is compulsory."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS)
        return bool(others.exclude(pk=authenticator.pk).exists())

    def get_totp_issuer(self) -> str:
        return f"Rapporteur {settings.DOOR}"


def has_second_factor(account: Account) -> bool:
    """Say whether the account has an authenticator app or a passkey. One query."""
    return bool(Authenticator.objects.filter(user_id=account.pk, type__in=FACTORS).exists())
