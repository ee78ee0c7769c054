"""Failed attempts are kept, whatever becomes of the rest: each test has a database of its own."""

import pytest

from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.people.vaults import actions
from tests.factories.people import make_desk, make_member
from tests.factories.vaults import CHEAP, PHRASE

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.requirement("RX.6")]
OTHER = "eight loud geese left in autumn"


@pytest.fixture
def officer():
    person = make_member(make_desk(), "desk_officer").account
    actions.set_up(person, PHRASE, cost=CHEAP)
    return person


def test_a_wrong_passphrase_is_refused_and_kept(officer):
    with pytest.raises(Refused, match="does not open"):
        actions.unlock(officer, OTHER)

    entry = Entry.objects.get(verb="unlock")
    assert (entry.outcome, entry.why) == ("refused", "the passphrase did not fit")


def test_a_wrong_passphrase_changes_none(officer):
    with pytest.raises(Refused, match="not your passphrase"):
        actions.change(officer, OTHER, "nine small ducks sleep by day", cost=CHEAP)

    assert Entry.objects.get(verb="change passphrase").outcome == "refused"
    assert actions.unlock(officer, PHRASE)


def test_what_was_typed_is_in_no_column_of_the_journal(officer):
    with pytest.raises(Refused):
        actions.unlock(officer, OTHER)

    assert "geese" not in str(list(Entry.objects.values()))
