"""Shares at a terminal: shown one by one, typed by two, drilled without changing anything.

What fails is committed by itself, so each test has a database of its own.
"""

import re

import pytest

from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.operations import recovering, vaults
from tests.factories.people import make_account
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
    assert shown.count(recovering.CLEAR) == 3
    assert Entry.objects.filter(verb="make shares", outcome="done").count() == 1


def test_two_of_them_are_drilled_without_changing_anything(holder, capsys):
    one, _, three = make(holder, capsys)
    before = Entry.objects.count()

    recovering.recover(str(holder.group.pk), None, None, typing(three, one))

    assert "this was a drill" in capsys.readouterr().out
    assert Entry.objects.count() == before


def test_two_of_them_hand_the_key_back(holder, capsys):
    one, two, _ = make(holder, capsys)
    fresh = make_account("desk")
    keyring = make_keyring(fresh.pk)

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
    group, fresh = str(holder.group.pk), make_account("desk")
    make_keyring(fresh.pk)

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
    with pytest.raises(Refused, match="has no vault key"):
        recovering.make_shares(group, "nobody@desk.exercise.invalid", nobody, nobody)
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
