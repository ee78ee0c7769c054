"""What people of the desk type about a matter lies nowhere in the clear, also where things break.

Each sealed form is sent whole, then with a constraint error, a time-out and an exception forced
after its words were sealed; then every table, the log and all mail are searched.
"""

import logging

import pytest
from django.urls import reverse

from rapporteur.cases.models import Case
from rapporteur.intake.models import Message, Submission
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.models import Version
from tests.doors.test_desk_triages import (
    CANARY,
    DESCRIBED,
    GUARDED,
    PROPOSED,
    WEIGHED,
    filled,
    involved,
    part,
)
from tests.factories import cases as make
from tests.factories.canaries import EACH_FAULT, everything_kept, faults, found

pytestmark = pytest.mark.usefixtures("committed")
PARTS = {"weigh": WEIGHED, "describe": DESCRIBED, "guard": GUARDED, "propose": PROPOSED}
FORMS = [
    *PARTS,
    "involve",
    "note",
    "close",
    "write",
    "decide",
    "offer",
    "merge",
    "plan",
    "reprisal",
]
FAULTS = faults(CANARY)


def of_case(name, office, beside):
    """Return the page of a form on a case, and what is typed into it."""
    if name == "close":
        return "cases_move", {"reason": CANARY}
    if name == "merge":
        return "cases_merge", {"reference": make.make_case(office).reference, "reason": CANARY}
    if name == "offer":
        to = beside("desk_officer").membership.pk
        return "cases_offer", {"to": to, "note": CANARY}
    if name == "plan":
        parts = ("happens", "contact", "secret", "danger")
        return "cases_plan", {**dict.fromkeys(parts, CANARY), "version": "0"}
    return "cases_notes", {"text": CANARY}


@pytest.fixture
def sealed_form(at_work, beside):
    """Return the client, address and data of each sealed form, ready to be sent."""

    def ready(name):
        office = make.office_of(at_work, holder=beside("mandate_holder").person)
        if name in PARTS or name == "involve":
            triage = make.make_triage(office)
            given = PARTS.get(name)
            if name == "involve":
                triage = make.describe(triage, office)
                given = involved(triage)
            return at_work, part(triage, name), {"version": triage.version, **given}
        if name == "decide":
            triage = make.make_waiting(office)
            data = {"version": triage.version, "outcome": "ACT_AL", "reason": CANARY}
            holder = beside("mandate_holder")
            return holder, reverse("cases_triage_decide", args=[triage.pk]), data
        if name == "write":
            submission = make.make_submission(office, what=f"{CANARY} said", name=CANARY)
            return at_work, reverse("received_write", args=[submission.pk]), {"text": CANARY}
        if name == "reprisal":
            data = {"desk": at_work.desk.pk, "process": "other", "act": "smear", "words": CANARY}
            return at_work, reverse("reprisals_new"), data
        case = make.make_decided(office).case
        place, data = of_case(name, office, beside)
        args = [case.pk, "close"] if name == "close" else [case.pk]
        return at_work, reverse(place, args=args), data

    return ready


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
    before = (Version.objects.count(), Message.objects.count())
    broken, error = FAULTS[fault]
    monkeypatch.setattr(records, "wrap", broken)
    client.raise_request_exception = False
    with caplog.at_level(logging.DEBUG):
        answer = client.post(address, data)

    assert answer.status_code == 500
    assert error.__name__ in caplog.text
    assert found(CANARY, caplog.text, answer.content.decode()) == []
    assert (Version.objects.count(), Message.objects.count()) == before


def test_a_whole_triage_shows_codes_in_the_clear_and_no_word(at_work):
    triage = filled(at_work, make.make_triage(at_work.office, what=CANARY, name=CANARY))
    kept = everything_kept()
    assert found(CANARY) == []
    for code in ("SALE.ADOPTION", "XEX", "2026-03", "CROSS_CUTTING", "POVERTY"):
        assert code in kept
    assert Case.objects.get(pk=triage.case_id).title == "XEX · SALE.ADOPTION · 2026-03"
    assert Submission.objects.count() == 1
