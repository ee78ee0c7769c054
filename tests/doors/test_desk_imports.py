"""Files of recommendations at the desk: looked at, their report row by row, and then loaded."""

import io
import json
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rapporteur.doors.desk.views import imports
from rapporteur.kernel.files import limits
from rapporteur.recommendations.models import ImportDraft, Recommendation, SourceRow
from tests.factories.registers import make_row, make_sheet, make_workbook, text_cell

pytestmark = pytest.mark.django_db
HEADS = "state,text,symbol,paragraph\n"
GOOD = f"{HEADS}Exerland,Enact a law.,A/1,1\n".encode()
MIXED = GOOD + b"Atlantis,Enact a law.,A/1,2\nExerland,=HYPERLINK(1),A/1,3\n"


def send(client, data, name="own.csv", **more):
    given = {"file": SimpleUploadedFile(name, data), **more}
    return client.post(reverse("recommendations_import"), given, follow=True)


def words(answer):
    return answer.content.decode()


def load(client, **given):
    draft = ImportDraft.objects.get()
    address = reverse("recommendations_import_load", args=[draft.pk])
    return words(client.post(address, given, follow=True))


@pytest.mark.requirement("E1", "R50.1")
def test_a_file_is_looked_at_and_then_loaded(at_desk):
    client = at_desk("desk_officer")
    page = words(send(client, GOOD))
    assert "Nothing in it is refused or doubtful." in page
    assert not SourceRow.objects.exists()
    assert "New recommendations: 1" in load(client)
    page = words(send(client, GOOD))
    assert "There is nothing to load." in page
    assert SourceRow.objects.get().paragraph == "1"


def test_each_row_that_is_refused_has_its_line_and_reason_and_the_rest_loads_if_so_chosen(at_desk):
    client = at_desk("desk_officer")
    page = words(send(client, MIXED))
    for told in ("line 3", "no State has this name: Atlantis", "line 4", "a formula stands here"):
        assert told in page
    assert "Nothing was loaded, since rows of this file are refused." in load(client)
    assert not SourceRow.objects.exists()
    assert "New recommendations: 1" in load(client, rows="good")
    assert SourceRow.objects.count() == 1


def test_the_report_is_paged_and_comes_as_csv_without_formulas(at_desk, monkeypatch):
    monkeypatch.setattr(imports, "A_PAGE", 1)
    client = at_desk("desk_officer")
    page = words(send(client, MIXED))
    assert "Atlantis" in page
    assert "a formula stands here" not in page
    draft = ImportDraft.objects.get()
    address = reverse("recommendations_import_report", args=[draft.pk])
    assert "a formula stands here" in words(client.get(address, {"page": 2}))
    answer = client.get(reverse("recommendations_import_csv", args=[draft.pk]))
    lines = words(answer).splitlines()
    assert lines[0] == "line,column,weight,reason"
    assert lines[1] == "3,state,refused,no State has this name: Atlantis"


def test_paragraphs_of_a_report_are_chosen_and_what_was_typed_is_kept(at_desk):
    client = at_desk("desk_officer")
    text = b"A/HRC/99/1\n1 June 2009\n\nReport (exercise)\n\n1. Enact a law.\n\n2. Keep it.\n"
    page = words(send(client, text, paragraphs="first", body="SR Sale of children"))
    assert "Write paragraphs as 76-90, 95." in page
    assert 'value="SR Sale of children"' in page
    send(client, text, paragraphs="2", mechanism="own_visit", state="XEX")
    load(client)
    one = Recommendation.objects.of_state("XEX").get()
    assert (str(one), one.mechanism, one.text) == ("A/HRC/99/1 2", "own_visit", "Keep it.")


def bomb():
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * 20_000_000)
    return out.getvalue()


def book(**parts):
    heads = make_row(1, text_cell("A", 1, "Text"), text_cell("B", 1, "State"))
    row = make_row(2, '<c r="A2" t="str"><f>1+1</f><v>Enact</v></c>', text_cell("B", 2, "Exerland"))
    return make_workbook(make_sheet(heads, row), parts)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "This file is empty."),
        (b"a,b\n1,2\n", "These columns are not those of recommendations"),
        (b"PK\x03\x04 cut", "damaged"),
        (b"%PDF-1.4", "This is a PDF."),
        (b"\xd0\xcf\x11\xe0", "a file of an old kind"),
        (b'{"a": 1', "There is no list of entries"),
        (b"state,text\n\xff\xfe\xfd", "not UTF-8 text"),
        (bomb(), "unpacks to far more than it should"),
        (book(**{"xl/vbaProject.bin": b"x"}), "There are macros in this workbook."),
    ],
)
def test_what_cannot_be_read_is_one_sentence_at_the_field(data, told, at_desk):
    page = words(send(at_desk("desk_officer"), data))
    assert told in page
    assert not ImportDraft.objects.exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (book(), "line 2"),
        (json.dumps([{"AnnotationId": "1", "Text": "Act", "Countries": ["Atlantis"]}]).encode(), "Atlantis"),
        (b'[{"AnnotationId": "1", "Text": "Act", "Countries": ["Exerland"]}, {"Anno', "cut off"),
        (f'{HEADS}Exerland,"Enact\n'.encode(), "quotation marks"),
    ],
    ids=["formula", "unknown State", "cut JSON", "cut CSV"],
)  # fmt: skip
def test_bad_rows_are_told_and_load_nothing(data, told, at_desk):
    client = at_desk("desk_officer")
    assert told in words(send(client, data))
    assert not SourceRow.objects.exists()


def test_html_and_scripts_stay_text_on_every_page(at_desk):
    client = at_desk("desk_officer")
    send(client, f"{HEADS}Exerland,<script>alert(1)</script>,A/1,1\n<b>x</b>,Act,,\n".encode())
    page = words(
        client.get(reverse("recommendations_import_report", args=[ImportDraft.objects.get().pk]))
    )
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "<b>x" not in page
    assert "&lt;script&gt;alert(1)" in load(client, rows="good")


@pytest.mark.full
def test_ten_thousand_identical_rows_are_one(at_desk):
    client = at_desk("desk_officer")
    page = words(send(client, (HEADS + "Exerland,Enact a law.,A/1,1\n" * 10_000).encode()))
    assert "<dt>Unchanged</dt><dd>9999</dd>" in page.replace(",", "").replace("\xa0", "")
    load(client)
    assert Recommendation.objects.of_state("XEX").count() == 1


def test_a_file_larger_than_the_door_takes_is_refused(at_desk, monkeypatch):
    monkeypatch.setattr(limits, "BYTES", 5)
    monkeypatch.setattr("rapporteur.doors.desk.import_forms.BYTES", 5)
    assert "larger than 15 MB" in words(send(at_desk("desk_officer"), GOOD))


def test_others_neither_take_in_nor_see_what_was_looked_at(at_desk):
    send(at_desk("desk_officer"), GOOD)
    draft = ImportDraft.objects.get()
    other = at_desk("coordinator")
    for name in ("report", "csv"):
        address = reverse(f"recommendations_import_{name}", args=[draft.pk])
        assert other.get(address).status_code == 404
    address = reverse("recommendations_import_load", args=[draft.pk])
    assert other.post(address).status_code == 404
