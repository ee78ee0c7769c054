"""People for tests: accounts, desks, members. Everyone is made up and of the exercise."""

from datetime import date
from itertools import count

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from rapporteur.people.accounts import factors
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk, Membership

PASSWORD = "four random words here"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NUMBERS = count(1)


def make_account(door="desk", *, factor=True, **more):
    number = next(NUMBERS)
    account = Account.objects.create_account(
        door=door,
        email=more.pop("email", f"person{number}@{door}.exercise.invalid"),
        name=more.pop("name", f"A. Person {number}"),
        password=more.pop("password", PASSWORD),
        **more,
    )
    if factor:
        sealed = factors.seal(SECRET, door=door)
        Authenticator.objects.create(user=account, type="totp", data={"secret": sealed})
    return account


def make_desk(code="SALECHILD", **more):
    return Desk.objects.create(mandate_code=code, name=more.pop("name", f"Desk {code}"), **more)


def make_member(desk, *roles, state="let_in", account=None, **more):
    return Membership.objects.create(
        desk=desk,
        account=account or make_account(**more),
        roles=sorted(roles),
        state=state,
        invited_on=date(2026, 1, 5),
        let_in_on=None if state == "invited" else date(2026, 1, 6),
        removed_on=date(2026, 2, 1) if state == "removed" else None,
    )


def code(step=1, secret=SECRET):
    """Return the six digits of now; step 0 is the period before, 2 the one after."""
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[step]))


def sign_in(client, account):
    """Sign in without the ceremony, as after password and second factor."""
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def sign_in_with_password(client, account, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": account.email, "password": password})


def sign_in_fully(client, account):
    sign_in_with_password(client, account)
    return client.post(reverse("mfa_authenticate"), {"code": code()})
