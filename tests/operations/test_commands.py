import subprocess

import psycopg
import pytest

from rapporteur import __version__
from rapporteur.kernel.environment import Misconfigured
from rapporteur.kernel.refusals import Refused
from rapporteur.operations import binaries, commands, homes, roles
from tests.operations.surroundings import clean, command
from tests.operations.test_docs import names


def test_every_command_says_what_it_does(capsys):
    for name in names():
        with pytest.raises(SystemExit) as ended:
            commands.main([name, "--help"])
        assert ended.value.code == 0
        assert "usage: rapporteur" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [[], ["frobnicate"], ["status", "--xml"], ["run", "now"], ["messages"], ["\x00"]]
)
def test_wrong_words_end_with_code_2_and_a_plain_message(words, capsys):
    with pytest.raises(SystemExit) as ended:
        commands.main(words)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: rapporteur")


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit):
        commands.main(["--version"])
    assert capsys.readouterr().out.strip() == __version__


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Misconfigured("set this"), "set this"),
        (Refused("not now"), "not now"),
        (binaries.NoCluster("no server"), "no server"),
        (homes.CannotStart("taken"), "taken"),
        (psycopg.OperationalError("down\nand more"), "does not answer: down"),
        (roles.NotAllowed("CREATE ROLE a;"), "CREATE ROLE a;"),
    ],
)
def test_a_foreseen_failure_is_one_sentence(error, words, monkeypatch, capsys):
    def fail(given):
        raise error

    monkeypatch.setattr(commands, "status", fail)
    assert commands.main(["status"]) == 1
    told = capsys.readouterr().err
    assert words in told
    assert "Traceback" not in told


def test_a_fault_of_ours_is_not_hidden(monkeypatch):
    def fail(given):
        raise ZeroDivisionError

    monkeypatch.setattr(commands, "status", fail)
    with pytest.raises(ZeroDivisionError):
        commands.main(["status"])


def test_ctrl_c_ends_with_code_130(monkeypatch, capsys):
    def interrupt(given):
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "status", interrupt)
    assert commands.main(["status"]) == 130
    assert capsys.readouterr().err == "Stopped.\n"


@pytest.mark.parametrize("name", ["roles", "migrate", "load-reference"])
def test_without_a_database_it_is_said_how_to_start_one(name, tmp_path):
    done = subprocess.run(
        command(name), env=clean(RAPPORTEUR_HOME=str(tmp_path)), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "The database is not running: start with `make run`.\n"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"RAPPORTEUR_PORT_BASE": "80"}, "RAPPORTEUR_PORT_BASE is “80”"),
        ({"RAPPORTEUR_PORT_BASE": "many"}, "RAPPORTEUR_PORT_BASE is “many”"),
        ({"RAPPORTEUR_HOME": "/proc/nowhere"}, "/proc/nowhere cannot be used"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_a_sentence(values, words, tmp_path):
    done = subprocess.run(
        command("run"), env=clean(**{"RAPPORTEUR_HOME": str(tmp_path), **values}),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
