"""Akoma Ntoso: what is written is valid, and read again it is the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from rapporteur.documents.akoma import NAMESPACE
from rapporteur.documents.readers.akn import read
from rapporteur.documents.refusals import Unreadable
from rapporteur.documents.tree import (
    Document,
    Front,
    Note,
    Paragraph,
    Point,
    Runs,
    Section,
    Words,
    paragraphs,
    plain,
)
from rapporteur.documents.writers.akn import write
from tests.documents.made import RICH, akoma_ntoso

EMPTY = Document(Front())


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return akoma_ntoso()


def body(inner: str) -> bytes:
    return (
        f'<akomaNtoso xmlns="{NAMESPACE}"><doc name="x"><mainBody>{inner}</mainBody></doc>'
        "</akomaNtoso>"
    ).encode()


@pytest.mark.parametrize("document", [RICH, EMPTY], ids=["rich", "empty"])
def test_what_is_written_is_valid(schema: etree.XMLSchema, document: Document) -> None:
    written = etree.fromstring(write(document, kind="specialProcedureReport", actor="un-hrc"))
    assert schema.validate(written), schema.error_log


@pytest.mark.parametrize("document", [RICH, EMPTY], ids=["rich", "empty"])
def test_read_again_it_is_the_same(document: Document) -> None:
    reading = read(write(document))
    assert reading.document == document
    assert reading.doubts == ()


def test_the_work_is_named_as_the_guidelines_say() -> None:
    written = write(RICH, kind="specialProcedureReport", actor="un-hrc").decode()
    assert '"/akn/un/doc/paper/un-hrc/2008-07-31/A-HRC-0-1/eng@2008-07-31"' in written
    assert 'value="A-HRC-0-1" showAs="A/HRC/0/1"' in written
    assert '<doc name="specialProcedureReport">' in written
    assert "A-HRC-0-1/!annex_2" in written


def test_a_character_that_xml_cannot_hold_is_shown_as_one() -> None:
    document = Document(Front(), body=(Paragraph("1", (Words("a\0b\x0c"),)),))
    [paragraph] = paragraphs(read(write(document)).document.body)
    assert plain(paragraph.runs) == "a\ufffdb\ufffd"


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\n\t\r é ع"),
    min_size=1,
    max_size=8,
)
RUNS: st.SearchStrategy[Runs] = st.lists(
    st.builds(Words, TEXTS, bold=st.booleans(), italic=st.booleans()), max_size=1
).map(tuple)
NUMBERS = st.sampled_from(["", "1", "17", "(a)", "IV", "12 bis", "1."])
POINTS = st.recursive(
    st.builds(Point, NUMBERS, RUNS),
    lambda inner: st.builds(Point, NUMBERS, RUNS, st.lists(inner, max_size=2).map(tuple)),
    max_leaves=3,
)
PARAGRAPHS = st.builds(
    Paragraph, NUMBERS, RUNS, st.lists(POINTS, max_size=2).map(tuple), after=RUNS
)
BLOCKS = st.recursive(
    PARAGRAPHS,
    lambda inner: st.builds(
        Section, NUMBERS, RUNS, st.integers(1, 6), st.lists(inner, max_size=3).map(tuple)
    ),
    max_leaves=4,
)


@settings(max_examples=60, deadline=None)
@given(summary=st.lists(BLOCKS, max_size=2), blocks=st.lists(BLOCKS, max_size=3), words=RUNS)
def test_any_small_tree_is_valid_and_comes_back(
    schema: etree.XMLSchema, summary: list[Section], blocks: list[Section], words: Runs
) -> None:
    document = Document(
        Front(title=words), tuple(summary), tuple(blocks), notes=(Note("1", (words,)),)
    )
    written = write(document)
    assert schema.validate(etree.fromstring(written)), schema.error_log
    assert read(written).document == document


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "well-formed"),
        (b"<a><b></a>", "well-formed"),
        (b"<a/>", "not Akoma Ntoso"),
        (b'<!DOCTYPE a SYSTEM "http://nowhere.example/a.dtd"><a/>', "DTD"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "DTD"),
        (b'<!DOCTYPE a [<!ENTITY x "xx"><!ENTITY y "&x;&x;">]><a b="&y;"/>', "DTD"),
        (f'<akomaNtoso xmlns="{NAMESPACE}"/>'.encode(), "no document"),
    ],
)
def test_what_is_no_plain_akoma_ntoso_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read(data)


def test_what_is_not_understood_is_kept_and_told() -> None:
    reading = read(body("<quux>strange <u>words</u></quux><paragraph><num>1.</num></paragraph>"))
    assert [plain(each.runs) for each in paragraphs(reading.document.body)] == ["strange words", ""]
    assert [(each.place.line, each.words) for each in reading.doubts] == [
        (4, "strange words"),
        (5, "words"),
    ]


def test_words_beside_the_structure_are_kept_and_told() -> None:
    reading = read(body("<section>lost<num>I.</num></section>"))
    [paragraph] = paragraphs(reading.document.body)
    assert plain(paragraph.runs) == "lost"
    assert len(reading.doubts) == 1


def test_lines_that_only_the_xml_breaks_are_not_broken() -> None:
    reading = read(body("<p>\n  One\n  <b>two</b>\n  three.\n</p>"))
    [paragraph] = paragraphs(reading.document.body)
    assert paragraph.runs == (Words("One "), Words("two", bold=True), Words(" three."))
    assert reading.doubts == ()


@pytest.mark.parametrize(
    "inner",
    [
        "<heading>lost</heading>",
        "<paragraph>lost<num>1.</num></paragraph>",
        "<paragraph><list>lost<point><num>(a)</num></point></list></paragraph>",
        "<table>lost<tr><td>cell</td></tr></table>",
        "<p><authorialNote marker='1'>lost<p>note</p></authorialNote></p>",
        "</mainBody></doc><doc name='second'><mainBody><p>lost</p>",
    ],
)
def test_no_words_are_lost_unseen(inner: str) -> None:
    assert "lost" in {doubt.words for doubt in read(body(inner)).doubts}
