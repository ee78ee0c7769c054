"""A desk with a key, and a closed case whose time is over."""

from datetime import timedelta

import pytest

from rapporteur.cases import actions
from rapporteur.cases.models import Case, Note
from rapporteur.kernel.clock import now
from tests.factories import cases as make

OLD = timedelta(days=800)


@pytest.fixture(autouse=True)
def pepper(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)


@pytest.fixture
def office(committed):
    """Reading commits to the journal, so each test has a database of its own."""
    return make.make_office()


def closed_case(office, *, ago=OLD, **answers):
    """Return a case that was closed so long ago."""
    case = make.make_case(office, **answers)
    Case.objects.filter(pk=case.pk).update(state="decided")
    case = actions.close(case, "nothing more to do", by=office.officer)
    Note.objects.filter(case=case, kind="closing").update(at=now() - ago)
    return case


@pytest.fixture
def case(office):
    return closed_case(office)
