"""A Word report of the exercise is looked at, loaded, brought into scope together, and back.

The officer has no script; each page is measured beside, in a browser that has one.
"""

import io

import docx
import pytest
from django.urls import reverse

from rapporteur.recommendations.deciding.actions import read_new
from rapporteur.recommendations.models import ImportDraft, Recommendation, Standing
from tests.factories import recommendations as make
from tests.factories.cases import make_office
from tests.journeys.browsing import look
from tests.journeys.test_cases import enter
from tests.journeys.test_signing_in import desk
from tests.recommendations.readers.test_reports import EXERLAND

__all__ = ["desk"]  # a fixture
pytestmark = [
    *(pytest.mark.journey, pytest.mark.full),
    pytest.mark.requirement("R50.2", "E1", "E2"),
]
REPORT = [
    *EXERLAND[:5],
    f"6.1 Exercise: {make.SURE[:-1]} (Chile);",
    f"6.2 Exercise: {make.OPEN[:-1]} (Atlantis);",
    *EXERLAND[8:9],
    f"7.1 Exercise: {make.NOTHING[:-1]} (Türkiye);",
    f"7.2 Exercise: {make.SURE[:-1]}, also abroad (Chile).",
]


def word(lines):
    """Return the bytes of a Word file with a paragraph for each line."""
    document, held = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(held)
    return held.getvalue()


def give(page, name, data):
    page.set_input_files("#id_file", {"name": name, "mimeType": "", "buffer": data})
    page.click("text=Look at it")


def take_in(page, desk):
    """Bring a cut file, then the report; read what it would do; load it."""
    page.goto(f"{desk}{reverse('recommendations')}")
    page.click("main >> text=Take in a file")
    whole = word(REPORT)
    give(page, "cut.docx", whole[:900])
    look(page)
    assert page.locator("[aria-invalid=true], .errorlist, .error").count()
    assert not ImportDraft.objects.exists()
    give(page, "report.docx", whole)
    told = page.inner_text("main")
    assert "no State that recommends is told here" in told
    assert not Recommendation.objects.filter(symbol="A/HRC/99/1").exists()
    look(page)
    page.click("main >> button:has-text('Load')")
    assert "Loaded. New recommendations: 4; joined to others: 0; changed: 0." in page.content()


def in_scope():
    return set(
        Standing.objects.filter(in_scope=True).values_list("recommendation__paragraph", flat=True)
    )


def decide(page, desk):
    """Bring into scope together what is surely suggested, undo it, and try it where nothing is sure."""
    page.goto(f"{desk}{reverse('recommendations_scope')}?outlook=sure&country=XEX")
    look(page)
    page.check("input[name=all]")
    page.click("text=In scope, for what is surely suggested")
    assert "2 rows were changed." in page.inner_text("main")
    assert in_scope() == {"6.1", "7.2"}
    look(page)
    page.click("main >> button:has-text('Undo')")
    assert "2 rows are as before." in page.content()
    assert in_scope() == set()
    page.goto(f"{desk}{reverse('recommendations_scope')}?outlook=nothing&country=XEX")
    page.check("input[name=chosen]")
    page.click("text=In scope, for what is surely suggested")
    assert in_scope() == set()
    look(page)


def test_a_word_report_comes_in_and_its_scope_is_decided_together(browser, desk, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    office = make_office()
    page = enter(browser, desk, office.officer)
    take_in(page, desk)
    read_new(by="worker")  # as every minute; the study's twelve are read beside the four
    decide(page, desk)
    page.goto(f"{desk}{reverse('recommendations_overview')}?region=none")
    assert "Exerland" in page.inner_text("main table")
    look(page)
    page.context.close()
