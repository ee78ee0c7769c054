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


@pytest.mark.parametrize(
    "words",
    [
        ["prepare"],
        ["roles"],
        ["migrate"],
        ["load-reference", "--check"],
        ["journal", "verify"],
        ["helplines", "ours.csv"],
        ["calendar", "load", "ours.csv"],
        ["letters", "import", "ours.csv"],
    ],
)
def test_without_a_database_it_is_said_how_to_start_one(words, tmp_path):
    done = subprocess.run(
        command(*words), env=clean(RAPPORTEUR_HOME=str(tmp_path)), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "The database is not running: start with `make run`.\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"RAPPORTEUR_PORT_BASE": "80"}, "RAPPORTEUR_PORT_BASE is “80”"),
        ({"RAPPORTEUR_PORT_BASE": "many"}, "RAPPORTEUR_PORT_BASE is “many”"),
        ({"RAPPORTEUR_HOSTS": "http://desk.example.org"}, "RAPPORTEUR_HOSTS has “http://desk"),
        ({"RAPPORTEUR_ROLE_PREFIX": "Bad;"}, "RAPPORTEUR_ROLE_PREFIX is “Bad;”"),
        ({"RAPPORTEUR_SMTP_URL": "smtp://a:b"}, "RAPPORTEUR_SMTP_URL looks like"),
        ({"RAPPORTEUR_OFFICERS": "nobody"}, "RAPPORTEUR_OFFICERS has “nobody”"),
        ({"DATABASE_URL": "mysql://a/b"}, "A database address looks like"),
    ],
)
@pytest.mark.parametrize("name", ["run", "prepare", "roles", "migrate", "load-reference"])
def test_a_wrong_setting_stops_a_command_before_it_makes_anything(name, values, words, tmp_path):
    done = ask(name, RAPPORTEUR_HOME=str(tmp_path / "home"), **values)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(words)
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def ask(*words, **values):
    return subprocess.run(
        command(*words), env=clean(**values), capture_output=True, text=True, check=False,
        timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["run", "prepare", "roles"])
@pytest.mark.parametrize("home", ["file", "file/below", "/proc/nowhere"])
def test_a_data_folder_that_cannot_be_one_is_told_in_a_sentence(name, home, tmp_path):
    (tmp_path / "file").write_text("a letter")
    url = "postgresql://a:b@127.0.0.1:1/none"
    done = ask(name, RAPPORTEUR_HOME=str(tmp_path / home), DATABASE_URL=url)
    assert done.returncode == 1
    assert "cannot be used: " in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert [path.read_text() for path in tmp_path.iterdir()] == ["a letter"]


def test_a_folder_that_nobody_may_write_is_told_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_HOME", str(tmp_path))
    inside = PermissionError(13, "Permission denied", str(tmp_path / "secrets"))
    assert commands.foreseen(inside) == f"{tmp_path}/secrets cannot be used: Permission denied."
    assert commands.foreseen(PermissionError(13, "Permission denied", "/elsewhere")) is None


def test_cut_addresses_are_told_in_a_sentence(tmp_path):
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "databases.json").write_text('{"owner": "postgres')
    done = ask("status", RAPPORTEUR_HOME=str(tmp_path))
    assert done.returncode == 0
    assert "database                             down" in done.stdout


def test_init_refuses_wrong_hosts_before_it_makes_anything(tmp_path):
    done = ask(
        "init", "--database-url=", "--smtp-url=smtp://mail.example.org", "--hosts=*",
        "--administrator=first@example.org", f"--key-file={tmp_path}/key",
        RAPPORTEUR_HOME=str(tmp_path / "home"),
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("RAPPORTEUR_HOSTS has “*”")
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_that_was_closed_is_no_fault_of_ours(monkeypatch):
    def fail(given):
        raise BrokenPipeError

    monkeypatch.setattr(commands, "status", fail)
    monkeypatch.setattr(commands.os, "dup2", lambda *_: None)
    assert commands.main(["status"]) == 1
