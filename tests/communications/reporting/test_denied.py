"""Of a case that a member is denied, no report that this member makes tells anything."""

import pytest

from rapporteur.communications.reporting import building
from rapporteur.kernel.clock import today
from tests.circles.conftest import deny
from tests.communications.reporting.test_building import make_public, session_of
from tests.factories.cases import make_office


@pytest.mark.requirement("RX.1")
def test_nothing_is_told_to_whom_the_case_is_denied(committed):
    office = make_office()
    letter = make_public(office)
    session = session_of(letter)
    deny(office, letter.case)

    def built(person):
        return building.build(person, session, language="en", on=today())

    report, inside = built(office.officer)
    assert (report.list_a, report.closed, inside.closed) == ((), 0, ())
    assert report.figures[0].lines[0].value == 0
    public, _all = building.of_year(office.officer, letter.sent_at.year, today())
    assert public[0].lines[0].value == 0
    assert len(built(office.second)[0].list_a) == 1
