from datetime import timedelta

import pytest

from rapporteur.kernel import clock
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.journal.models import Entry

pytestmark = pytest.mark.django_db


def test_the_clock_goes_on_from_the_moment_that_is_told():
    moment = clock.true_now() - timedelta(days=40)
    with clock.told(moment):
        first, second = clock.now(), clock.now()
        assert moment <= first <= second < moment + timedelta(minutes=1)
        assert clock.today() == first.date()
    assert clock.now() - moment > timedelta(days=39)


def test_a_moment_to_come_cannot_be_told():
    with pytest.raises(ValueError), clock.told(clock.true_now() + timedelta(hours=1)):
        pass


def test_the_journal_keeps_the_true_time():
    before = clock.true_now()
    with clock.told(before - timedelta(days=40)):
        journal.record("try", "somewhere", by="command:test")
    assert before <= Entry.objects.get(verb="try").at <= clock.true_now()
