"""A feed of the public door begins alike everywhere: who it is, in which language, of which day."""

import xml.etree.ElementTree as ET

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from rapporteur.doors.public import feeds

pytestmark = pytest.mark.django_db
SPACE = "{http://www.w3.org/2005/Atom}"


def told(language, identity="visits"):
    with override(language):
        request = RequestFactory().get(f"/{language}/visits.atom")
        feed = feeds.begun(request, "T", about="A", page=f"/{language}/v/", identity=identity)
        return ET.fromstring(feeds.answer(feed).content)


def test_its_identity_is_the_same_in_every_language_and_its_words_are_not():
    english, french = told("en"), told("fr")
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert english.findtext(f"{SPACE}id") == french.findtext(f"{SPACE}id") == feeds.guid("visits")
    assert (english.get(lang), french.get(lang)) == ("en", "fr")


def test_without_an_entry_it_bears_the_day_of_today():
    assert told("en").findtext(f"{SPACE}updated") == feeds.midnight(feeds.today()).isoformat()


def test_the_feed_of_all_changes_keeps_the_id_that_it_has_always_had():
    assert told("en", "").findtext(f"{SPACE}id") == feeds.FEEDS.urn
