"""The programme of a visit as pages: sealed, shared in part, and who was met is asked after."""

import re

import pytest
from django.urls import reverse

from rapporteur.visits.cycles.models import AfterCheck
from tests.factories import visits as make
from tests.factories.canaries import found

pytestmark = pytest.mark.usefixtures("committed")
CANARY = "Zyxquorum"
MEETING = {
    "read": "0",
    "day": "2026-06-01",
    "start": "09:00",
    "end": "10:00",
    "place": "Capital",
    "counterpart": "A shelter",
    "standing": "confidential",
    "people": f"Ana {CANARY}; witness; woman\n-B. Person",
    "children": "on",
    "travel": "0",
}


def test_a_programme_is_kept_shared_in_part_and_followed(at_work, beside):
    officer = beside("desk_officer")
    visit = make.make_visit(at_work.office)
    page = reverse("visits_programme", args=[visit.pk])
    assert "No meeting yet." in at_work.get(page).content.decode()
    for name, args in (
        ("visits_official", [visit.pk, "pdf"]),
        ("visits_official", [visit.pk, "txt"]),
        ("visits_official_calendar", [visit.pk]),
        ("visits_meeting_change", [visit.pk, "none"]),
    ):
        assert at_work.get(reverse(name, args=args)).status_code == 404
    new = reverse("visits_meeting", args=[visit.pk])
    assert at_work.post(new, MEETING).status_code == 302
    official = {"standing": "official", "counterpart": f"Ministry, {CANARY}", "people": ""}
    wrong = {**MEETING, **official, "read": "1"}
    assert "someone who is protected" in at_work.post(new, wrong).content.decode()
    assert at_work.post(new, {**wrong, "counterpart": "Ministry"}).status_code == 302
    assert found(CANARY) == []
    shown = at_work.get(page).content.decode()
    assert CANARY in shown
    assert "safeguarding plan is not whole" in shown
    assert "clashes" in shown
    # two meetings of one hour stand in any order
    keys = re.findall(r"/meeting/([0-9a-f-]{36})/", shown)
    changes = [reverse("visits_meeting_change", args=[visit.pk, one]) for one in keys]
    of_shelter = [one for one in changes if "A shelter" in at_work.get(one).content.decode()]
    key = keys[changes.index(of_shelter[0])]
    prepare = reverse("visits_prepare", args=[visit.pk])
    given = {"read": "2", "languages": "English, Khmer", "plan": ["vetted"]}
    assert at_work.post(prepare, given).status_code == 302
    assert "English, Khmer" in at_work.get(prepare).content.decode()
    calendar = reverse("visits_official_calendar", args=[visit.pk])
    assert "Time zone" in at_work.get(calendar).content.decode()
    assert "no such time zone" in at_work.get(calendar, {"zone": "../x"}).content.decode()
    body = at_work.get(calendar, {"zone": "Asia/Bangkok"}).content
    assert b"SUMMARY:Ministry" in body
    assert CANARY.encode() not in body
    file = at_work.get(reverse("visits_official", args=[visit.pk, "docx"]))
    assert file.content.startswith(b"PK")
    after = reverse("visits_after", args=[visit.pk])
    assert officer.get(after).status_code == 403
    assert at_work.post(after).status_code == 302
    check = AfterCheck.objects.get()
    assert CANARY in at_work.get(after).content.decode()
    assert at_work.post(after, {"check": str(check.pk)}).status_code == 302
    out = reverse("visits_meeting_out", args=[visit.pk, key])
    assert at_work.post(out).status_code == 302
    assert at_work.post(out).status_code == 403
