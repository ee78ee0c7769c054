"""Shares at a terminal: shown one by one, typed by two, drilled without changing anything.

What fails is committed by itself, so each test has a database of its own.
"""

import re

import psycopg
import pytest
from django.db import connection

from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import actions as vault
from rapporteur.kernel.vault.models import Epoch, MemberWrap
from rapporteur.operations import recovering, shares, status, vaults
from rapporteur.partners.sealing import group_of
from rapporteur.people.desks.models import MissionMembership
from tests.factories.cases import make_office
from tests.factories.communications import exerland
from tests.factories.partners import make_partner
from tests.factories.people import make_account, make_desk, make_member
from tests.factories.vaults import PHRASE, make_group, make_keyring

pytestmark = pytest.mark.usefixtures("committed")


class Terminal:
    """People at a terminal who answer what they are asked, in this order."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def __call__(self, words):
        self.asked.append(words)
        return self.answers.pop(0) if self.answers else ""


@pytest.fixture
def holder():
    account = make_account("desk")
    account.keyring = make_keyring(account.pk)
    account.group = make_group(account.keyring, name="Desk of the tests")
    account.desk = make_desk(recipient=account.group.pk)
    make_member(account.desk, "desk_officer", account=account)
    return account


def colleague(holder, *roles, state="let_in"):
    """Return another account of the same desk, with the keyring of a new vault."""
    account = make_member(holder.desk, *(roles or ("desk_officer",)), state=state).account
    account.keyring = make_keyring(account.pk)
    return account


def make(holder, capsys, passphrase=PHRASE):
    """Make shares; return the lines of each as they stood on the screen."""
    recovering.make_shares(str(holder.group.pk), holder.email, Terminal(), Terminal(passphrase))
    shown = capsys.readouterr().out
    return [re.findall(r"(?m)^(\d: [A-Z2-7 ]+)$", one) for one in shown.split("share ")[1:4]]


def typing(*shares):
    return Terminal(*[line for share in shares for line in (*share, "")])


def test_three_shares_are_shown_one_at_a_time_and_cleared(holder, capsys):
    terminal = Terminal()

    recovering.make_shares(str(holder.group.pk), holder.email, terminal, Terminal(PHRASE))

    shown = capsys.readouterr().out
    assert [words[:14] for words in terminal.asked] == [
        told for number in (1, 2, 3) for told in (f"Only officer {number}", "Written down o")
    ]
    assert shown.count(shares.CLEAR) == 3
    assert Entry.objects.filter(verb="make shares", outcome="done").count() == 1


def test_two_of_them_are_drilled_without_changing_anything(holder, capsys):
    one, _, three = make(holder, capsys)
    kept = Entry.objects.count(), MemberWrap.objects.count(), Epoch.objects.count()

    recovering.recover(str(holder.group.pk), None, None, typing(three, one))

    assert "this was a drill" in capsys.readouterr().out
    entry = Entry.objects.get(verb="drill recovery")
    assert (entry.subject_id, entry.detail) == (str(holder.group.pk), {"shares": 2})
    assert (Entry.objects.count() - 1, MemberWrap.objects.count(), Epoch.objects.count()) == kept


def test_the_last_drill_of_each_desk_is_told(holder, capsys):
    one, _, three = make(holder, capsys)
    with psycopg.connect(**connection.get_connection_params()) as apart:
        (before,) = [d for d in status.drills(apart) if d["recipient"] == str(holder.group.pk)]
    recovering.recover(str(holder.group.pk), None, None, typing(three, one))
    with psycopg.connect(**connection.get_connection_params()) as apart:
        (after,) = [d for d in status.drills(apart) if d["recipient"] == str(holder.group.pk)]

    assert before == {**after, "drilled_on": None}
    assert after["drilled_on"] == str(today())
    assert after["name"] == "Desk of the tests"


def test_a_drill_that_fails_is_no_drill(holder, capsys):
    one, _, _ = make(holder, capsys)
    with pytest.raises(Refused):
        recovering.recover(str(holder.group.pk), None, None, typing(one, one))
    assert not Entry.objects.filter(verb="drill recovery").exists()


STRANGERS = {
    "another desk": lambda h: make_member(make_desk("OTHER"), "desk_officer").account,
    "invited": lambda h: make_member(h.desk, "desk_officer", state="invited").account,
    "removed": lambda h: make_member(h.desk, "desk_officer", state="removed").account,
    "without a key": lambda h: make_member(h.desk, "auditor").account,
    "another door": lambda h: make_account("missions"),
    "of no desk": lambda h: make_account("desk"),
}


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_who_does_not_belong_to_the_desk_gets_its_key(holder, capsys, who):
    one, two, _ = make(holder, capsys)
    stranger = STRANGERS[who](holder)
    keyring = make_keyring(stranger.pk)

    with pytest.raises(Refused, match="is nobody who was let in at Desk of the tests"):
        recovering.recover(str(holder.group.pk), stranger.email, "lost", typing(one, two))
    assert not keyring.holds(holder.group.pk)


def test_the_same_address_at_another_door_is_not_taken_for_the_member(holder, capsys):
    one, two, _ = make(holder, capsys)
    twin = make_account("missions", email="twin@exercise.invalid")
    own = make_member(holder.desk, "desk_officer", email="twin@exercise.invalid").account
    keyring, other = make_keyring(own.pk), make_keyring(twin.pk)

    recovering.recover(str(holder.group.pk), "twin@exercise.invalid", "lost", typing(one, two))

    assert keyring.holds(holder.group.pk)
    assert not other.holds(holder.group.pk)


@pytest.mark.parametrize(("state", "gets"), [("XEX", True), ("EST", False)])
def test_the_key_of_a_mission_goes_to_who_speaks_for_its_state(capsys, state, gets):
    exerland()
    officer, fresh = make_account("missions"), make_account("missions")
    ring, its_key = make_keyring(officer.pk), make_keyring(fresh.pk)
    group = vault.found_group("mission", "mission/XEX", "Mission of the tests", ring, by="x")
    for account, country in ((officer, "XEX"), (fresh, state)):
        MissionMembership.objects.create(account=account, country_id=country, since=today())
    officer.keyring, officer.group = ring, group
    one, two, _ = make(officer, capsys)

    if not gets:
        with pytest.raises(Refused, match="is nobody who was let in"):
            recovering.recover(str(group.pk), fresh.email, "lost", typing(one, two))
    else:
        recovering.recover(str(group.pk), fresh.email, "lost", typing(one, two))
    assert its_key.holds(group.pk) is gets


def test_two_of_them_hand_the_key_back(holder, capsys):
    one, two, _ = make(holder, capsys)
    fresh = colleague(holder)
    keyring = fresh.keyring

    recovering.recover(str(holder.group.pk), fresh.email, "all forgot", typing(one, two))

    assert "holds the key of Desk of the tests again" in capsys.readouterr().out
    assert keyring.holds(holder.group.pk)


def test_a_wrong_passphrase_makes_no_shares_and_is_kept(holder, capsys):
    with pytest.raises(Refused, match="No shares were made"):
        make(holder, capsys, passphrase="another passphrase")

    assert Entry.objects.get(verb="make shares").outcome == "refused"


def test_a_slip_or_a_share_twice_is_told(holder, capsys):
    one, _, _ = make(holder, capsys)
    slip = [one[0][:-1] + ("A" if one[0][-1] != "A" else "B"), *one[1:]]
    group, fresh = str(holder.group.pk), colleague(holder)

    with pytest.raises(Refused, match="slip in line 1"):
        recovering.recover(group, None, None, typing(slip))
    with pytest.raises(Refused, match="two different"):
        recovering.recover(group, fresh.email, "all forgot", typing(one, one))
    assert Entry.objects.get(verb="recover").outcome == "refused"


def test_what_is_not_said_is_asked_for(holder):
    group, nobody = str(holder.group.pk), Terminal()
    with pytest.raises(Refused, match="--recipient"):
        recovering.recover("x", None, None, nobody)
    with pytest.raises(Refused, match="no such recipient"):
        recovering.recover("0" * 32, None, None, nobody)
    with pytest.raises(Refused, match="--member"):
        recovering.make_shares(group, None, nobody, nobody)
    with pytest.raises(Refused, match="is nobody who was let in"):
        recovering.make_shares(group, "nobody@desk.exercise.invalid", nobody, nobody)
    without = make_member(holder.desk, "desk_officer").account
    with pytest.raises(Refused, match="has no vault key"):
        recovering.make_shares(group, without.email, nobody, nobody)
    with pytest.raises(Refused, match="--why"):
        recovering.recover(group, holder.email, " ", nobody)


@pytest.mark.parametrize("what", ["shares", "recover"])
def test_it_takes_a_terminal(holder, what, monkeypatch):
    given = vaults.Words(recipient=str(holder.group.pk), member=holder.email, why="x")
    with pytest.raises(Refused, match="at a terminal"):
        vaults.command(what, given)

    monkeypatch.setattr(vaults.sys.stdin, "isatty", lambda: True, raising=False)
    for name in ("make_shares", "recover"):
        monkeypatch.setattr(recovering, name, lambda *given: len(given))
    assert vaults.command(what, given) == 4


@pytest.mark.parametrize("belongs", [True, False])
def test_the_key_of_a_partner_goes_to_who_speaks_for_it(capsys, belongs):
    office = make_office()
    first, other = make_partner(office), make_partner(office)
    organisation = first.organisation if belongs else other.organisation
    fresh = make_partner(office, key=False, organisation=organisation)
    keyring = make_keyring(fresh.account.pk)
    group = group_of(first.organisation.pk)
    first.account.keyring, first.account.group = first.ring, group
    one, two, _ = make(first.account, capsys)

    if belongs:
        recovering.recover(str(group.pk), fresh.account.email, "lost", typing(one, two))
    else:
        with pytest.raises(Refused, match="is nobody who was let in"):
            recovering.recover(str(group.pk), fresh.account.email, "lost", typing(one, two))
    assert keyring.holds(group.pk) is belongs
