"""Letters over visits as pages: written, signed by another, sent, taken along as a file."""

import pytest
from django.urls import reverse

from rapporteur.visits.cycles.models import Snapshot, Visit, VisitLetter
from tests.factories.canaries import found

pytestmark = pytest.mark.usefixtures("committed")
CANARY = "zyxquorum-visit"
SAID = {"purpose": CANARY, "value": "It is worth much.", "language": "en"}


def begin(client, code="XEX"):
    client.post(reverse("visits_new"), {"kind": "visit", "states": [code]})
    return Visit.objects.get(states__country=code)


def test_a_request_is_written_signed_and_sent(at_work, beside):
    holder = beside("mandate_holder")
    visit = begin(at_work)
    new = reverse("visits_letter_new", args=[visit.pk, "XEX", "requested"])
    assert at_work.post(new, SAID).status_code == 302
    letter = VisitLetter.objects.get()
    assert found(CANARY) == []
    address = letter.get_absolute_url()
    page = at_work.get(address).content.decode()
    assert CANARY in page
    assert "no indicators saved yet" in page
    write = reverse("visits_letter_write", args=[letter.pk])
    assert CANARY in at_work.get(write).content.decode()
    again = {**SAID, "purpose": f"{CANARY} 2", "read": "1"}
    assert at_work.post(write, again).status_code == 302
    assert "meanwhile" in at_work.post(write, again).content.decode()
    step = reverse("visits_letter_step", args=[letter.pk, "sign"])
    assert at_work.post(step).status_code == 403
    assert holder.post(step).status_code == 302
    assert holder.post(step.replace("sign", "burn")).status_code == 404
    page = at_work.post(address, {"channel": "note"}).content.decode()
    assert "Save the indicators of this State first" in page
    wanted = reverse("visits_indicators", args=[visit.pk, "XEX"])
    assert "at least one" in at_work.post(wanted, {}).content.decode()
    page = at_work.post(wanted, {"I2": "many", "I1": "2"}).content.decode()
    assert "Write a number" in page
    assert "has a source" in page
    given = {"I2": "3", "I2_as_of": "2026", "I2_source": "own intake"}
    assert at_work.post(wanted, given).status_code == 302
    assert Snapshot.objects.get().values[0]["amount"] == "3"
    assert at_work.post(address, {"channel": "note"}).status_code == 302
    page = at_work.get(visit.get_absolute_url()).content.decode()
    assert "request open" in page
    file = at_work.get(reverse("visits_letter_file", args=[letter.pk, "docx"]))
    assert file.content.startswith(b"PK")
    assert at_work.get(reverse("visits_letter_file", args=[letter.pk, "txt"])).status_code == 404
    for kind, code in (("toured", "XEX"), ("reminder", "CHL")):
        address = reverse("visits_letter_new", args=[visit.pk, code, kind])
        assert at_work.get(address).status_code == 404
    reminder = reverse("visits_letter_new", args=[visit.pk, "XEX", "reminder"])
    assert f"{CANARY} 2" in at_work.get(reminder).content.decode()


@pytest.mark.requirement("R14.1")
def test_reminders_go_out_in_one_batch(at_work, beside):
    holder = beside("mandate_holder")
    remind = reverse("visits_remind")
    assert "Chile" in at_work.get(remind).content.decode()
    page = at_work.post(remind, {**SAID, "states": ["NOR"]}).content.decode()
    assert CANARY in page
    assert at_work.post(remind, {**SAID, "states": ["CHL", "IND"]}).status_code == 302
    batch = reverse("visits_batch", args=[VisitLetter.objects.first().batch])
    assert "Sign all" in at_work.get(batch).content.decode()
    assert holder.post(batch, {"sign": "all"}).status_code == 302
    assert at_work.post(batch, {"channel": "door"}).status_code == 200
    assert at_work.post(batch, {"channel": "post"}).status_code == 302
    assert set(VisitLetter.objects.values_list("state", flat=True)) == {"sent"}
    assert "too soon" in at_work.get(remind).content.decode()
    missing = reverse("visits_batch", args=[VisitLetter.objects.first().pk])
    assert at_work.get(missing).status_code == 404
