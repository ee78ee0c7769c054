"""General comments, and the articles and scope codes that they bear on."""

import pytest
from django.utils import translation

from rapporteur.law.models import CommentOnProvision, GeneralComment, Provision
from rapporteur.law.queries import instruments as queries
from tests.factories.law import make_scope_code

pytestmark = pytest.mark.django_db


def on(article, instrument="CRC"):
    provision = Provision.objects.get(instrument=instrument, number=article)
    return {line.comment_id for line in queries.comments_on(provision)}


def test_all_general_comments_of_the_committee_are_there():
    found = GeneralComment.objects.values_list("number", flat=True)
    assert list(found) == list(range(1, 27))


@pytest.mark.parametrize(
    ("key", "symbol", "day", "committees", "count"),
    [
        ("CRC-GC13", "CRC/C/GC/13", "2011", ["CRC"], 76),
        ("CRC-GC18", "CEDAW/C/GC/31/Rev.1, CRC/C/GC/18/Rev.1", "2014", ["CRC", "CEDAW"], 91),
        ("CRC-GC22", "CMW/C/GC/3, CRC/C/GC/22", "2017", ["CRC", "CMW"], 56),
        ("CRC-GC24", "CRC/C/GC/24", "2019-09-18", ["CRC"], 115),
        ("CRC-GC26", "CRC/C/GC/26", "2023", ["CRC"], 115),
    ],
)
def test_a_general_comment_has_symbol_day_committees_and_length(
    key, symbol, day, committees, count
):
    comment = GeneralComment.objects.get(key=key)
    assert (comment.symbol, comment.adopted_on) == (symbol, day)
    assert (comment.committees, comment.paragraph_count) == (committees, count)


def test_the_tenth_was_replaced_by_the_twenty_fourth():
    replaced = GeneralComment.objects.exclude(replaced_by=None)
    assert [(one.key, one.replaced_by_id) for one in replaced] == [("CRC-GC10", "CRC-GC24")]


def test_a_title_answers_in_the_language_of_the_page():
    comment = GeneralComment.objects.get(key="CRC-GC12")
    with translation.override("fr"):
        assert str(comment) == "Le droit de l’enfant d’être entendu"


@pytest.mark.requirement("R21.2")
@pytest.mark.parametrize(
    ("article", "comments"),
    [
        ("34", {"CRC-GC13", "CRC-GC25"}),
        ("19", {"CRC-GC13", "CRC-GC8"}),
        ("12", {"CRC-GC12"}),
        ("3", {"CRC-GC14"}),
        ("40", {"CRC-GC24", "CRC-GC10"}),
        ("24(3)", {"CRC-GC18"}),
        ("35", {"CRC-GC25", "CRC-GC13"}),
    ],
)
def test_an_article_leads_to_the_comments_on_it(article, comments):
    assert comments <= on(article)


def test_a_comment_on_a_paragraph_also_explains_its_article_and_the_other_way_round():
    assert "CRC-GC18" in on("24")
    assert "CRC-GC13" in on("19(1)")
    assert on("3(1)(a)", "OPSC") == {"CRC-GC16"}
    assert "CRC-GC18" in on("2(a)", "OPSC")


def test_an_article_is_not_taken_for_one_that_begins_alike():
    three = {line.provision.article for line in queries.comments_on(
        Provision.objects.get(instrument="CRC", number="3"))}  # fmt: skip
    assert three == {"3"}


def test_the_comments_on_an_article_come_newest_first_in_one_question(django_assert_num_queries):
    provision = Provision.objects.get(instrument="CRC", number="34")
    with django_assert_num_queries(1):
        found = queries.comments_on(provision)
        numbers = [line.comment.number for line in found]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) > 10


def test_a_comment_tells_the_paragraphs_and_an_empty_list_means_the_whole():
    line = CommentOnProvision.objects.get
    partly = line(comment="CRC-GC13", provision__number="34", provision__instrument="CRC")
    assert partly.paragraphs == [25, 31]
    wholly = line(comment="CRC-GC13", provision__number="19", provision__instrument="CRC")
    assert wholly.paragraphs == []


@pytest.mark.parametrize(
    ("comment", "article"),
    [
        ("CRC-GC10", "1"),  # paragraph 13 quotes article 1 of the Universal Declaration
        ("CRC-GC17", "7"),  # paragraph 1 quotes a declaration of 1959
        ("CRC-GC20", "44"),  # paragraph 37 gives the title of another comment
    ],
)
def test_articles_of_other_texts_are_not_taken_for_those_of_the_convention(comment, article):
    assert comment not in on(article)


@pytest.mark.requirement("R21.2")
def test_a_scope_code_leads_to_the_comments_on_it(django_assert_num_queries):
    for code in ("SOLICIT", "CSAM", "CSAM.POSSESS"):
        make_scope_code(code)
    with django_assert_num_queries(1):
        found = [comment.key for comment in queries.comments_for(["SOLICIT"])]
    assert found == ["CRC-GC25", "CRC-GC20", "CRC-GC17", "CRC-GC16", "CRC-GC13"]
    whole = queries.comments_for(["CSAM"])
    assert queries.comments_for(["CSAM.POSSESS"]) == whole != []


def test_records_tell_what_they_join():
    line = CommentOnProvision.objects.filter(comment="CRC-GC12").first()
    assert str(line) == f"CRC-GC12 on {line.provision_id}"
    on_scope = GeneralComment.objects.get(key="CRC-GC13").on_scope.first()
    assert str(on_scope).startswith("CRC-GC13 on ")
