"""Visits at the desk: what is refused is said at the form, kept as typed, and nothing is saved."""

import pytest
from django.urls import reverse

from rapporteur.visits.cycles.models import Visit, VisitStep

pytestmark = pytest.mark.usefixtures("committed")


def begin(client, **more):
    given = {"kind": "visit", "states": ["XEX"], **more}
    return client.post(reverse("visits_new"), given)


def test_what_was_typed_is_kept_and_nothing_saved(at_desk):
    client = at_desk("desk_officer")
    page = begin(client, states=["XEX", "CHL"], name="Kept words").content.decode()
    assert "goes to one State" in page
    assert "Kept words" in page
    assert not Visit.objects.exists()
    begin(client)
    visit = Visit.objects.get()
    address = reverse("visits_happened", args=[visit.pk, "XEX"])
    page = client.post(address, {"kind": "report", "day": "2026-02", "note": "Kept too"})
    assert "does not follow" in page.content.decode()
    assert "Kept too" in page.content.decode()
    page = client.post(address, {"kind": "invited", "day": "2026-13"})
    assert "Write a year" in page.content.decode()
    assert not VisitStep.objects.exists()
    client.post(address, {"kind": "invited", "day": "2026-02"})
    back = reverse("visits_take_back", args=[VisitStep.objects.get().pk])
    client.post(back, {"why": "in error"})
    assert "last step" in client.post(back, {"why": "in error"}).content.decode()


def test_who_reads_nothing_sealed_has_no_register(at_desk):
    for role in ("auditor", "administrator", "reference_editor"):
        assert at_desk(role).get(reverse("visits")).status_code == 403
