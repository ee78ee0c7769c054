"""A desk with a key that may be sealed to, and a receipt."""

import json

import pytest

from rapporteur.intake import receipts
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.envelopes import open_body
from tests.factories.halves import make_pair
from tests.factories.vaults import make_group, make_keyring


@pytest.fixture(autouse=True)
def pepper(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)


@pytest.fixture
def officer(db):
    """Someone at the desk with an open vault."""
    return make_keyring()


@pytest.fixture
def desk(officer):
    """The recipient of a desk whose key the exercise has signed."""
    group = make_group(officer).pk
    make_pair(group, officer, officer)
    return group


@pytest.fixture
def receipt():
    return receipts.receipt_of(receipts.new_code())


def body_of(version, desk, keyring):
    """Open a version as the desk would; the journal, which commits apart, is left alone."""
    kept = version.wraps.select_related("epoch").get(epoch__recipient=desk)
    key = records.opened(kept, version, keyring)
    return json.loads(open_body(bytes(version.envelope), key, version.place))
