"""Replies in the search of the public door: by their words, in six languages, and only while public."""

from datetime import timedelta

import pytest

from rapporteur.communications.actions import publishing
from rapporteur.communications.findables import LETTERS, REPLIES
from rapporteur.kernel.clock import today
from rapporteur.publication import indexing
from rapporteur.publication.models import PublishedReply, SearchEntry
from rapporteur.publication.search import find
from tests.factories import communications as make
from tests.factories.publication import make_published, make_published_reply

pytestmark = pytest.mark.django_db
TEXTS = {
    "en": "The authorities opened an inquiry into the homes for children.",
    "fr": "Les autorités ont ouvert une enquête sur les foyers.",
    "es": "Las autoridades abrieron investigaciones sobre los hogares.",
    "ar": "فتحت السلطات تحقيقاً في رسائل وصلت عن الأطفال في المدارس.",
    "zh-hans": "有关当局已对收养机构展开调查。",
    "ru": "Власти начали расследования в детских домах.",
}


def answered(language, text="", **more):
    words = {"passages": [[{"text": text or TEXTS.get(language, "")}]], "files": []}
    reply = make_published_reply(language=language, words=words, **more)
    indexing.put(REPLIES, reply)
    return reply


def found(words, language="en"):
    hits = find(words, language, kinds=["reply"]).hits
    return [hit.entry.key for hit in hits]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "inquiries"),
        ("en", "child home"),
        ("fr", "enquêtes foyer"),
        ("es", "autoridad hogar"),
        ("ar", "طفل"),
        ("ar", "أطفال"),
        ("ar", "الأطفال"),
        ("ar", "رسالة مدرسة"),
        ("ar", "مدارس"),
        ("zh-hans", "收养"),
        ("zh-hans", "调查"),
        ("ru", "расследование дома"),
    ],
)
def test_words_of_a_reply_are_found_in_its_language(language, words):
    reply = answered(language)

    assert found(words, language) == [reply.key]


def test_a_singular_finds_the_plural_with_its_article_and_the_other_way_round():
    reply = answered("ar", "كتبت الدولة عن الطفل والأسرة.")

    assert found("الدول", "ar") == found("أطفال", "ar") == [reply.key]


def test_a_reply_in_another_language_is_found_by_its_words_as_they_are_written():
    reply = answered("", "As autoridades abriram um inquérito.")

    assert found("inquerito") == [reply.key]


def test_a_hit_leads_to_the_reply_on_the_page_of_its_letter():
    reply = answered("en")
    entry = SearchEntry.objects.get(kind="reply", key=reply.key, language="en")

    assert entry.place["part"] == f"reply-{reply.key}"
    assert entry.place["args"] == [reply.letter.key]
    assert entry.title == "Reply received on 20 April 2026: Exerland"


def test_what_was_removed_is_not_found():
    words = {
        "passages": [[{"text": "About "}, {"removed": "child"}]],
        "files": [[[{"text": "F."}]]],
    }
    reply = make_published_reply(words=words)
    indexing.put(REPLIES, reply)

    body = SearchEntry.objects.get(kind="reply", language="en").body
    assert body == "About […] · F."


@pytest.mark.parametrize("late", ["reply", "letter"])
def test_before_its_day_or_that_of_its_letter_a_reply_is_not_found(late):
    tomorrow = today() + timedelta(days=1)
    letter = make_published(published_on=tomorrow if late == "letter" else today())
    answered("en", letter=letter, published_on=tomorrow if late == "reply" else today())

    assert found("inquiry") == []


def test_publishing_and_withdrawing_put_in_and_take_out_the_entry(office):
    letter = type(make.publish(office).communication).objects.get()
    reply = make.make_reply(office, letter, text="We opened an enquiry.")
    prepared = make.make_prepared(office, letter, reply=reply)
    rendition = make.publish(office, make.make_cleared(office, prepared))
    assert found("enquiry") == [rendition.published_key]
    publishing.withdraw(rendition, why="An error.", by=office.second)
    assert found("enquiry") == []


def test_a_withdrawn_letter_takes_its_replies_out_of_the_search(office):
    rendition = make.publish(office)
    letter = type(rendition.communication).objects.get()
    reply = make.make_reply(office, letter, text="We opened an enquiry.")
    make.publish(office, make.make_cleared(office, make.make_prepared(office, letter, reply=reply)))
    publishing.withdraw(make.fresh(rendition), why="An error.", by=office.second)
    assert found("enquiry") == []
    assert not PublishedReply.objects.exists()


def test_making_the_index_anew_changes_nothing_of_what_was_put_in():
    answered("ar")
    indexing.rebuild([LETTERS, REPLIES])
    outcome = indexing.rebuild([LETTERS, REPLIES])
    assert (outcome.added, outcome.changed, outcome.withdrawn) == (0, 0, 0)
