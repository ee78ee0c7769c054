"""What a Mission types or sends lies nowhere in the clear, also where things break."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rapporteur.communications.models import Correction, Reply, TimeRequest
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.models import Version
from tests.factories.canaries import EACH_FAULT, faults, found
from tests.factories.cases import make_office
from tests.factories.communications import make_mission, make_sent
from tests.factories.people import sign_in
from tests.kernel.files.documents import DOCX_TYPE, PDF_TYPE, docx, pdf

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.requirement("A2")]
CANARY = "zebrafinchofthemission"
FAULTS = faults(CANARY)
FORMS = {
    "words": ("letters_reply", lambda: {"text": CANARY}),
    "pdf": (
        "letters_reply",
        lambda: {"file": SimpleUploadedFile(f"{CANARY}.pdf", pdf(CANARY), PDF_TYPE)},
    ),
    "docx": (
        "letters_reply",
        lambda: {"file": SimpleUploadedFile(f"{CANARY}.docx", docx(CANARY, store=True), DOCX_TYPE)},
    ),
    "time": ("letters_time", lambda: {"until": "2099-01-01", "why": CANARY}),
    "correction": ("letters_correct", lambda: {"fact": CANARY, "right": CANARY}),
}


@pytest.fixture
def sealed_form(door, monkeypatch):
    """Return the client, address and data of each sealed form, ready to be sent."""
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)

    def ready(name):
        office = make_office()
        account, _ring = make_mission(office)
        letter = make_sent(office)
        page, given = FORMS[name]
        data = {"once": new_id(), **given()}
        return sign_in(door("missions"), account), reverse(page, args=[letter.pk]), data

    return ready


def rows():
    return [one.objects.count() for one in (Version, Reply, TimeRequest, Correction)]


@pytest.mark.parametrize("name", FORMS)
def test_what_is_sent_is_found_in_no_table_log_or_mail(sealed_form, caplog, name):
    client, address, data = sealed_form(name)
    with caplog.at_level(logging.DEBUG):
        answer = client.post(address, data)

    assert answer.status_code == 302
    assert found(CANARY, caplog.text) == []


@pytest.mark.parametrize("fault", EACH_FAULT)
@pytest.mark.parametrize("name", FORMS)
def test_a_fault_tells_nothing_and_keeps_nothing(sealed_form, caplog, monkeypatch, name, fault):
    client, address, data = sealed_form(name)
    before = rows()
    broken, error = FAULTS[fault]
    monkeypatch.setattr(records, "wrap", broken)
    client.raise_request_exception = False
    with caplog.at_level(logging.DEBUG):
        answer = client.post(address, data)

    assert answer.status_code == 500
    assert error.__name__ in caplog.text
    assert found(CANARY, caplog.text, answer.content.decode()) == []
    assert rows() == before


@pytest.mark.requirement("SG1")
def test_a_refused_file_is_found_nowhere(sealed_form, caplog, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    client, address, data = sealed_form("words")
    before = rows()
    refused = SimpleUploadedFile("reply.pdf", b"\x89PNG" + CANARY.encode(), PDF_TYPE)
    with caplog.at_level(logging.DEBUG):
        answer = client.post(address, {**data, "text": "kept", "file": refused})

    assert answer.status_code == 200
    assert "neither a PDF nor a DOCX" in answer.content.decode()
    assert found(CANARY, caplog.text, answer.content.decode()) == []
    assert rows() == before
    assert list(tmp_path.iterdir()) == []
