"""What a recommendation to one State teaches others: decided by a person, never an obligation."""

import pytest
from django.db import IntegrityError

from rapporteur.follow_up import queries
from rapporteur.follow_up.actions import lessons
from rapporteur.follow_up.models import Lesson, UsefulElsewhere
from rapporteur.kernel.refusals import Refused
from tests.factories.cases import make_office
from tests.factories.follow_up import make_recommendation
from tests.factories.law import make_country

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R32.4")]


def decide(office, one, code="CHL", similar="agencies place children there too", **more):
    given = {"is_lesson": True, "desk": office.desk, "by": office.officer, **more}
    return lessons.decide(one, make_country(code), similar, **given)


def test_what_a_person_decides_stands_at_that_state_as_a_lesson(office):
    one = make_recommendation()
    shared = [{"what": "same region", "as_of": "2026", "source": "M49"}]
    made = decide(office, one, shared=shared)
    (told,) = queries.lessons(office.officer, "CHL")
    assert (told.text, told.place, told.country.pk) == (one.text, "A/HRC/99/9/Add.1 88", "XEX")
    assert (made.shared, str(made)) == (shared, f"{one.pk} CHL")
    assert one.states == ["XEX"]
    assert queries.lessons(office.officer, "XEX") == []
    assert queries.lessons(office.officer, "") == []
    decide(office, one, is_lesson=False, similar="the law was changed")
    assert queries.lessons(office.officer, "CHL") == []
    assert Lesson.objects.count() == 2


@pytest.mark.parametrize(
    ("more", "why"),
    [({"code": "XEX"}, "the recommendation itself"), ({"similar": " "}, "Say in what")],
)
def test_what_cannot_be_decided_is_refused(office, more, why):
    with pytest.raises(Refused, match=why):
        decide(office, make_recommendation(), **more)


def test_what_is_said_to_all_is_a_lesson_for_none(office):
    with pytest.raises(Refused, match="itself"):
        decide(office, make_recommendation("to all", states=()))


def test_another_desk_marks_and_decides_nothing_and_sees_none(office):
    one, other = make_recommendation(), make_office("EDUCATION").officer
    with pytest.raises(Refused, match="Only members"):
        decide(office, one, by=other)
    with pytest.raises(Refused, match="Only members"):
        lessons.mark([one.pk], desk=office.desk, by=other)
    decide(office, one)
    assert queries.lessons(other, "CHL") == []


def test_a_mark_says_no_more_than_that_it_is_useful(office):
    one = make_recommendation()
    assert lessons.mark([], desk=office.desk, by=office.officer) == 0
    assert lessons.mark([one.pk], desk=office.desk, by=office.officer) == 1
    assert str(UsefulElsewhere.objects.get()) == str(one.pk)
    with pytest.raises(IntegrityError, match="lesson_has_reason"):
        Lesson.objects.filter(pk=decide(office, one).pk).update(similar="")
