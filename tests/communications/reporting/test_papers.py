"""A report of communications as a document: what the page says, in each form, and no more."""

import pytest
from lxml import etree

from rapporteur.communications.reporting.papers import paper
from rapporteur.documents import forms
from rapporteur.documents.passages import passages
from rapporteur.documents.tree import paragraphs, plain, sections, tables
from tests.communications.reporting.test_building import built, make_out, make_public, session_of
from tests.documents.made import akoma_ntoso
from tests.documents.texts import texts
from tests.factories import communications as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(office):
    """A report with a letter that is public, its reply, and one that is not."""
    letter = make_public(office, make_out(office, subject="an exercise on promises to families"))
    make.make_reply(office, letter)
    make_out(office, days_ago=9, subject="WORDS-OF-A-CLOSED-LETTER")
    return built(office, session_of(letter))[0]


@pytest.mark.requirement("C17")
def test_a_report_is_a_document_with_its_lists_figures_and_annexes(report):
    made = paper(report)
    level_one = [one for one in sections(made.body) if one.level == 1]
    assert [one.number for one in level_one] == ["I", "II", "III", "IV"]
    assert plain(level_one[1].heading) == "List A: letters sent, with their replies"
    assert [one.number for one in made.annexes] == ["I", "II"]
    numbers = [one.number for one in paragraphs(made.body) if one.number]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    told = "\n".join(plain(runs) for _spot, runs in passages(made))
    assert "an exercise on promises to families" in told
    assert "1 letter of this time is not public." in told
    assert "Exercise. Everything here is made up" in told
    assert "WORDS-OF-A-CLOSED-LETTER" not in told
    [listed] = tables(level_one[1].blocks)
    assert len(listed.rows) == 1 + len(report.list_a) == 2
    for figure in report.figures:
        for line in figure.lines:
            assert line.label in told
            assert line.shown in told


@pytest.mark.parametrize("form", ["akn", "docx", "html", "pdf"])
def test_each_form_of_it_says_the_same(report, form):
    data = forms.write(paper(report), form)
    if form == "akn":
        akoma_ntoso().assertValid(etree.fromstring(data))
    told = (
        data.decode()
        if form == "html"
        else " ".join(texts(forms.read(data).document)) + " ".join(texts(forms.read(data).doubts))
    )
    assert "promises to families" in " ".join(told.split())
    assert "Exerland" in told
    assert "WORDS-OF-A-CLOSED-LETTER" not in told


@pytest.mark.parametrize(("language", "what"), [("fr", "lettres"), ("es", "cartas")])
def test_it_speaks_its_language(office, language, what):
    letter = make_public(office)
    made = paper(built(office, session_of(letter), language=language)[0])
    assert made.front.language == language
    assert [one.number for one in sections(made.body) if one.level == 1] == ["I", "II", "III", "IV"]
    assert [one.number for one in made.annexes] == ["I", "II"]
    assert what in " ".join(texts(made)).casefold()


def test_a_report_of_nothing_says_so(office):
    made = paper(built(office)[0])
    told = " ".join(texts(made))
    assert told.count("None that is public.") == 2
    assert "No mandate signed a letter of these lists." in told
