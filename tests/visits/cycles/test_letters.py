"""Requests and reminders: on saved indicators, by two people, one a State, none twice."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from rapporteur.documents.tree import paragraphs, plain
from rapporteur.documents.writers import docx, pdf
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.visits.choosing.measures import Measure, Value
from rapporteur.visits.cycles import indicators, queries
from rapporteur.visits.cycles.letters import actions
from rapporteur.visits.cycles.letters.words import Said, document, renewed
from rapporteur.visits.cycles.letters.workflow import STEPS, State
from rapporteur.visits.cycles.models import VisitLetter, VisitStep
from tests.factories import visits as make
from tests.factories.communications import opened
from tests.factories.people import make_desk, make_member

pytestmark = pytest.mark.django_db
SAID = Said(purpose="To see what helps.\n\nAnd what does not.", value="It is worth much.")
FOUR = ("KHM", "CHL", "IND", "THA")


def draft(office, visit, kind="requested", code="XEX", *, said=SAID, language="en", by=None):
    return actions.draft(visit, make.state(code), kind, said, language, by=by or office.officer)


def save(office, visit, code="XEX", values=None, by=None):
    known = {Measure.INFORMATION: Value(Decimal(3), "2026", "own intake")}
    given = known if values is None else values
    return actions.save_indicators(
        make.fresh(visit), make.state(code), given, by=by or office.officer
    )


def text_of(letter, office):
    letter = VisitLetter.objects.whole().get(pk=letter.pk)
    version = letter.record.versions.get(number=letter.version)
    said = Said.of(opened(version, office))
    return document(letter, said, on=today())


def words_of(letter, office):
    return " ".join(plain(one.runs) for one in paragraphs(text_of(letter, office).body))


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        (State.DRAFT, {"sign", "drop"}),
        (State.SIGNED, {"reopen", "send"}),
        (State.SENT, set()),
        (State.DROPPED, set()),
    ],
)
def test_each_state_opens_only_these_steps(state, verbs):
    assert {step.verb for step in STEPS if state in step.sources} == verbs


@pytest.mark.requirement("R32.1")
def test_a_request_goes_out_on_saved_indicators_alone_and_is_a_step(office):
    visit = make.make_visit(office)
    letter = draft(office, visit)
    with pytest.raises(Refused, match="other than its drafter"):
        actions.move(draft_of_holder(office), "sign", by=office.holder)
    with pytest.raises(Refused, match="mandate-holder"):
        actions.move(letter, "sign", by=office.second)
    actions.move(letter, "sign", by=office.holder)
    with pytest.raises(Refused, match="indicators"):
        actions.send(letter, "note", by=office.officer)
    assert not VisitStep.objects.filter(visit=visit).exists()
    snapshot = save(office, visit)
    with pytest.raises(Refused, match="way by which"):
        actions.send(letter, "door", by=office.officer)
    sent = actions.send(letter, "note", by=office.officer)
    assert (sent.state, sent.snapshot, sent.event.kind) == ("sent", snapshot, "requested")
    assert queries.chains_of(make.fresh(visit))[0].status == "requested"
    with pytest.raises(Refused):
        actions.send(letter, "note", by=office.officer)
    assert VisitStep.objects.filter(visit=visit).count() == 1
    with pytest.raises(IntegrityError, match="has_snapshot"), transaction.atomic():
        VisitLetter.objects.filter(pk=sent.pk).update(snapshot=None)
    assert (str(sent), str(snapshot)) == ("XEX requested", f"XEX {today()}")


def draft_of_holder(office):
    return draft(office, make.make_visit(office, "NOR"), code="NOR", by=office.holder)


def test_what_is_missing_of_indicators_is_shown_as_missing(office):
    visit = make.make_visit(office)
    with pytest.raises(Refused, match="at least one"):
        save(office, visit, values={})
    with pytest.raises(Refused, match="source"):
        save(office, visit, values={Measure.REVIEW: Value(Decimal(2))})
    with pytest.raises(Refused, match="does not go"):
        save(office, visit, "CHL")
    with pytest.raises(Refused, match="Only members"):
        save(office, visit, by=make_member(make_desk("OTHER"), "desk_officer").account)
    shown = {code: row for code, _, row in indicators.shown(save(office, visit).values)}
    assert shown["I2"]["amount"] == "3"
    assert [code for code, row in shown.items() if row is None] == [
        *("I1", "I2t", "K1", "K2", "K2s", "K3", "K4", "K5", "X1", "X3"),
    ]
    assert indicators.amount_of("2,5") == Decimal("2.5")
    for text in ("many", "NaN", "1e99"):
        with pytest.raises(ValueError, match=text):
            indicators.amount_of(text)


@pytest.mark.requirement("R13.2", "D6")
def test_a_request_has_purpose_value_and_the_terms_of_reference(office):
    visit = make.make_visit(office)
    told = text_of(draft(office, visit), office)
    assert [plain(one.heading) for one in told.body if hasattr(one, "heading")] == [
        "Purpose of the visit",
        "What the visit can be worth",
    ]
    assert len(told.annexes[0].blocks[0].points) == 8
    assert pdf.write(told).startswith(b"%PDF")
    assert docx.write(told).startswith(b"PK")


@pytest.mark.requirement("R13.2")
def test_a_reminder_cites_the_day_of_what_went_before_and_its_reason(office):
    visit = make.make_visit(office, "CHL")
    said = Said(purpose="p", value="v", reason="the value of a visit")
    words = words_of(draft(office, visit, "reminder", "CHL", said=said), office)
    assert "Permanent Mission" in words
    assert "renewed (July 2008)" in words
    assert "the value of a visit" in words
    own = make.make_visit(office)
    make.happen(office, own, "requested", "2024-05-06")
    text = words_of(draft(office, own, "reminder"), office)
    assert "(6 May 2024)" in text


def test_a_request_of_a_predecessor_is_called_so_where_the_record_knows():
    earlier = [["requested", ""], ["requested", "2020-05"]]
    words = renewed(Said(by_predecessor=True, earlier=earlier), "Exerland")
    assert "It was made by my predecessor. It was made by my predecessor (May 2020)." in words


@pytest.mark.requirement("R14.1")
def test_four_reminders_go_out_in_one_batch_and_none_twice(office):
    states = [make.state(code) for code in FOUR]
    batch = actions.remind(office.desk, [*states, states[0]], SAID, "en", by=office.officer)
    letters = list(actions.of_batch(office.desk, batch))
    assert [one.country_id for one in letters] == sorted(FOUR)
    assert {one.waits for one in queries.to_remind(office.desk, today())} >= set(letters)
    with pytest.raises(Refused, match=r"Cambodia: .*waits"):
        actions.remind(office.desk, states[:1], SAID, "en", by=office.officer)
    assert actions.sign_all(office.desk, batch, by=office.holder) == 4
    assert actions.send_all(office.desk, batch, "note", by=office.officer) == 4
    assert actions.send_all(office.desk, batch, "note", by=office.officer) == 0
    steps = VisitStep.objects.filter(kind="reminder")
    assert sorted(steps.values_list("country_id", flat=True)) == sorted(FOUR)
    with pytest.raises(Refused, match="too soon"):
        actions.remind(office.desk, states[:1], SAID, "en", by=office.officer)
    assert all(one.why_not for one in queries.to_remind(office.desk, today()))
    after = today() + timedelta(days=31)
    assert not any(one.why_not for one in queries.to_remind(office.desk, after))


def test_a_batch_names_states_with_open_requests_or_is_not_made(office):
    with pytest.raises(Refused, match="at least one State"):
        actions.remind(office.desk, [], SAID, "en", by=office.officer)
    with pytest.raises(Refused, match="No request is open: Norway"):
        actions.remind(
            office.desk, [make.state("IND"), make.state("NOR")], SAID, "en", by=office.officer
        )
    assert not VisitLetter.objects.exists()


def test_a_draft_is_written_anew_reopened_and_given_up(office):
    visit = make.make_visit(office)
    letter = draft(office, visit)
    with pytest.raises(Refused, match="waits already"):
        draft(office, visit)
    written = actions.write(letter, Said(purpose="Another."), read=1, by=office.second)
    assert (written.version, written.drafted_by) == (2, office.second)
    assert "Another." in words_of(written, office)
    stranger = make_member(make_desk("OTHER"), "desk_officer").account
    for why, more in (
        ("meanwhile", {"read": 1, "by": office.officer}),
        ("Only members", {"read": 2, "by": stranger}),
    ):
        with pytest.raises(Refused, match=why):
            actions.write(letter, SAID, **more)
    actions.move(letter, "sign", by=office.holder)
    with pytest.raises(Refused, match="state has changed"):
        actions.write(letter, SAID, read=2, by=office.officer)
    assert actions.move(letter, "reopen", by=office.officer).signed_by is None
    actions.move(letter, "drop", by=office.officer)
    assert draft(office, visit).state == "draft"
    assert list(VisitLetter.objects.visible_to(stranger)) == []


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"code": "CHL"}, "does not go"),
        ({"kind": "invited"}, "what stands there"),
        ({"language": "xx"}, "what stands there"),
        ({"kind": "reminder"}, "does not follow"),
    ],
)
def test_a_letter_that_cannot_be_is_not_drafted(office, more, why):
    visit = make.make_visit(office)
    with pytest.raises(Refused, match=why):
        draft(office, visit, **more)
    stranger = make_member(make_desk("OTHER"), "desk_officer").account
    with pytest.raises(Refused, match="Only members"):
        draft(office, visit, by=stranger)


def test_nothing_is_sealed_for_a_desk_without_a_key(office):
    visit = make.make_visit(office)
    office.desk.recipient = None
    office.desk.save(update_fields=["recipient"])
    with pytest.raises(Refused, match="no key yet"):
        draft(office, visit)


def test_what_was_answered_before_it_went_out_is_not_asked(office):
    visit = make.make_visit(office)
    save(office, visit)
    letter = actions.move(draft(office, visit), "sign", by=office.holder)
    make.happen(office, visit, "invited")
    with pytest.raises(Refused, match="does not follow"):
        actions.send(letter, "note", by=office.officer)
