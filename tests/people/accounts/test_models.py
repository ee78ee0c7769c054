"""Accounts: one door each, one spelling of an address."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from rapporteur.people.accounts.models import Account

pytestmark = pytest.mark.django_db


def make(door="desk", email="a.officer@exercise.invalid", **more):
    return Account.objects.create_account(door=door, email=email, name="A. Officer", **more)


def test_an_address_is_kept_folded():
    account = make(email="  A.Officer@Exercise.INVALID ")

    assert account.email == "a.officer@exercise.invalid"
    assert (str(account), account.short_name) == ("A. Officer", "A.")


def test_the_same_address_may_stand_at_both_doors_but_once_at_each():
    make("desk")
    make("missions")

    with pytest.raises(ValidationError):
        make("desk", email="A.OFFICER@exercise.invalid")
    with pytest.raises(IntegrityError):
        Account.objects.create(door="desk", email="A.OFFICER@exercise.invalid", name="B")


def test_an_account_without_password_lets_nobody_in():
    account = make()

    assert not account.has_usable_password()
    assert not account.check_password("")


def test_accounts_are_parted_by_door():
    desk, _missions = make("desk"), make("missions")

    assert list(Account.objects.of_door("desk")) == [desk]


@pytest.mark.parametrize("door", ["public", "", "worker"])
def test_only_doors_with_a_login_have_accounts(door):
    with pytest.raises(ValidationError):
        make(door)
