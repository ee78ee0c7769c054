"""The own count on the own page, a pause on Today, and nobody named to anyone."""

import pytest
from django.urls import reverse

from tests.cases.test_exposure import opens

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("SG13")]


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_HARD_TEXTS", "2")


def test_ones_own_count_is_shown_in_calm_words(at_work):
    opens(at_work.person, 2)
    page = at_work.get(reverse("account")).content.decode()
    assert "You opened 2 hard texts since Monday" in page
    assert "From 2 on we suggest a pause" in page
    assert "Take a pause" not in at_work.get("/").content.decode()
    opens(at_work.person, 1, "intake.message")
    assert "Take a pause" in at_work.get("/").content.decode()


def test_whoever_reads_nothing_sealed_is_shown_no_count(at_desk):
    assert "hard text" not in at_desk("auditor").get(reverse("account")).content.decode()


def test_a_coordinator_is_told_to_talk_and_of_nobody(at_work, at_desk):
    others = [at_desk("desk_officer", desk=at_work.desk) for _ in range(3)]
    opens(others[0].person, 3)
    page = at_work.get("/").content.decode()
    assert "talk with everyone" in page
    assert str(others[0].person) not in page
    assert "talk with everyone" not in others[1].get("/").content.decode()
