"""HTML of a document: whole, in order, and with nothing in it that could act."""

from itertools import pairwise

import pytest
from lxml import html

from rapporteur.documents.tree import Document, Front, Paragraph, Section, Words
from rapporteur.documents.writers.html import write
from tests.documents.made import RICH


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    return html.fromstring(write(RICH))


def said(text: str, href: str) -> Document:
    return Document(Front(), body=(Paragraph("1", (Words(text, href=href),)),))


def test_language_and_direction_are_told() -> None:
    assert '<html lang="en" dir="ltr">' in write(RICH)
    assert '<html lang="ar" dir="rtl">' in write(Document(Front(language="ar")))
    assert '<html dir="ltr">' in write(Document(Front()))


def test_headings_leave_no_level_out(page: html.HtmlElement) -> None:
    levels = [int(each.tag[1]) for each in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_a_heading_that_jumps_a_level_is_brought_up() -> None:
    inner = Section("1", (Words("Deep"),), 3)
    page = write(Document(Front(), body=(Section("I", (Words("High"),), 1, (inner,)),)))
    assert "<h2>I. High</h2>" in page
    assert "<h3>1. Deep</h3>" in page


def test_paragraphs_are_found_by_number_and_no_id_stands_twice(page: html.HtmlElement) -> None:
    ids = [str(each) for each in page.xpath("//@id")]
    assert {"para-1", "para-2", "para-3", "para-4", "para-4-2"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_notes_and_their_calls_lead_to_each_other(page: html.HtmlElement) -> None:
    links = [str(each)[1:] for each in page.xpath("//a/@href") if str(each).startswith("#")]
    assert set(links) <= set(page.xpath("//@id"))
    calls = page.xpath("//sup/a/@id")
    assert len(calls) == len(set(calls) & set(links)) > 5  # each is led back to
    assert len(page.xpath('//*[@role="note"]')) == len(RICH.notes)


def test_tables_say_what_their_headings_head(page: html.HtmlElement) -> None:
    assert page.xpath("//th[not(@scope)]") == []
    assert page.xpath("//td/@scope") == []
    assert page.xpath('//th[@colspan="2"]/@scope')[0] == "colgroup"
    assert page.xpath('//th[@rowspan="2"]')[0].text == "Region"


def test_everything_is_escaped() -> None:
    evil = '"><script>alert(1)</script>'
    front = Front(evil, evil, evil, None, evil, evil, evil, evil, evil, (Words(evil),), evil)
    page = write(Document(front, body=(Paragraph(evil, (Words(evil, href="https://a/" + evil),)),)))
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 10


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", " javascript:a", "//a"]
)
def test_a_link_that_could_act_is_only_words(href: str) -> None:
    assert "<a " not in write(said("words", href=href))


def test_there_is_neither_style_nor_script(page: html.HtmlElement) -> None:
    assert page.xpath("//script | //style | //@style | //@*[starts-with(name(), 'on')]") == []


def test_styles_and_breaks_are_kept() -> None:
    assert "<em>a<br>b</em>" in write(
        Document(Front(), body=(Paragraph("", (Words("a\nb", italic=True),)),))
    )
