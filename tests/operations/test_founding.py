import hashlib
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from rapporteur.kernel.environment import Misconfigured
from rapporteur.kernel.refusals import Refused
from rapporteur.operations import founding
from rapporteur.operations.founding import Answers

FULL = {
    "database_url": "",
    "smtp_url": "smtp://post@mail.example.org",
    "hosts": "desk.example.org",
    "administrator": "first@desk.example.org",
}


@pytest.fixture
def medium(tmp_path, monkeypatch):
    """A folder for the key that is not the data folder."""
    monkeypatch.setenv("RAPPORTEUR_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (tmp_path / "home").mkdir()
    (tmp_path / "medium").mkdir()
    return tmp_path / "medium"


def test_what_is_not_said_is_named_where_nobody_can_be_asked():
    with pytest.raises(Refused, match=r"--smtp-url, --hosts, --administrator, --key-file"):
        founding.ask_for_missing(Answers(None, None, None, None, None), None)


def test_only_what_is_missing_is_asked():
    asked = []
    given = Answers("", "smtp://a", None, "b@c.org", "/k")
    found = founding.ask_for_missing(given, lambda words: asked.append(words) or " desk.org ")
    assert len(asked) == 1
    assert found.hosts == "desk.org"


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"database_url": "mysql://a/b"}, Misconfigured, "database address"),
        ({"smtp_url": "mail.example.org"}, Misconfigured, "RAPPORTEUR_SMTP_URL"),
        ({"administrator": "nobody"}, Refused, "not an e-mail address"),
        ({"administrator": "a b@c.org"}, Refused, "not an e-mail address"),
    ],
)
def test_an_answer_that_cannot_be_used_is_refused(medium, change, error, words):
    with pytest.raises(error, match=words):
        founding.check(Answers(**{**FULL, **change}, key_file=str(medium / "key")))


def test_the_key_never_lies_in_the_data_folder(medium):
    inside = medium.parent / "home" / "key"
    with pytest.raises(Refused, match="must not lie in the data folder"):
        founding.check_key_file(inside)
    (medium / "link").symlink_to(medium.parent / "home")
    with pytest.raises(Refused, match="must not lie in the data folder"):
        founding.check_key_file(medium / "link" / "key")


def test_a_key_is_never_written_over(medium):
    (medium / "key").write_text("kept")
    with pytest.raises(Refused, match="exists already"):
        founding.check_key_file(medium / "key")
    with pytest.raises(Refused, match="no folder"):
        founding.check_key_file(medium / "none" / "key")


def test_the_fingerprint_is_that_of_the_key_in_the_file(medium):
    fingerprint = founding.make_key(medium / "key")
    key = serialization.load_pem_private_key((medium / "key").read_bytes(), None)
    raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    assert fingerprint == hashlib.sha256(raw).hexdigest()
    assert stat.S_IMODE((medium / "key").stat().st_mode) == 0o600


def test_where_an_exercise_stands_nothing_is_set_up(medium, monkeypatch):
    monkeypatch.setattr(founding, "mark_standing", lambda address: "exercise")
    given = Answers(**{**FULL, "database_url": "postgresql://a@/b"}, key_file=str(medium / "key"))
    with pytest.raises(Refused, match="never becomes real"):
        founding.set_up(given)
    assert list(medium.iterdir()) == []


def test_a_second_set_up_is_refused(medium, monkeypatch):
    monkeypatch.setattr(founding, "mark_standing", lambda address: "real")
    given = Answers(**{**FULL, "database_url": "postgresql://a@/b"}, key_file=str(medium / "key"))
    with pytest.raises(Refused, match="set up already"):
        founding.set_up(given)


def test_a_failure_before_the_mark_leaves_no_key_behind(medium, monkeypatch):
    def fail(*_, **__):
        raise Refused("no")

    monkeypatch.setattr(founding.preparing, "prepare", fail)
    founding.homes.make_home(Path(medium.parent / "home"))
    with pytest.raises(Refused, match="no"):
        founding.set_up(Answers(**FULL, key_file=str(medium / "key")))
    assert list(medium.iterdir()) == []
    assert not founding.settings_file().exists()
