"""A desk with a key that may be sealed to, and a receipt."""

import pytest

from rapporteur.intake import receipts
from tests.kernel.vault.conftest import BY, make_group, make_member

__all__ = ["BY"]


@pytest.fixture(autouse=True)
def pepper(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)


@pytest.fixture
def officer(db):
    """Someone at the desk with an open vault."""
    return make_member()


@pytest.fixture
def desk(officer):
    """The recipient of a desk whose key the exercise has signed."""
    return make_group(officer).pk


@pytest.fixture
def receipt():
    return receipts.receipt_of(receipts.new_code())
