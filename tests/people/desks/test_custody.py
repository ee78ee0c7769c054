"""Closing and reopening accounts, and freeing a lost second factor."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.people.desks import custody
from tests.factories.people import make_desk, make_member, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def administrator(desk):
    return make_member(desk, "administrator").account


def test_a_closed_account_is_signed_out_at_once_and_can_be_opened_again(desk, administrator, door):
    member = make_member(desk, "auditor")
    client = sign_in(door("desk"), member.account)
    assert client.get("/").status_code == 200

    custody.set_open(member, is_open=False, why="left for a while", by=administrator)
    closed = client.get("/")
    account = custody.set_open(member, is_open=True, why="came back", by=administrator)

    assert closed.url.startswith(reverse("account_login"))
    assert account.is_active
    verbs = Entry.objects.filter(subject_id=str(account.pk), by=str(administrator.pk))
    assert set(verbs.values_list("verb", flat=True)) == {"close account", "reopen account"}


@pytest.mark.requirement("M1")
def test_a_lost_factor_is_taken_away_and_a_new_one_must_be_set_up_first(desk, administrator, door):
    member = make_member(desk, "auditor")

    custody.free_factor(member, why="phone lost, called back", by=administrator)

    assert not Authenticator.objects.filter(user=member.account).exists()
    client = sign_in(door("desk"), member.account)
    assert client.get("/").url == reverse("second_factor")
    with pytest.raises(Refused, match="no second factor"):
        custody.free_factor(member, why="again", by=administrator)


def test_what_is_so_already_is_refused(desk, administrator):
    with pytest.raises(Refused, match="so already"):
        custody.set_open(make_member(desk, "auditor"), is_open=True, why="x", by=administrator)


def test_a_reason_is_needed(desk, administrator):
    with pytest.raises(Refused, match="reason"):
        custody.free_factor(make_member(desk, "auditor"), why=" ", by=administrator)


@pytest.mark.parametrize("role", ["coordinator", "desk_officer", "auditor"])
def test_others_do_not_manage_accounts(desk, role):
    member = make_member(desk, "auditor")

    with pytest.raises(Refused, match="Only an administrator"):
        custody.free_factor(member, why="x", by=make_member(desk, role).account)
    assert Authenticator.objects.filter(user=member.account).exists()


@pytest.mark.requirement("RX.1")
def test_an_administrator_of_another_desk_has_no_say(desk):
    stranger = make_member(make_desk("OTHER"), "administrator").account

    with pytest.raises(Refused, match="of this desk"):
        custody.set_open(make_member(desk, "auditor"), is_open=False, why="x", by=stranger)


def test_nobody_closes_or_frees_themselves(desk, administrator):
    own = administrator.memberships.get()

    with pytest.raises(Refused, match="to themselves"):
        custody.set_open(own, is_open=False, why="x", by=administrator)
