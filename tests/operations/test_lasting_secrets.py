"""Secrets that rows depend on are made once, and never anew without a word."""

import pytest

from rapporteur.intake import receipts, threads
from rapporteur.kernel.environment import Misconfigured
from rapporteur.operations import preparing
from tests.factories.people import make_account
from tests.factories.vaults import make_group, make_keyring

pytestmark = pytest.mark.django_db
LASTING = (
    "receipt-pepper",
    *(f"second-factor-{door}" for door in ("desk", "missions", "partners")),
)


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """The folder of secrets of a new installation; nothing comes from the environment."""
    for name in LASTING:
        monkeypatch.delenv(f"RAPPORTEUR_SECRET_{name.upper().replace('-', '_')}", raising=False)
    folder = tmp_path / "secrets"
    folder.mkdir()
    monkeypatch.setenv("RAPPORTEUR_HOME", str(tmp_path))
    return folder


def test_a_new_installation_gets_them(kept):
    preparing.ensure_lasting_secrets()
    assert [name for name in LASTING if not (kept / name).is_file()] == []


def test_they_stay_as_they_are(kept):
    preparing.ensure_lasting_secrets()
    before = [(kept / name).read_text() for name in LASTING]
    preparing.ensure_lasting_secrets()
    assert [(kept / name).read_text() for name in LASTING] == before


def test_a_lost_pepper_is_not_made_anew_once_a_source_has_a_code(kept):
    preparing.ensure_lasting_secrets()
    desk = make_group(make_keyring()).pk
    threads.begin(receipts.receipt_of(receipts.new_code()), desk)
    (kept / "receipt-pepper").unlink()

    with pytest.raises(Misconfigured, match=r"“receipt-pepper” is missing.*from the backup"):
        preparing.ensure_lasting_secrets()
    assert not (kept / "receipt-pepper").exists()


@pytest.mark.parametrize("door", ["desk", "missions", "partners"])
def test_a_lost_key_of_second_factors_is_not_made_anew_once_there_is_one(kept, door):
    preparing.ensure_lasting_secrets()
    make_account(door)
    (kept / f"second-factor-{door}").unlink()

    with pytest.raises(Misconfigured, match=f"“second-factor-{door}” is missing"):
        preparing.ensure_lasting_secrets()
    assert not (kept / f"second-factor-{door}").exists()
