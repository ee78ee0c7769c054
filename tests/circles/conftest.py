"""A desk whose three members read everything, until one of them is denied a case."""

import pytest

from rapporteur.circles import actions
from rapporteur.kernel.vault import actions as vault
from tests.factories import cases as make
from tests.factories.people import make_member
from tests.factories.vaults import BY, make_keyring


@pytest.fixture(autouse=True)
def pepper(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)


@pytest.fixture
def office(committed):
    """Reading commits to the journal, so each test has a database of its own."""
    return make.make_office()


@pytest.fixture
def case(office):
    return make.make_case(office)


def ring_of(office, person):
    return next(ring for ring in office.rings if ring.key.owner == person.pk)


def deny(office, case, whom=None, *, by=None, to=None, ground="state", words="their own State"):
    """Deny a case to its officer, whose it is: the coordinator takes it over."""
    by = by or office.second
    return actions.deny(
        case,
        whom or office.officer,
        ground,
        words,
        to=to or office.second,
        keyring=ring_of(office, by),
        by=by,
    )


def add_member(office, role="desk_officer"):
    """Return a further member who holds the key of the desk, with the open vault."""
    person = make_member(office.desk, role).account
    ring = make_keyring(person.pk)
    vault.add_member(office.desk.recipient, ring.key, office.rings[1], by=BY)
    office.rings = (*office.rings, ring)
    return person
