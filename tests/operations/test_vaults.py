import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import actions, recipients
from rapporteur.kernel.vault.faults import Revoked
from rapporteur.operations import founding, vaults
from tests.factories.vaults import make_group, make_keyring

pytestmark = pytest.mark.django_db


@pytest.fixture
def medium(tmp_path, monkeypatch):
    """Real work with the key on a medium; yields its path."""
    path = tmp_path / "instance-key.pem"
    monkeypatch.setenv(recipients.SETTING, founding.make_key(path))
    for module in (recipients, actions):
        monkeypatch.setattr(module, "is_exercise", lambda: False)
    return path


@pytest.fixture
def waiting(medium):
    return make_group(make_keyring(), name="Desk of the tests")


def run(what, **more):
    return vaults.command(what, vaults.Words(**more))


def test_a_list_without_recipients_says_so(capsys):
    assert run("recipients") == 0
    assert capsys.readouterr().out == "There are no recipients yet.\n"


def test_what_waits_is_shown_with_kind_name_and_fingerprint(waiting, capsys):
    assert run("recipients") == 0

    told = capsys.readouterr().out
    epoch = recipients.newest(waiting.pk)
    assert told.startswith(f"desk: Desk of the tests ({waiting.subject}), epoch 1, fingerprint ")
    assert recipients.spoken(epoch.public) in told
    assert "waits to be signed" in told
    assert str(waiting.pk) in told


def test_the_key_on_its_medium_signs_what_waits(waiting, medium, capsys):
    assert run("sign", key_file=str(medium), agreed=True) == 0

    told = capsys.readouterr().out
    assert told.index("Desk of the tests") < told.index("Signed: 1")
    assert recipients.sealable(waiting.pk).number == 1
    assert Entry.objects.get(verb="sign recipient").by == "command:vault"
    assert run("sign", key_file=str(medium), agreed=True) == 0
    assert "Nothing waits" in capsys.readouterr().out


def test_nothing_is_signed_before_it_was_agreed_to(waiting, medium):
    with pytest.raises(Refused, match="--yes"):
        vaults.sign(str(medium), None, agreed=False)
    with pytest.raises(Refused, match="Nothing was signed"):
        vaults.sign(str(medium), lambda words: "y", agreed=False)
    assert not recipients.is_signed(recipients.newest(waiting.pk))

    assert vaults.sign(str(medium), lambda words: " yes ", agreed=False) == 0
    assert recipients.is_signed(recipients.newest(waiting.pk))


def pem(key, path, encryption=None):
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            encryption or serialization.NoEncryption(),
        )
    )
    return str(path)


def test_a_file_that_is_not_the_key_signs_nothing(waiting, tmp_path):
    (tmp_path / "words").write_text("not a key")
    locked = serialization.BestAvailableEncryption(b"word")
    files = {
        "": "--key-file",
        str(tmp_path / "none"): "cannot be read",
        str(tmp_path / "words"): "not the file",
        pem(X25519PrivateKey.generate(), tmp_path / "x25519"): "not the file",
        pem(Ed25519PrivateKey.generate(), tmp_path / "locked", locked): "not the file",
        pem(Ed25519PrivateKey.generate(), tmp_path / "other"): "not the instance key",
    }
    for path, reason in files.items():
        with pytest.raises(Refused, match=reason):
            run("sign", key_file=path, agreed=True)
    assert not recipients.is_signed(recipients.newest(waiting.pk))


def test_a_key_is_withdrawn_with_a_reason(waiting, medium, capsys):
    run("sign", key_file=str(medium), agreed=True)

    assert run("revoke", recipient=str(waiting.pk), why="lost laptop") == 0

    with pytest.raises(Revoked):
        recipients.sealable(waiting.pk)
    run("recipients")
    assert "revoked on" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("recipient", "reason"),
    [(None, "--recipient"), ("x", "--recipient"), ("0" * 32, "no such recipient")],
)
def test_withdrawing_needs_a_known_recipient(waiting, recipient, reason):
    with pytest.raises(Refused, match=reason):
        run("revoke", recipient=recipient, why="a reason")


def test_withdrawing_needs_a_reason(waiting):
    with pytest.raises(Refused, match="reason"):
        run("revoke", recipient=str(waiting.pk))
