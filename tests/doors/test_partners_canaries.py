"""What a partner types or sends lies nowhere in the clear, also where things break."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.models import Version
from rapporteur.partners.models import Contribution
from tests.factories.canaries import EACH_FAULT, faults, found
from tests.factories.cases import make_office
from tests.factories.partners import make_ask, make_partner
from tests.factories.people import sign_in
from tests.kernel.files.documents import PDF_TYPE, pdf

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.requirement("A2")]
CANARY = "zebrafinchofthepartner"
FAULTS = faults(CANARY)
FORMS = {
    "proposal": (
        "propose",
        lambda: {"country": "XEX", "why": CANARY, "evidence": CANARY, "when": CANARY},
    ),
    "progress": ("asked_report", lambda: {"text": CANARY, "evidence": CANARY}),
    "file": (
        "asked_report",
        lambda: {"file": SimpleUploadedFile(f"{CANARY}.pdf", pdf(CANARY), PDF_TYPE)},
    ),
}


@pytest.fixture
def sealed_form(door):
    """Return the client, address and data of each sealed form, ready to be sent."""

    def ready(name):
        office = make_office()
        partner, asked = make_partner(office), make_ask(office)
        page, given = FORMS[name]
        data = {"once": new_id(), "attribution": "desk_only", **given()}
        client = sign_in(door("partners"), partner.account)
        return client, reverse(page, args=[asked.pk] if page == "asked_report" else []), data

    return ready


def rows():
    return [one.objects.count() for one in (Version, Contribution)]


@pytest.mark.parametrize("name", FORMS)
def test_what_is_sent_is_found_in_no_table_log_or_mail(sealed_form, caplog, name):
    client, address, data = sealed_form(name)
    with caplog.at_level(logging.DEBUG):
        answer = client.post(address, data)

    assert answer.status_code == 302
    assert Contribution.objects.count() == 1
    assert found(CANARY, caplog.text) == []


@pytest.mark.parametrize("fault", EACH_FAULT)
def test_a_fault_tells_nothing_and_keeps_nothing(sealed_form, caplog, monkeypatch, fault):
    client, address, data = sealed_form("proposal")
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
