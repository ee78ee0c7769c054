"""Reports of communications at the desk: chosen, shown, printed and taken along, for its members."""

import csv
import html
import io
import json
import re

import pytest
from django.urls import reverse

from rapporteur.communications.reporting import building
from rapporteur.communications.reporting.windows import recent
from rapporteur.kernel.clock import today
from tests.communications.reporting.test_building import make_out, make_public, session_of
from tests.factories import communications as make
from tests.factories.people import make_member

CELL = re.compile(r'<td class="number" data-code="([^"]+)">([^<]*)</td>')
NAMES = (
    "communications_report",
    *(f"communications_report_{one}" for one in ("print", "csv", "json")),
)
FIGURES = ("communications_figures", "communications_figures_csv", "communications_figures_json")


@pytest.fixture
def office(at_work):
    """Return the office of the client, with a second reader and a mandate-holder."""
    found = at_work.office
    found.second = make_member(at_work.desk, "coordinator").account
    found.holder = make_member(at_work.desk, "mandate_holder").account
    return found


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.mark.django_db
def test_a_report_is_chosen_by_session_and_language(at_work):
    page = text_of(at_work.get(reverse("communications_reports")))
    newest = recent(today(), building.rules(), 1)[0].session.code
    assert f'value="{newest}"' in page
    assert f'href="{reverse("communications_figures", args=[today().year])}"' in page
    answer = at_work.get(
        reverse("communications_reports"), {"session": "2026-09", "language": "fr"}
    )
    assert answer["Location"] == f"{reverse('communications_report', args=['2026-09'])}?language=fr"
    wrong = at_work.get(reverse("communications_reports"), {"session": "2026-04", "language": "ar"})
    assert wrong.status_code == 200
    assert reverse("communications_reports") in text_of(at_work.get(reverse("communications")))


@pytest.mark.django_db
def test_a_report_shows_its_lists_and_the_desk_what_is_left_out(at_work, office):
    public = make_public(office, subject="an exercise on promises to families")
    make.make_reply(office, public)
    closed = make_out(office, days_ago=9, subject="WORDS-OF-A-CLOSED-LETTER")
    session = session_of(public).code
    shown = text_of(at_work.get(reverse("communications_report", args=[session])))
    report, beside = shown.split("For the desk alone")
    assert "an exercise on promises to families" in report
    assert "Sale of children" in report
    assert "1 letter of this time is not public." in report
    assert closed.code not in report
    assert closed.code in beside
    assert "confidential until" in beside
    assert "WORDS-OF-A-CLOSED-LETTER" not in shown
    paper = text_of(at_work.get(reverse("communications_report_print", args=[session])))
    assert "an exercise on promises to families" in paper
    assert closed.code not in paper


@pytest.mark.django_db
def test_files_hold_the_rows_of_the_page_and_no_more(at_work, office):
    public, closed = make_public(office), make_out(office, days_ago=9)
    session = session_of(public).code
    table = at_work.get(reverse("communications_report_csv", args=[session]))
    [row] = csv.DictReader(io.StringIO(table.content.decode()))
    told = json.loads(at_work.get(reverse("communications_report_json", args=[session])).content)
    assert row["sent_on"] == told["list_a"][0]["sent_on"] == public.sent_at.date().isoformat()
    assert told["not_public"] == 1
    assert closed.code not in table.content.decode() + json.dumps(told)
    page = text_of(at_work.get(reverse("communications_report", args=[session])))
    cells = dict(CELL.findall(page))
    for figure in told["figures"]:
        assert html.escape(figure["definition"], quote=False) in html.escape(page, quote=False)
        for line in figure["lines"]:
            assert cells[f"report.{line['code']}"] == line["shown"]
    assert cells["report.letters.sent"] == "2"
    assert "desk.followed.letters" in cells
    assert "report.followed.letters" not in cells
    assert f"communications-{session}-as-of-" in table["Content-Disposition"]
    assert "no-store" in table["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("form", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("xml", b"<?xml"), ("exe", None)]
)
def test_a_report_is_taken_along_as_a_document(at_work, office, form, begins):
    session = session_of(make_public(office)).code
    address = reverse("communications_report_document", args=[session, form])
    answer = at_work.get(address)
    if begins is None:
        assert answer.status_code == 404
        return
    assert answer.content.startswith(begins)
    assert f"communications-{session}-as-of-" in answer["Content-Disposition"]
    assert f'{address}?language=en"' in text_of(
        at_work.get(reverse("communications_report", args=[session]))
    )
    if form == "xml":
        assert b'name="report"' in answer.content


@pytest.mark.django_db
def test_a_report_says_its_language_and_stays_left_to_right(at_work, office):
    at_work.person.language = "ar"
    at_work.person.save(update_fields=["language"])
    session = session_of(make_public(office)).code
    page = text_of(
        at_work.get(reverse("communications_report", args=[session]), {"language": "es"})
    )
    assert '<html lang="ar" dir="rtl"' in page
    assert '<div class="stack report" lang="es" dir="ltr">' in page
    assert "Relatora Especial" in page or "Relator Especial" in page or "Relatoría Especial" in page
    paper = text_of(
        at_work.get(reverse("communications_report_print", args=[session]), {"language": "fr"})
    )
    assert '<html lang="fr" dir="ltr">' in paper
    other = text_of(
        at_work.get(reverse("communications_report_print", args=[session]), {"language": "ar"})
    )
    assert '<html lang="en" dir="ltr">' in other


@pytest.mark.django_db
def test_the_figures_of_a_year_are_the_same_on_page_table_and_in_json(at_work, office):
    year = make_public(office).sent_at.year
    cells = dict(CELL.findall(text_of(at_work.get(reverse("communications_figures", args=[year])))))
    table = at_work.get(reverse("communications_figures_csv", args=[year])).content.decode()
    rows = {row["code"]: row["value"] for row in csv.DictReader(io.StringIO(table))}
    told = json.loads(at_work.get(reverse("communications_figures_json", args=[year])).content)
    lines = [line for one in told["figures"] for line in one["lines"]]
    assert rows == {
        line["code"]: line["shown"] if line["value"] is None else str(line["value"])
        for line in lines
    }
    assert {line["code"]: cells[f"report.{line['code']}"] for line in lines} == {
        line["code"]: line["shown"] for line in lines
    }
    assert cells["report.rate.now_percent"] == "0\u00a0%"
    assert (rows["letters.sent"], told["year"]) == ("1", year)


@pytest.mark.django_db
@pytest.mark.parametrize("session", ["2026-04", "1990-03", "autumn"])
def test_what_is_no_session_is_not_found(at_work, session):
    for name in NAMES:
        assert at_work.get(reverse(name, args=[session])).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("year", [2007, 9999])
def test_a_year_without_letters_to_come_is_not_found(at_work, year):
    for name in FIGURES:
        assert at_work.get(reverse(name, args=[year])).status_code == 404


def test_a_session_without_a_rule_is_refused_with_the_reason(committed, at_work):
    answer = at_work.get(reverse("communications_report", args=["2011-09"]))
    assert answer.status_code == 403
    assert "is not on record" in text_of(answer)


@pytest.mark.parametrize("role", ["auditor", "administrator", "reference_editor"])
def test_reports_are_for_those_who_read_what_is_sealed(committed, at_desk, role):
    client = at_desk(role)
    pages = [("communications_report_document", ["2026-09", "pdf"])]
    pages += [("communications_reports", []), *((name, ["2026-09"]) for name in NAMES)]
    pages += [(name, [2026]) for name in FIGURES]
    for name, args in pages:
        assert client.get(reverse(name, args=args)).status_code == 403


@pytest.mark.django_db
def test_the_desk_makes_a_report_with_the_rights_of_its_door(at_work, office, as_role):
    letter = make_public(office)
    with as_role("desk"):
        report, _inside = building.build(
            office.officer, session_of(letter), language="en", on=today()
        )
    assert len(report.list_a) == 1
