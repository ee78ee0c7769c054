"""Going live: officers drill their shares in two places, and the gate tells what is missing."""

from argparse import Namespace

import psycopg
import pytest
from django.db import connection

from rapporteur.kernel.instance import golive as items
from rapporteur.kernel.instance.models import GoLiveStep
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import recovery
from rapporteur.kernel.vault.faults import WrongShares
from rapporteur.kernel.vault.models import Epoch, MemberWrap
from rapporteur.kernel.vault.shares import printed
from rapporteur.kernel.vault.suites import new_pair
from rapporteur.operations import commands, golive, golive_facts, status
from tests.factories.vaults import make_group, make_keyring

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def holder():
    return make_keyring()


@pytest.fixture
def desk(holder):
    return make_group(holder, name="Desk of the tests")


@pytest.fixture
def officers(desk, holder):
    """The three shares of the desk."""
    return recovery.make_shares(desk, holder, by="x")


@pytest.fixture
def real(monkeypatch):
    monkeypatch.setattr(golive, "is_exercise", lambda: False)


def drill(desk, *shares, place="Geneva"):
    lines = [line for one in shares for line in (*printed(one).splitlines(), "")]
    return golive.drill(str(desk.pk), place, lambda words: lines.pop(0))


def say(what="list", item=None, by="A. Officer", evidence="seen by me"):
    return golive.command(Namespace(what=what, item=item, by=by, evidence=evidence))


def lacking():
    return items.missing(golive.known()).get("drill", "")


def test_a_drill_keeps_day_numbers_and_place_and_changes_nothing_else(desk, officers, capsys):
    kept = MemberWrap.objects.count(), Epoch.objects.count()

    drill(desk, officers[2], officers[0], place=" Port Exer ")

    one = GoLiveStep.objects.get()
    assert (one.item, one.shares, one.place, one.passed) == ("drill", "13", "Port Exer", True)
    assert one.key == recovery.key_of(desk).pk
    assert Entry.objects.get(verb="drill recovery").subject_id == str(desk.pk)
    assert (MemberWrap.objects.count(), Epoch.objects.count()) == kept
    told = capsys.readouterr().out
    assert "Shares 1 and 3 open Desk of the tests." in told
    assert "drilled in 1 of 2 places" in told


def test_two_places_and_all_three_shares_pass_and_new_shares_end_it(desk, officers, holder):
    drill(desk, *officers[:2])
    drill(desk, *officers[:2], place="Port Exer")
    assert "share 3 was in no drill" in lacking()
    drill(desk, *officers[1:], place="port  exer")
    assert lacking() == ""

    recovery.make_shares(desk, holder, by="x")
    assert "drilled in 0 of 2 places" in lacking()


def test_wrong_shares_are_refused_in_a_sentence_and_are_no_drill(desk, officers, holder):
    recovery.make_shares(desk, holder, by="x")
    with pytest.raises(Refused, match="not of the newest set"):
        drill(desk, *officers[:2])
    assert not GoLiveStep.objects.exists()
    assert Entry.objects.get(verb="drill recovery").outcome == "refused"


def test_one_share_twice_is_no_drill(desk, officers):
    with pytest.raises(Refused):
        drill(desk, officers[0], officers[0])
    assert not GoLiveStep.objects.exists()


def test_what_does_not_fit_the_public_key_on_record_is_no_proof(desk, officers, monkeypatch):
    keyring = recovery.rebuilt(desk, *officers[:2])
    monkeypatch.setattr(
        type(keyring), "current", lambda self, pk: (Epoch.objects.get(recipient=pk), new_pair()[0])
    )
    with pytest.raises(WrongShares, match="does not fit the public key"):
        golive.prove(desk, keyring)


def test_a_drill_is_of_a_desk_and_somewhere(desk, officers, holder):
    with pytest.raises(Refused, match="--place"):
        drill(desk, *officers[:2], place=" ")
    with pytest.raises(Refused, match="A drill is of a desk"):
        drill(make_group(holder, kind="mission"), *officers[:2])


def test_a_drill_needs_a_terminal(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", None)
    assert commands.main(["drill"]) == 1
    assert "two officers there" in capsys.readouterr().err


def test_the_gate_opens_when_all_is_passed_and_status_tells_it(real, desk, officers, capsys):
    for item in ("host", "protection", "helplines", "texts"):
        say("attest", item)
    drill(desk, *officers[:2])
    drill(desk, *officers[1:], place="Port Exer")
    with pytest.raises(Refused, match=r"stays shut. Missing: compulsion \(nobody has attested"):
        say("open")
    assert told()["open"] is False
    assert list(told()["missing"]) == ["compulsion"]

    say("attest", "compulsion")
    assert "Nothing is missing" in capsys.readouterr().out
    say("open")
    assert told() == {"open": True, "passed": list(items.CODES), "missing": {}}

    say("withdraw", "texts")
    assert "it is shut" in capsys.readouterr().out
    assert (told()["open"], list(told()["missing"])) == (False, ["texts"])


def test_the_door_is_shut_by_one_word(real):
    say("shut")
    assert told()["open"] is False


def told():
    """Return what `status` tells, over a connection without Django."""
    with psycopg.connect(**connection.get_connection_params()) as apart:
        return golive_facts.told(apart.cursor())


def test_the_list_says_what_is_missing_why_and_who_may_say_it(real, capsys):
    say()
    page = capsys.readouterr().out
    assert "host        MISSING: nobody has attested it" in page
    assert "by the data-protection officer of the host" in page


def test_an_exercise_has_no_gate():
    with pytest.raises(Refused, match="An exercise needs no gate"):
        say()


def test_where_the_database_does_not_answer_nothing_is_told(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://owner@127.0.0.1:1/none")
    assert status.going_live() is None
