import pytest

from tests.factories.cases import make_office
from tests.factories.people import make_desk, make_member


@pytest.fixture
def office(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    return make_office()


@pytest.fixture
def stranger():
    return make_member(make_desk("OTHER"), "desk_officer").account
