import pytest

from tests.factories.cases import make_office


@pytest.fixture(autouse=True)
def _pepper(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)


@pytest.fixture
def office(db):
    return make_office()
