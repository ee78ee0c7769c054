import pytest

from rapporteur.kernel.journal.models import Entry
from rapporteur.operations.administrators import open_first_account
from rapporteur.people.desks.models import Membership

pytestmark = pytest.mark.django_db


def test_the_first_account_administers_and_has_no_password():
    account = open_first_account("first@desk.example.org")
    membership = Membership.objects.get(account=account)
    assert membership.roles == ["administrator"]
    assert not account.has_usable_password()
    assert Entry.objects.filter(verb="found", by="command:init").count() == 1
