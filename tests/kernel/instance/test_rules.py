import pytest

from rapporteur.kernel.instance import rules
from rapporteur.kernel.instance.rules import Surroundings

HERE = Surroundings(address="127.0.0.1", hosts=("localhost", "[::1]"), sends_mail=False)


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("LOCALHOST", True),
        ("0.0.0.0", False),
        ("::", False),
        ("10.0.0.1", False),
        ("localhost.example.org", False),
        ("*", False),
        ("", False),
    ],
)
def test_only_addresses_of_this_machine_are_loopback(address, own):
    assert rules.is_loopback(address) is own


def test_an_exercise_on_this_machine_is_not_refused():
    assert rules.refusal("exercise", HERE) is None


@pytest.mark.parametrize(
    ("surroundings", "words"),
    [
        (Surroundings("0.0.0.0", ("localhost",), False), "not on 0.0.0.0"),
        (Surroundings("127.0.0.1", ("localhost", "desk.example.org"), False), "desk.example.org"),
        (Surroundings("127.0.0.1", ("*",), False), "not to *"),
        (Surroundings("127.0.0.1", ("localhost",), True), "RAPPORTEUR_SMTP_URL"),
    ],
)
def test_an_exercise_is_refused_whatever_others_could_reach(surroundings, words):
    assert words in rules.refusal("exercise", surroundings)


def test_real_work_needs_mail():
    assert "RAPPORTEUR_SMTP_URL" in rules.refusal("real", HERE)
    assert rules.refusal("real", Surroundings("0.0.0.0", ("a.example.org",), True, True)) is None


@pytest.mark.parametrize(
    ("address", "host"),
    [("0.0.0.0", "localhost"), ("127.0.0.1", "desk.example.org"), ("10.0.0.1", "10.0.0.1")],
)
def test_real_work_that_others_reach_needs_tls(address, host):
    words = rules.refusal("real", Surroundings(address, (host,), True))
    assert "RAPPORTEUR_HTTPS=1" in words
    assert rules.refusal("real", Surroundings(address, (host,), True, behind_tls=True)) is None


def test_real_work_on_this_machine_alone_needs_none():
    assert rules.refusal("real", Surroundings("127.0.0.1", ("localhost",), True)) is None


def test_a_row_that_names_exerland_is_made_up():
    assert rules.is_made_up(["CRC", "XEX", "2008"])
    assert not rules.is_made_up(["CRC", "CHE", "XEXES", None])


def test_exercise_accounts_are_for_exercises():
    assert rules.may_have_exercise_accounts("exercise") is None
    assert "real" in rules.may_have_exercise_accounts("real")
