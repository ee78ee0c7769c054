"""Terms accepted one by one, papers sealed, a report with recommendations that are followed then."""

import pytest
from django.db import IntegrityError, transaction

from rapporteur.documents.tree import plain
from rapporteur.documents.writers import docx, pdf
from rapporteur.follow_up.models import UsefulElsewhere
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.recommendations.models import Recommendation
from rapporteur.visits.cycles import queries
from rapporteur.visits.cycles.acceptances import actions as acceptances
from rapporteur.visits.cycles.models import Paper, TermAnswer
from rapporteur.visits.cycles.papers import actions as papers
from rapporteur.visits.cycles.papers.documents import document
from rapporteur.visits.cycles.reports import actions as reports
from rapporteur.visits.cycles.reports.proposals import Comment, Held
from rapporteur.visits.cycles.reports.workflow import STEPS, State
from rapporteur.visits.cycles.terms import Guarantee
from tests.factories import visits as make

pytestmark = pytest.mark.django_db
SYMBOL = "A/HRC/99/9/Add.1"


def opened_paper(paper):
    return Paper.objects.whole().get(pk=paper.pk)


@pytest.fixture
def report(office):
    made = make.make_report(office, make.make_visited(office))
    return make.give_source(made, office)


def comment(report, office, **more):
    given = Comment("", **{"paragraph": "3", "text": "The figure is of 2024.", **more})
    paper = opened_paper(report)
    return reports.comment(paper, make.held_of(paper, office), given, by=office.officer)


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        (State.DRAFT, {"send advance draft"}),
        (State.ADVANCE, {"finish report"}),
        (State.FINAL, {"publish report"}),
        (State.PUBLISHED, set()),
    ],
)
def test_each_state_of_a_report_opens_only_these_steps(state, verbs):
    assert {step.verb for step in STEPS if state in step.sources} == verbs


@pytest.mark.requirement("D6")
def test_no_days_are_agreed_while_a_guarantee_is_open(office):
    visit = make.make_visit(office)
    make.happen(office, visit, "requested", "2024-05")
    make.happen(office, visit, "accepted", "2025-01")
    make.accept_terms(office, visit, but=[Guarantee.PLACES])
    agreed = {"day": "2026-03", "starts_on": "2026-06-01"}
    for given, by in (("", None), ("no", office.officer)):
        if given:
            acceptances.answer(visit, make.state(), "places", given, "not the camps", by=by)
        with pytest.raises(Refused, match="1 open"):
            make.happen(office, visit, "dates_agreed", **agreed)
    with pytest.raises(Refused, match="mandate-holder"):
        acceptances.answer(
            visit, make.state(), "places", "reserved", "at notice", by=office.officer
        )
    acceptances.answer(visit, make.state(), "places", "reserved", "at notice", by=office.holder)
    make.happen(office, visit, "dates_agreed", **agreed)
    terms = dict(queries.terms_of(visit, make.state()))
    assert (terms[Guarantee.PLACES].answer, terms[Guarantee.STAFF].answer) == ("reserved", "yes")
    assert str(terms[Guarantee.PLACES]) == "XEX places reserved"
    with pytest.raises(IntegrityError, match="has_note"), transaction.atomic():
        TermAnswer.objects.filter(answer="no").update(note="")


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"code": "CHL"}, "does not go"),
        ({"guarantee": "lunch"}, "what stands there"),
        ({"given": "perhaps"}, "what stands there"),
        ({"given": "no"}, "in a note"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(office, stranger, more, why):
    visit = make.make_visit(office)
    given = {"guarantee": "staff", "given": "yes", "code": "XEX", **more}
    args = (visit, make.state(given["code"]), given["guarantee"], given["given"])
    with pytest.raises(Refused, match=why):
        acceptances.answer(*args, by=office.officer)
    with pytest.raises(Refused, match="Only members"):
        acceptances.answer(*args, by=stranger)


@pytest.mark.requirement("R33.2")
def test_a_feasibility_note_of_a_regional_mission_is_sealed_and_saved_anew(office, stranger):
    visit = make.make_visit(office, "XEX", "IND", kind="regional", name="Corridor")
    words = {"sections": {"reasons": "A route.", "decision": "Go, by the mandate-holder."}}
    note = papers.save(visit, "feasibility", words, read=0, by=office.officer)
    again = {"sections": {**words["sections"], "risks": "Few."}}
    papers.save(visit, "feasibility", again, read=1, by=office.second)
    told = document(opened_paper(note), make.held_of(note, office), on=today())
    assert [plain(one.heading) for one in told.body] == [
        "Reasons",
        "Risks",
        "Decision, by whom and when",
    ]
    assert plain(told.front.title) == "Corridor: feasibility note"
    for why, more in (
        ("meanwhile", {"read": 1}),
        ("what stands there", {"kind": "poem"}),
        ("what stands there", {"kind": "report"}),
        ("does not go", {"kind": "report", "country": make.state("CHL")}),
        ("Only members", {"by": stranger}),
    ):
        given = {"kind": "feasibility", "read": 2, "by": office.officer, **more}
        with pytest.raises(Refused, match=why):
            papers.save(visit, given.pop("kind"), words, **given)
    assert list(Paper.objects.visible_to(stranger)) == []
    assert str(note) == f"feasibility {visit.pk}"


@pytest.mark.requirement("R32.3", "R31.1", "R32.4", "D10")
def test_what_a_report_recommends_is_followed_under_the_id_of_its_draft(office, report):
    make.propose(report, office)
    first = make.held_of(report, office).proposals[0]
    make.propose(report, office, "Widen the helpline.", id=first.id, tag="PROGRAMME_CHANGE")
    make.propose(
        report,
        office,
        "Share it.",
        addressees=["un", "states"],
        tag="OTHER",
        programme="",
        for_others=True,
    )
    held = make.held_of(report, office)
    assert [one.text for one in held.proposals] == ["Widen the helpline.", "Share it."]
    told = document(opened_paper(report), held, on=today())
    rows = told.annexes[0].blocks[0].rows
    assert [plain(cell.runs) for cell in rows[1]] == [
        "R1",
        "Government",
        "a change of a programme",
        "Helpline",
        "Widen the helpline.",
    ]
    assert [plain(one.heading) for one in told.body[-1].blocks] == [
        "Government",
        "United Nations entities",
    ]
    assert pdf.write(told).startswith(b"%PDF")
    assert docx.write(told).startswith(b"PK")
    with pytest.raises(Refused, match="mandate-holder"):
        reports.send_advance(report, held, by=office.officer)
    reports.send_advance(report, held, by=office.holder)
    final = reports.finish(report, held, by=office.officer)
    with pytest.raises(Refused, match="symbol"):
        reports.publish(final, held, " ", "en", by=office.holder)
    assert not Recommendation.objects.filter(pk=first.pk).exists()
    reports.publish(opened_paper(final), held, SYMBOL.lower(), "en", by=office.holder)
    born = Recommendation.objects.get(pk=first.pk)
    assert (born.symbol, born.paragraph, born.text) == (SYMBOL.upper(), "R1", "Widen the helpline.")
    assert (born.mechanism, born.states, born.note) == (
        "own_visit",
        ["XEX"],
        "PROGRAMME_CHANGE. Helpline",
    )
    assert UsefulElsewhere.objects.get().recommendation.paragraph == "R2"
    chain = queries.chains_of(make.fresh(report.visit))[0]
    assert chain.status == "reported"
    with pytest.raises(Refused, match="published"):
        make.propose(report, office)


@pytest.mark.requirement("D9")
def test_each_comment_of_the_state_is_decided_and_stands_in_an_annex(office, report):
    with pytest.raises(Refused, match="advance draft"):
        comment(report, office)
    reports.send_advance(report, make.held_of(report, office), by=office.holder)
    comment(report, office)
    open_one = make.held_of(report, office).comments[0]
    with pytest.raises(Refused, match="still open"):
        reports.finish(report, make.held_of(report, office), by=office.officer)
    for why, more in (
        ("Write the comment", {"text": " "}),
        ("why a comment", {"verdict": "rejected"}),
    ):
        with pytest.raises(Refused, match=why):
            comment(report, office, **more)
    decided = Comment(open_one.id, "3", open_one.text, "rejected", "It is of 2026.")
    held = make.held_of(report, office)
    reports.comment(opened_paper(report), held, decided, by=office.officer)
    held = make.held_of(report, office)
    told = document(opened_paper(report), held, on=today())
    assert [plain(cell.runs) for cell in told.annexes[0].blocks[0].rows[1]] == [
        "3",
        "The figure is of 2024.",
        "rejected",
        "It is of 2026.",
    ]
    assert reports.finish(report, held, by=office.officer).state == "final"


def test_what_a_report_lacks_is_said(office, report):
    with pytest.raises(Refused, match="conclusions"):
        reports.send_advance(report, Held.of({}), by=office.holder)
    for why, more in (
        ("text and an addressee", {"text": " "}),
        ("text and an addressee", {"addressees": []}),
        ("what stands there", {"addressees": ["nobody"]}),
        ("what stands there", {"tag": "NONE"}),
        ("Name the programme", {"programme": ""}),
    ):
        with pytest.raises(Refused, match=why):
            make.propose(report, office, **more)
    statement = papers.save(report.visit, "statement", {}, read=0, by=office.officer)
    Paper.objects.filter(pk=statement.pk).update(state="final")
    with pytest.raises(Refused, match="what stands there"):
        reports.publish(opened_paper(statement), Held.of({}), SYMBOL, "en", by=office.holder)
    with pytest.raises(IntegrityError, match="has_symbol"), transaction.atomic():
        Paper.objects.filter(pk=report.pk).update(state="published")
