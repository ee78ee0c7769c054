"""A triage as pages: its parts, what was typed in them, the decision, the page read back."""

import pytest
from django.urls import reverse

from rapporteur.cases.criteria import Criterion
from rapporteur.cases.models import Triage
from rapporteur.cases.outcomes import Outcome
from rapporteur.cases.triages import rules
from rapporteur.kernel.journal.models import Entry
from tests.factories import cases as make
from tests.factories.people import make_desk

pytestmark = pytest.mark.usefixtures("committed")
CANARY = "zyxquorum-triage"


def part(triage, name):
    return reverse("cases_triage_part", args=[triage.pk, name])


def page_of(triage):
    return reverse("cases_triage", args=[triage.pk])


def fill(client, triage, name, given):
    """Fill in a part as a browser does: with the version that its page carried."""
    triage.refresh_from_db()
    return client.post(part(triage, name), {"version": triage.version, **given})


WEIGHED = {
    **dict.fromkeys(Criterion.values, "pass"),
    **{f"{one}_reason": f"{CANARY} {one}" for one in Criterion.values},
}
DESCRIBED = {
    "codes": ["SALE.ADOPTION", "TRAFFICKING"],
    "primary": "SALE.ADOPTION",
    "commercial": "yes",
    "exploited": "unknown",
    "facts": ["CROSS_BORDER"],
    "causes": ["POVERTY"],
    "side": "both",
    "state1": "XEX",
    "month": "2026-03",
    "age_kind": "range",
    "low": "9",
    "high": "12",
    "note": f"{CANARY} note",
}
GUARDED = {"risk": "medium", "risk_note": f"{CANARY} risk"}
PROPOSED = {
    "attitude": "CROSS_CUTTING",
    "attitude_reason": f"{CANARY} jointly",
    "outcome": "ACT_AL",
    "outcome_reason": f"{CANARY} outcome",
}


def involved(triage):
    triage.refresh_from_db()
    proposals = rules.proposals_of(triage)
    return {
        **{one.target: "leave_out" for one in proposals},
        **{f"{one.target}_reason": f"{CANARY} {one.target}" for one in proposals},
    }


def filled(client, triage):
    """Fill in every part through its page."""
    for name, given in (
        ("describe", DESCRIBED),
        ("weigh", WEIGHED),
        ("guard", GUARDED),
        ("propose", PROPOSED),
    ):
        assert fill(client, triage, name, given).url == page_of(triage)
    assert fill(client, triage, "involve", involved(triage)).url == page_of(triage)
    return triage


def step(client, triage, name):
    return client.post(reverse("cases_triage_step", args=[triage.pk, name]), follow=True)


def test_a_triage_is_filled_handed_up_decided_and_read_back(at_work, beside):
    triage = filled(at_work, make.make_triage(at_work.office))
    holder = beside("mandate_holder")

    page = at_work.get(page_of(triage)).content.decode()
    for said in (f"{CANARY} ADM_FACTUAL", f"{CANARY} CED", f"{CANARY} risk", "9–12"):
        assert said in page
    assert "waits for the mandate-holder" in step(at_work, triage, "submit").content.decode()
    decide = reverse("cases_triage_decide", args=[triage.pk])
    assert "The engine recommends: act: urgent appeal" in holder.get(decide).content.decode()
    triage.refresh_from_db()
    given = {"version": triage.version, "outcome": "ACT_AL", "reason": f"{CANARY} decision"}
    assert holder.post(decide, given).url == page_of(triage)

    triage.refresh_from_db()
    assert (triage.outcome, triage.decided_by) == ("ACT_AL", holder.person)
    read = at_work.get(page_of(triage)).content.decode()
    for said in ("ADM_FACTUAL", "CED", "risk", "jointly", "decision"):
        assert f"{CANARY} {said}" in read
    assert "never changed" in read
    assert "Fill in" not in read


@pytest.mark.requirement("B3")
def test_the_record_of_a_decision_names_reason_basis_person_and_time(at_work, beside):
    office = make.office_of(at_work, holder=beside("mandate_holder").person)
    triage = make.make_decided(office)
    answer = at_work.get(reverse("cases_triage_record", args=[triage.pk]))
    record = answer.json()
    assert {one["criterion"] for one in record["criteria"]} == set(Criterion.values)
    for one in record["criteria"]:
        assert all(one[name] for name in ("result", "reason", "basis", "person", "time"))
    assert record["decided"]["outcome"] == "ACT_AL"
    assert record["decided"]["reason"] == make.REASON
    assert record["recommended"] == {"outcome": "ACT_UA", "rule": "CANNOT_WAIT"}
    assert triage.case.reference in answer["Content-Disposition"]


def test_a_page_decided_stays_though_what_is_behind_it_changes(at_work, beside):
    office = make.office_of(at_work, holder=beside("mandate_holder").person)
    triage = make.make_decided(office)
    name = office.officer.name
    office.officer.name = "Another Name"
    office.officer.save()
    sections = at_work.get(page_of(triage)).content.decode().partition("<h2>")[2]
    assert name in sections
    assert "Another Name" not in sections


@pytest.mark.parametrize(
    ("name", "given"),
    [("weigh", WEIGHED), ("describe", DESCRIBED), ("guard", GUARDED), ("propose", PROPOSED)],
)
def test_what_was_typed_stays_where_the_vault_locked_meanwhile(at_work, name, given):
    triage = make.make_triage(at_work.office)
    assert at_work.get(part(triage, name)).status_code == 200
    at_work.post(reverse("vault_lock"))
    answer = fill(at_work, triage, name, given)
    page = answer.content.decode()
    assert "locked meanwhile" in page
    assert [text for text in given.values() if CANARY in text and text not in page] == []
    assert Triage.objects.get().version == 1
    assert at_work.get(part(triage, name)).url.startswith(reverse("vault_unlock"))


@pytest.mark.parametrize(
    ("name", "given"),
    [("weigh", WEIGHED), ("describe", DESCRIBED), ("guard", GUARDED), ("propose", PROPOSED)],
)
def test_what_was_typed_stays_where_someone_saved_meanwhile(at_work, name, given):
    triage = make.make_triage(at_work.office)
    fill(at_work, triage, "guard", {"risk": "low"})
    page = at_work.post(part(triage, name), {"version": 1, **given}).content.decode()
    assert "Someone saved this meanwhile" in page
    assert [text for text in given.values() if CANARY in text and text not in page] == []
    assert Triage.objects.get().version == 2


@pytest.mark.parametrize(
    ("name", "given", "field", "bad"),
    [
        ("weigh", WEIGHED, "ADM_SCOPE", "maybe"),
        ("weigh", WEIGHED, "ADM_SCOPE_reason", "a\u202eb"),
        ("describe", DESCRIBED, "codes", ["NO_SUCH_CODE"]),
        ("describe", DESCRIBED, "month", "2026-3"),
        ("describe", DESCRIBED, "month", "2026-03-01"),
        ("describe", DESCRIBED, "low", "-1"),
        ("describe", DESCRIBED, "high", ""),
        ("describe", DESCRIBED, "state1", "ATA"),
        ("describe", DESCRIBED, "primary", "CSAM"),
        ("describe", DESCRIBED, "low", "14"),
        ("guard", GUARDED, "risk", "none"),
        ("guard", GUARDED, "safe_person", "none"),
        ("guard", GUARDED, "risk_note", "x" * 12_001),
        ("propose", PROPOSED, "outcome", "SILENCE"),
        ("propose", PROPOSED, "version", "one"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(at_work, name, given, field, bad):
    triage = make.make_triage(at_work.office)
    page = fill(at_work, triage, name, {**given, field: bad}).content.decode()
    assert "errorlist" in page or 'role="alert"' in page
    kept = [text for key, text in given.items() if key != field and CANARY in text]
    assert [text for text in kept if text not in page] == []
    assert Triage.objects.get().version == 1


@pytest.mark.requirement("R24.1", "R28.1")
def test_the_page_says_what_is_missing_and_the_step_is_refused(at_work):
    triage = make.make_triage(at_work.office)
    page = at_work.get(page_of(triage)).content.decode()
    assert "still open: 11" in page
    assert "Hand it up" not in page
    assert "still open: 11" in step(at_work, triage, "submit").content.decode()
    assert Entry.objects.filter(verb="submit triage", outcome="refused").count() == 1


def test_an_officer_does_not_decide_and_others_do_not_look(at_work, beside, at_desk, with_vault):
    triage = make.make_waiting(at_work.office)
    decide = reverse("cases_triage_decide", args=[triage.pk])
    given = {"version": triage.version, "outcome": "ACT_AL", "reason": "mine"}
    assert at_work.get(decide).status_code == at_work.post(decide, given).status_code == 403
    auditor = at_desk("auditor", desk=at_work.desk)
    assert auditor.get(page_of(triage)).status_code == 403
    stranger = with_vault("coordinator", "mandate_holder", desk=make_desk("OTHER"))
    for address in (page_of(triage), decide, part(triage, "weigh")):
        assert stranger.get(address).status_code == 404
    triage.refresh_from_db()
    assert triage.state == "waiting"


def test_a_decision_that_is_refused_keeps_its_reason(at_work, beside):
    case = make.make_case(at_work.office, name="")
    triage = make.make_waiting(at_work.office, case, "INFO_FOR_TRENDS")
    holder = beside("mandate_holder")
    decide = reverse("cases_triage_decide", args=[triage.pk])
    for outcome, why in (("ACT_UA", "no letter can rest on it"), ("SILENCE", "errorlist")):
        given = {"version": triage.version, "outcome": outcome, "reason": CANARY}
        page = holder.post(decide, given).content.decode()
        assert why in page
        assert CANARY in page
    given = {"version": triage.version, "outcome": "INFO_FOR_TRENDS", "reason": CANARY}
    assert holder.post(decide, given).status_code == 302


def test_today_tells_the_holder_what_waits_for_a_decision(at_work, beside):
    triage = make.make_waiting(at_work.office)
    address = page_of(triage)
    assert (
        f"Decide on {triage.case.reference}" in beside("mandate_holder").get("/").content.decode()
    )
    assert f"Decide on {triage.case.reference}" not in at_work.get("/").content.decode()
    assert address


def test_a_second_officer_says_so_on_the_page(at_work, beside):
    triage = make.make_triage(at_work.office, make.make_child_case(at_work.office))
    other = beside("desk_officer")
    assert "as second officer" not in at_work.get(page_of(triage)).content.decode()
    assert "as second officer" in other.get(page_of(triage)).content.decode()
    assert "on record as second officer" in step(other, triage, "second").content.decode()
    assert "other than who prepared it" in step(at_work, triage, "second").content.decode()
    assert other.post(reverse("cases_triage_step", args=[triage.pk, "burn"])).status_code == 404


def test_parts_and_record_are_there_only_when_they_are_due(at_work, beside):
    triage = make.make_waiting(at_work.office)
    assert at_work.get(part(triage, "weigh")).status_code == 404
    assert at_work.get(part(triage, "nothing")).status_code == 404
    assert at_work.get(reverse("cases_triage_record", args=[triage.pk])).status_code == 404
    assert "prepared further" in step(at_work, triage, "return").content.decode()
    page = at_work.get(part(triage, "weigh")).content.decode()
    assert make.REASON in page


@pytest.mark.requirement("B7")
def test_each_proposal_shows_its_rule_and_who_signs_nothing_is_not_invited(at_work):
    triage = make.describe(make.make_triage(at_work.office), at_work.office)
    page = at_work.get(part(triage, "involve")).content.decode()
    assert "by SALE.ADOPTION>TRAFFICKING" in page
    bodies = page[page.index('id="id_CED"') :]
    assert "invite" not in bodies[: bodies.index("</select>")]


@pytest.mark.parametrize("outcome", ["ACT_UA", "CLOSE_INADMISSIBLE"])
def test_all_outcomes_can_be_chosen(at_work, outcome):
    page = at_work.get(part(make.make_triage(at_work.office), "propose")).content.decode()
    assert f'value="{outcome}"' in page
    assert len(Outcome.values) == 14
