"""The parts of backup and restore by themselves: heads, days, shares, what is refused."""

import subprocess
import sys
from datetime import timedelta

import pytest

from rapporteur.kernel import backups as files
from rapporteur.kernel.clock import today
from rapporteur.kernel.environment import Misconfigured
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.streams import Sealing
from rapporteur.kernel.vault.suites import new_pair
from rapporteur.operations import homes, shares
from rapporteur.operations.backups import making, officers, proofs, restoring
from tests.operations.test_recovering import Terminal, typing

pytestmark = pytest.mark.requirement("M14")


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_HOME", str(tmp_path / "home"))
    homes.make_home(tmp_path / "home")
    return tmp_path / "home"


def backup(name, *, ends, key="01"):
    files.folder().mkdir(exist_ok=True)
    path = files.folder() / f"{name}{files.SUFFIX}"
    head = files.Head("2026-01-01", str(ends), "exercise", key, "1")
    with path.open("wb") as file:
        Sealing(file, new_pair()[1], head.raw()).finish()
    return path


def test_what_has_ended_is_destroyed_and_the_rest_stays(home, db, caplog):
    kept = backup("a", ends=today() + timedelta(days=1))
    gone = backup("b", ends=today())
    stranger = files.folder() / f"c{files.SUFFIX}"
    stranger.write_bytes(b"something of somebody else")

    assert files.tell_ended(today()) == 1
    assert "1 backups have ended" in caplog.text
    assert making.destroy_ended() == 1
    assert files.tell_ended(today()) == 0
    assert (kept.exists(), gone.exists(), stranger.exists()) == (True, False, True)
    assert Entry.objects.get(verb="destroy backups").detail == {"files": 1}
    assert making.destroy_ended() == 0


@pytest.mark.parametrize("days", ["0", "401", "-1", "a week", "1.5"])
def test_days_that_are_none_are_told(home, monkeypatch, days):
    monkeypatch.setenv("RAPPORTEUR_BACKUP_DAYS", days)
    with pytest.raises(Misconfigured, match="give days, 1 to 400"):
        files.days_kept()


def test_days_are_counted_from_the_day_it_was_made(home, monkeypatch):
    assert files.end_of(today()) == today() + timedelta(days=30)
    monkeypatch.setenv("RAPPORTEUR_BACKUP_DAYS", "7")
    assert files.end_of(today()) == today() + timedelta(days=7)


def test_who_holds_the_folder_clears_what_a_killed_one_left(home):
    with files.alone():
        part = files.folder() / f"x{files.UNFINISHED}"
        part.touch()
        files.clear_unfinished()
        with pytest.raises(Refused, match="being made already"), files.alone():
            pytest.fail("two at a time")
    assert not part.exists()


def test_without_shares_nothing_is_sealed(home):
    with pytest.raises(Refused, match="backup shares"):
        officers.public_half()
    officers.key_file().write_text("{}")
    with pytest.raises(Refused, match="does not hold what it should"):
        officers.public_half()


def test_three_shares_are_shown_alone_and_the_key_stands_after_the_last(home, capsys):
    asked = []

    def ask(words):
        asked.append(words)
        assert not officers.key_file().exists()

    officers.show_shares(ask)

    shown = capsys.readouterr().out
    assert (len(asked), shown.count(shares.CLEAR)) == (6, 3)
    assert "share 3 of 3" in shown
    assert officers.public_half()


def test_an_exercise_gets_its_shares_once_and_says_so(home):
    officers.ensure_exercise()
    public = officers.public_half()
    officers.ensure_exercise()
    assert officers.public_half() == public
    one, two = (officers.share_in(officers.shares_folder() / f"share-{n}.txt") for n in (3, 1))
    assert officers.rebuilt(one, two, public.hex())
    with pytest.raises(Refused, match="of another key"):
        officers.rebuilt(one, two, new_pair()[1].hex())
    with pytest.raises(Refused, match="two different"):
        officers.rebuilt(one, one, public.hex())


def test_a_share_that_is_none_is_told_with_its_file(home, tmp_path):
    slip = tmp_path / "slip.txt"
    with pytest.raises(Refused, match="cannot be read"):
        officers.share_in(slip)
    slip.write_text("1: AAAAA\n")
    with pytest.raises(Refused, match="slip in line 1"):
        officers.share_in(slip)


def test_shares_are_typed_where_no_files_are_named(home):
    officers.ensure_exercise()
    paths = [officers.shares_folder() / f"share-{n}.txt" for n in (1, 2)]
    lines = [path.read_text().splitlines()[1:] for path in paths]
    one, two = restoring.two_shares((), typing(*lines))
    assert officers.rebuilt(one, two, officers.public_half().hex())
    with pytest.raises(Refused, match="Two shares are needed"):
        restoring.two_shares(("a",), Terminal())


def words(path, home, **more):
    return restoring.Words(file=path, home=home, **more)


def test_what_ended_is_opened_on_purpose_only(home, tmp_path):
    path = backup("a", ends=today())
    with pytest.raises(Refused, match="should have been destroyed"):
        restoring.command(words(path, tmp_path / "new"), Terminal())
    given = words(path, tmp_path / "new", although_ended=True)
    with pytest.raises(Refused, match="A line is missing"):
        restoring.command(given, Terminal())


@pytest.mark.parametrize("raw", [b"", b"PGDMP", b"rapporteur sealed file 1\n\0\0\0\2{}"])
def test_another_file_is_told_to_be_none(home, tmp_path, raw):
    path = tmp_path / "file"
    path.write_bytes(raw)
    with pytest.raises(Refused, match="is no backup of ours"):
        files.read_head(path)
    with pytest.raises(Refused, match="cannot be read"):
        files.read_head(tmp_path / "none")


@pytest.mark.parametrize(
    "name",
    [
        "files/../x",
        "/etc/x",
        "files/secrets/../../x",
        "files/run/restoring",
        "x",
        "files/secrets/a/b",
    ],
)
def test_no_file_of_a_backup_leaves_its_place(home, name):
    with pytest.raises(Refused, match="does not belong there"):
        restoring.take_in(home, name, b"x", proofs.Manifest())


def test_what_was_restored_leads_to_no_old_database(home):
    settings = home / "secrets" / "settings.json"
    settings.write_text('{"DATABASE_URL": "postgresql://live", "RAPPORTEUR_HOSTS": "x.org"}')
    restoring.forget_old_database(words(home, home))
    assert '"DATABASE_URL": ""' in settings.read_text()
    assert "x.org" in settings.read_text()


def test_a_half_restored_folder_starts_nothing(home):
    (home / "run" / homes.HALF_RESTORED).touch()
    with pytest.raises(homes.CannotStart, match="was cut short"):
        homes.make_home(home)


def test_a_dump_that_failed_makes_no_backup():
    failing = subprocess.Popen(
        [sys.executable, "-c", "import sys; sys.exit('no such snapshot')"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    with pytest.raises(Refused, match="no backup was made: no such snapshot"):
        list(making.parts_of(failing))
