"""Which desk the door serves, and for how long a page believes that it is open."""

import pytest

from rapporteur.intake import desks
from rapporteur.intake.threads import Closed
from rapporteur.kernel.clock import today
from rapporteur.kernel.vault.models import Epoch, Kind, Recipient

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """What the process takes for the time; two seconds are believed, as in work."""
    seconds = [1000.0]
    monkeypatch.setattr(desks, "KEPT", 2.0)
    monkeypatch.setattr(desks, "_found", {})
    monkeypatch.setattr(desks, "monotonic", lambda: seconds[0])
    return seconds


def test_a_page_asks_once_in_two_seconds(desk, clock, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert desks.open_desk() == desk
    with django_assert_num_queries(0):
        assert desks.open_desk() == desk
    clock[0] += 2
    with django_assert_num_queries(2):
        assert desks.open_desk() == desk


def test_a_withdrawn_key_closes_the_door_within_two_seconds(desk, clock):
    desks.open_desk()
    Epoch.objects.filter(recipient=desk).update(revoked_on=today())
    assert desks.open_desk() == desk
    clock[0] += 2
    for _ in range(2):
        with pytest.raises(Closed):
            desks.open_desk()


def test_that_names_can_be_kept_is_asked_once_in_two_seconds(
    desk, clock, django_assert_num_queries
):
    assert desks.keeps_names(desk)
    with django_assert_num_queries(0):
        assert desks.keeps_names(desk)
    Recipient.objects.filter(kind=Kind.IDENTITY).update(closed_on=today())
    clock[0] += 2
    assert not desks.keeps_names(desk)


def test_a_closed_door_is_asked_each_time(desk, clock):
    Recipient.objects.filter(pk=desk).update(closed_on=today())
    with pytest.raises(Closed):
        desks.open_desk()
    Recipient.objects.filter(pk=desk).update(closed_on=None)
    assert desks.open_desk() == desk
