"""The register of earlier letters at the desk: the list, a file looked at and loaded, all as CSV."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapporteur.communications.actions.registering import load
from rapporteur.communications.models import EarlierLetter, RegisterDraft
from rapporteur.communications.register import files
from rapporteur.doors.desk import sheets
from tests.factories.people import make_desk
from tests.factories.registers import LINE, make_csv, make_line, make_workbook, of_lines

pytestmark = pytest.mark.django_db
BAD = make_line(reference="AL XEX 4/2008", date_sent="04/05/2008")
UNDATED = make_line(reference="OL OTH 9/1999", date_sent="", replies="")


def send(client, data, name="letters.csv"):
    given = {"desk": client.desk.pk, "sheet": SimpleUploadedFile(name, data)}
    return client.post(reverse("communications_earlier_load"), given)


def take(client, **more):
    draft = RegisterDraft.objects.get()
    return client.post(reverse("communications_earlier_take", args=[draft.pk]), **more)


def fill(desk, number):
    lines = [
        make_line(reference=f"UA XEX {at}/2008", mandates="SALECHILD; FOOD")
        for at in range(1, number + 1)
    ]
    load(files.read("a.csv", make_csv(*lines)), desk, by="command:x", skip_refused=False)


def shown(client, **given):
    return client.get(reverse("communications_earlier"), given).content.decode()


@pytest.mark.requirement("C2")
@pytest.mark.parametrize(
    ("data", "name"),
    [
        (make_csv(LINE, BAD, separator=";"), "letters.csv"),
        (make_workbook(of_lines(LINE, BAD)), "letters.xlsx"),
    ],
)
def test_a_file_is_looked_at_and_its_good_lines_are_loaded(at_desk, data, name):
    client = at_desk("desk_officer")
    page = send(client, data, name).content.decode()
    assert "“04/05/2008” is not a date." in page
    assert "<code>date_sent</code>" in page
    assert not EarlierLetter.objects.exists()
    answer = take(client, follow=True)
    assert "Loaded: 1 line is new, 0 were changed." in answer.content.decode()
    found = EarlierLetter.objects.get()
    assert (found.reference, found.file, found.line) == ("UA XEX 3/2008", name, 2)


def test_a_file_that_cannot_be_read_is_told_on_the_form(at_desk):
    client = at_desk("desk_officer")
    assert (
        "This is neither a CSV nor an XLSX file."
        in send(client, b"%PDF-", "a.pdf").content.decode()
    )
    assert "This file is empty." in send(client, b"").content.decode()
    assert "larger than 15 MB" in send(client, b"0" * 15_000_001).content.decode()
    assert not RegisterDraft.objects.exists()


def test_what_a_file_says_of_its_lines_cannot_be_markup(at_desk):
    page = send(at_desk("desk_officer"), make_csv(make_line(kind="<script>"))).content.decode()
    assert "<script>" not in page
    assert "“&lt;SCRIPT&gt;”" in page or "“&lt;script&gt;”" in page


def test_there_is_no_button_where_there_is_nothing_to_load(at_desk):
    page = send(at_desk("desk_officer"), make_csv(BAD)).content.decode()
    assert "There is nothing to load." in page
    assert "/take/" not in page


def test_a_long_report_is_cut_and_says_so(at_desk, monkeypatch):
    monkeypatch.setattr(sheets, "TOLD", 2)
    lines = [make_line(reference=f"AL XEX {at}/2008", kind="X") for at in range(1, 6)]
    assert (
        "3 more are not shown here."
        in send(at_desk("desk_officer"), make_csv(*lines)).content.decode()
    )


def test_what_changed_meanwhile_is_told_and_nothing_is_loaded(at_desk):
    client = at_desk("desk_officer")
    send(client, make_csv(LINE))
    other = make_csv(make_line(source="another", date_sent="2008-07-01"))
    load(files.read("a.csv", other), client.desk, by="command:x", skip_refused=False)
    page = take(client).content.decode()
    assert "The register changed meanwhile, so nothing was loaded." in page
    assert "another source says otherwise: another" in page
    assert EarlierLetter.objects.get().source == "another"


def test_the_draft_of_someone_else_is_not_there(at_desk):
    client = at_desk("desk_officer")
    send(client, make_csv(LINE))
    assert take(at_desk("mandate_holder", desk=client.desk)).status_code == 404
    assert client.get(
        reverse("communications_earlier_take", args=[RegisterDraft.objects.get().pk])
    ).status_code == 405  # fmt: skip


def test_the_list_says_what_is_not_held(at_desk):
    client = at_desk("desk_officer")
    load(files.read("a.csv", make_csv(UNDATED)), client.desk, by="command:x", skip_refused=False)
    page = shown(client)
    assert page.count("not held") >= 4  # day, reply, text, and the sentence above
    assert "no reply received" not in page


def test_the_list_is_filtered(at_desk):
    client = at_desk("desk_officer")
    lines = [
        *(LINE, make_line(reference="AL XEX 1/2007", date_sent="2007-03", replies="none")),
        UNDATED,
    ]
    load(files.read("a.csv", make_csv(*lines)), client.desk, by="command:x", skip_refused=False)
    for given, keys in (
        ({}, {"UA XEX 3/2008", "AL XEX 1/2007", "OL OTH 9/1999"}),
        ({"country": "XEX"}, {"UA XEX 3/2008", "AL XEX 1/2007"}),
        ({"year": "1999"}, {"OL OTH 9/1999"}),
        ({"kind": "AL"}, {"AL XEX 1/2007"}),
        ({"answered": "yes"}, {"UA XEX 3/2008"}),
        ({"answered": "none"}, {"AL XEX 1/2007"}),
        ({"answered": "unknown"}, {"OL OTH 9/1999"}),
        ({"year": "1999", "country": "XEX"}, set()),
        ({"year": "soon"}, {"UA XEX 3/2008", "AL XEX 1/2007", "OL OTH 9/1999"}),
    ):
        page = shown(client, **given)
        found = {key for key in ("UA XEX 3/2008", "AL XEX 1/2007", "OL OTH 9/1999") if key in page}
        assert found == keys, given


def test_the_list_asks_as_many_queries_at_a_thousand_lines_as_at_ten(at_desk):
    client = at_desk("desk_officer")
    shown(client)  # the first page of all asks once more
    asked = []
    for number in (10, 1000):
        fill(client.desk, number)
        with CaptureQueriesContext(connection) as queries:
            page = shown(client)
        asked.append(len(queries))
        assert page.count('<th scope="row">') == min(number, 50)
    assert asked[0] == asked[1]


def test_the_register_of_another_desk_is_not_seen(at_desk):
    other = make_desk("FOOD")
    fill(other, 1)
    client = at_desk("mandate_holder")
    assert "UA XEX 1/2008" not in shown(client)
    assert client.get(reverse("communications_earlier_csv", args=[other.pk])).status_code == 404
    given = {"desk": other.pk, "sheet": SimpleUploadedFile("a.csv", make_csv(LINE))}
    client.post(reverse("communications_earlier_load"), given)
    assert not RegisterDraft.objects.exists()


def test_the_register_is_written_out_as_it_is_loaded(at_desk):
    client = at_desk("desk_officer")
    fill(client.desk, 2)
    answer = client.get(reverse("communications_earlier_csv", args=[client.desk.pk]))
    written = b"".join(answer.streaming_content)
    assert answer["Content-Type"].startswith("text/csv")
    told = load(files.read("b.csv", written), client.desk, by="command:x", skip_refused=False)
    assert (told.added, told.changed, told.unchanged) == (0, 0, 2)
