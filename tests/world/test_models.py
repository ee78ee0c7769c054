import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from rapporteur.world.models import Body, Country, Deadline, Region, Review, Session

pytestmark = pytest.mark.django_db


def test_an_area_is_never_a_state():
    Country.objects.create(iso3="QQA", names={"en": "Isle"}, standing="area", source="a test")
    addressed = Country.objects.states().filter(iso3__in=["XEX", "QQA", "PSE", "COK", "HKG"])
    assert [country.iso3 for country in addressed] == ["COK", "PSE", "XEX"]


def test_only_members_are_members():
    found = {code: Country.objects.get(iso3=code).is_member for code in ("AFG", "PSE", "XEX")}
    assert found == {"AFG": True, "PSE": False, "XEX": False}


@pytest.mark.parametrize(
    ("iso3", "language", "name", "in_text"),
    [
        ("SDN", "en", "Sudan", "the Sudan"),
        ("AFG", "en", "Afghanistan", "Afghanistan"),
        ("IND", "fr", "Inde", "l'Inde"),
        ("KHM", "fr", "Cambodge", "le Cambodge"),
        ("IND", "es", "India", "la India"),
        ("THA", "ru", "Таиланд", "Таиланд"),
        ("COG", "zh-hans", "刚果（布）", "刚果（布）"),
        ("EGY", "ar", "مصر", "مصر"),
    ],
)
def test_a_name_is_said_in_the_language_of_the_page(iso3, language, name, in_text):
    country = Country.objects.get(iso3=iso3)
    with translation.override(language):
        assert (country.name, str(country), country.name_in_text) == (name, name, in_text)


def test_a_name_that_is_missing_is_said_in_english_with_its_english_article():
    country = Country(names={"en": "Sudan"}, articles={"en": "the", "fr": "le"})
    with translation.override("fr"):
        assert country.name_in_text == "the Sudan"


def test_a_regional_group_is_named_and_an_unknown_one_is_not():
    assert Country.objects.get(iso3="EST").regional_group_name == (
        "Group of Eastern European States"
    )
    assert Country.objects.get(iso3="PSE").regional_group_name == ""


@pytest.mark.parametrize(("group", "as_of"), [("EEG", ""), ("", "2014")])
def test_a_group_stands_with_its_day_or_not_at_all(group, as_of):
    with pytest.raises(IntegrityError, match="regional_group_has_day"), transaction.atomic():
        Country.objects.filter(iso3="EST").update(regional_group=group, regional_group_as_of=as_of)


def test_a_session_is_counted_once():
    with pytest.raises(IntegrityError, match="one_session_a_number"), transaction.atomic():
        Session.objects.create(body_id="UPR", number=1, source="a test", evidence="general")


def test_a_state_is_reviewed_once_a_session():
    review = Review.objects.first()
    with pytest.raises(IntegrityError, match="one_review_a_session"), transaction.atomic():
        Review.objects.create(session=review.session, country=review.country, source="a test")


def test_a_deadline_for_all_is_set_once():
    deadline = Deadline.objects.filter(country=None).first()
    with pytest.raises(IntegrityError, match="one_deadline_once"), transaction.atomic():
        Deadline.objects.create(
            session=deadline.session, what=deadline.what, due_on=deadline.due_on, source="a test"
        )


def test_records_print_what_they_are():
    with translation.override("es"):
        assert str(Region.objects.get(code="002")) == "África"
        assert str(Body.objects.get(code="CRC")) == "Comité de los Derechos del Niño"
    review = Review.objects.get(session__body="UPR", session__number=1, country="DZA")
    assert str(review.session) == "UPR 1"
    assert str(review) == f"DZA, session {review.session_id}"
    assert str(Deadline.objects.get(country="SLE")) == (
        "National report validation workshop (2026-01-19)"
    )
