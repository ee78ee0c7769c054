"""How much hard text someone opened this week: for themselves, and without a name for others."""

from datetime import date

import pytest

from rapporteur.cases import exposure
from rapporteur.kernel.environment import Misconfigured, hard_texts_a_week
from rapporteur.kernel.journal import actions as journal
from tests.factories.people import make_desk, make_member

pytestmark = pytest.mark.requirement("SG13")


def opens(person, count, kind="intake.submission", verb="read"):
    for number in range(count):
        subject = ("vault_sealedrecord", f"{kind}-{number}")
        journal.record(verb, subject, by=str(person.pk), detail={"kind": kind})


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_HARD_TEXTS", "2")


def test_the_limit_is_a_setting_with_a_default(monkeypatch):
    monkeypatch.delenv("RAPPORTEUR_HARD_TEXTS", raising=False)
    assert hard_texts_a_week() == 40
    for wrong in ("0", "-1", "many", "4.5", "99999"):
        monkeypatch.setenv("RAPPORTEUR_HARD_TEXTS", wrong)
        with pytest.raises(Misconfigured, match="whole number"):
            hard_texts_a_week()


def test_a_week_begins_on_monday():
    assert exposure.monday(date(2026, 11, 29)) == date(2026, 11, 23)


@pytest.mark.django_db
def test_each_hard_text_counts_once_and_nothing_else_does(few):
    person = make_member(make_desk(), "desk_officer").account
    for kind in exposure.HARD:
        opens(person, 1, kind)
        opens(person, 1, kind)
    opens(person, 5, "cases.note")
    opens(person, 5, verb="seal")
    assert exposure.opened_by(person) == len(exposure.HARD) == 4
    assert exposure.is_above(person)


@pytest.mark.django_db
@pytest.mark.parametrize(("others", "told"), [(2, False), (3, True)])
def test_a_coordinator_learns_of_someone_where_it_points_at_nobody(few, others, told):
    desk = make_desk()
    lead = make_member(desk, "coordinator").account
    people = [make_member(desk, "desk_officer").account for _ in range(others)]
    make_member(desk, "auditor")
    opens(lead, 9)
    assert not exposure.someone_is_above(lead)
    opens(people[0], 3)
    assert exposure.someone_is_above(lead) is told
    assert not exposure.someone_is_above(people[1])


@pytest.mark.django_db
def test_what_happens_at_another_desk_is_not_told(few):
    other = make_desk("OTHER")
    people = [make_member(other, "desk_officer").account for _ in range(4)]
    opens(people[0], 9)
    lead = make_member(make_desk(), "coordinator").account
    assert not exposure.someone_is_above(lead)
