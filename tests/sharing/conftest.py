"""Two desks of one installation, and a case of the first whose source lets other mandates read it."""

import pytest

from rapporteur.sharing import actions
from tests.factories import cases as make

YES = {"may_share": "yes"}


@pytest.fixture(autouse=True)
def pepper(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)


@pytest.fixture
def office(committed):
    """Reading commits to the journal, so each test has a database of its own."""
    return make.make_office()


@pytest.fixture
def other(office):
    return make.make_office("SLAVERY")


@pytest.fixture
def case(office):
    return make.make_case(office, **YES)


def ring_of(office, person):
    return next(ring for ring in office.rings if ring.key.owner == person.pk)


def share(office, other, case, *, summary="", reason="they look at the same", by=None, **more):
    """Share all submissions of a case whole, unless `submissions` says which."""
    by = by or office.officer
    submissions = more.get("submissions", [one.submission_id for one in case.joined.all()])
    return actions.share(
        case, other.desk, submissions, summary, reason, keyring=ring_of(office, by), by=by
    )
