"""Long lists of the desk in pages: the same rows in the same order, whatever page is asked for."""

import pytest
from django.test import RequestFactory

from rapporteur.doors.desk.pages import page_of
from rapporteur.world.models import Country


def asked(found, size, **given):
    return page_of(RequestFactory().get("/", given), found, size)


@pytest.mark.django_db
def test_all_pages_together_are_the_list_in_its_order():
    found = Country.objects.order_by("-iso3")
    count = asked(found, 50)["page"].paginator.num_pages
    pages = [asked(found, 50, page=number)["page"] for number in range(1, count + 1)]
    assert [one.pk for page in pages for one in page.object_list] == [one.pk for one in found]


@pytest.mark.django_db
@pytest.mark.parametrize(("page", "number"), [("", 1), ("none", 1), ("0", 3), ("-4", 3), ("99", 3)])
def test_a_page_that_is_none_is_the_first_or_the_last(page, number):
    found = Country.objects.order_by("iso3").filter(iso3__in=["FRA", "JPN", "XEX"])
    shown = asked(found, 1, page=page)["page"]
    assert (shown.number, len(shown.object_list)) == (number, 1)


@pytest.mark.django_db
def test_an_empty_list_has_one_empty_page():
    page = asked(Country.objects.none().order_by("iso3"), 50)["page"]
    assert (page.number, list(page.object_list)) == (1, [])


@pytest.mark.django_db
def test_a_page_asks_two_queries_and_keeps_the_filters(django_assert_num_queries):
    found = Country.objects.order_by("iso3")
    with django_assert_num_queries(2):
        shown = asked(found, 50, page="2", state="open")
        list(shown["page"].object_list)
    assert shown["filters"] == "state=open"
