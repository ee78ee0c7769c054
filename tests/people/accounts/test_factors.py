"""Secrets of the second factor: sealed per door."""

import pytest

from rapporteur.kernel.environment import Misconfigured
from rapporteur.people.accounts import factors


@pytest.fixture(autouse=True)
def _keys(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_SECOND_FACTOR_DESK", "one secret")
    monkeypatch.setenv("RAPPORTEUR_SECRET_SECOND_FACTOR_MISSIONS", "one secret")


def test_a_secret_comes_back_and_is_not_in_the_row():
    sealed = factors.seal("JBSWY3DPEHPK3PXP", door="desk")

    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert factors.unseal(sealed, door="desk") == "JBSWY3DPEHPK3PXP"
    assert factors.seal("JBSWY3DPEHPK3PXP", door="desk") != sealed


def test_another_door_cannot_open_it_even_with_the_same_secret():
    sealed = factors.seal("JBSWY3DPEHPK3PXP", door="desk")

    with pytest.raises(ValueError, match="not sealed by this door"):
        factors.unseal(sealed, door="missions")


def test_a_clear_secret_is_refused():
    with pytest.raises(ValueError, match="unknown form"):
        factors.unseal("JBSWY3DPEHPK3PXP", door="desk")


def test_without_its_key_the_door_says_so(monkeypatch, tmp_path):
    monkeypatch.delenv("RAPPORTEUR_SECRET_SECOND_FACTOR_DESK")
    monkeypatch.setenv("RAPPORTEUR_HOME", str(tmp_path))

    with pytest.raises(Misconfigured, match="second-factor-desk"):
        factors.seal("x", door="desk")
