"""What is held back: a list that a person reviews, and no way by which the machine deletes."""

import pytest
from django.urls import reverse

from rapporteur.cases import actions
from rapporteur.cases.models import Release
from rapporteur.intake.models import Submission
from rapporteur.kernel.refusals import Refused
from tests.factories import cases as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(at_work):
    submission = make.make_submission(at_work.office)
    Submission.objects.update(held=True)
    return submission


def test_what_is_held_stands_in_its_own_list_until_it_is_let_in(at_work, held):
    assert str(held.pk) not in at_work.get(reverse("received")).content.decode()
    assert str(held.pk) in at_work.get(reverse("received_held")).content.decode()
    assert "1 submission held back" in at_work.get("/").content.decode()

    for _ in range(2):
        at_work.post(reverse("received_release", args=[held.pk]))
    assert Release.objects.get().by == at_work.person
    assert str(held.pk) in at_work.get(reverse("received")).content.decode()
    page = at_work.get(reverse("received_held")).content.decode()
    assert "Nothing is held back." in page
    assert "held back" not in at_work.get("/").content.decode()


def test_nobody_of_another_desk_lets_it_in(at_work, held):
    elsewhere = make.make_office("OTHER")
    with pytest.raises(Refused):
        actions.release(held, by=elsewhere.officer)
    theirs = make.make_submission(elsewhere)
    assert at_work.post(reverse("received_release", args=[theirs.pk])).status_code == 404
    assert not Release.objects.exists()


def test_it_is_let_in_by_a_post_alone(at_work, held):
    assert at_work.get(reverse("received_release", args=[held.pk])).status_code == 405
