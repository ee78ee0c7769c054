"""Terms and papers of a visit as pages, up to a published report."""

import pytest
from django.urls import reverse

from rapporteur.recommendations.models import Recommendation
from rapporteur.visits.cycles.models import Paper
from tests.factories import visits as make
from tests.factories.canaries import found

pytestmark = pytest.mark.usefixtures("committed")
CANARY = "zyxquorum-report"


def test_a_report_goes_from_draft_to_published(at_work, beside):
    holder = beside("mandate_holder")
    visit = make.make_visited(at_work.office)
    terms = reverse("visits_terms", args=[visit.pk, "XEX"])
    assert at_work.post(terms, {"guarantee": "staff", "given": "yes"}).status_code == 302
    page = at_work.post(terms, {"guarantee": "staff", "given": "no"}).content.decode()
    assert "Say in a note" in page
    write = reverse("visits_report_write", args=[visit.pk, "XEX", "report"])
    assert at_work.post(write, {"conclusions": CANARY, "read": "0"}).status_code == 302
    assert "meanwhile" in at_work.post(write, {"conclusions": "x", "read": "0"}).content.decode()
    paper = Paper.objects.get()
    assert found(CANARY) == []
    assert CANARY in at_work.get(write).content.decode()
    proposal = reverse("visits_proposal", args=[paper.pk])
    given = {"read": "1", "text": "<b>Set up</b> a helpline.", "addressees": ["government"]}
    given |= {"tag": "PROGRAMME_NEW", "programme": "Helpline"}
    assert at_work.post(proposal, given).status_code == 302
    page = at_work.get(paper.get_absolute_url()).content.decode()
    assert "&lt;b&gt;Set up&lt;/b&gt;" in page
    change = page.split(f"/papers/{paper.pk}/proposal/")[2].split("/")[0]
    address = reverse("visits_proposal_change", args=[paper.pk, change])
    assert "Helpline" in at_work.get(address).content.decode()
    step = reverse("visits_report_step", args=[paper.pk, "advance"])
    assert "1 paragraph has neither a source" in holder.post(step).content.decode()
    assert give_sources(at_work, paper) == 7
    assert "Only the mandate-holder" in at_work.post(step).content.decode()
    assert holder.post(step).status_code == 302
    comment = reverse("visits_comment", args=[paper.pk])
    noted = {"read": "7", "text": "A remark.", "verdict": "accepted"}
    assert at_work.post(comment, noted).status_code == 302
    assert "A remark." in at_work.get(paper.get_absolute_url()).content.decode()
    assert at_work.post(step.replace("advance", "finish")).status_code == 302
    publish = step.replace("advance", "publish")
    page = holder.post(publish, {"language": "en"}).content.decode()
    assert "Give the symbol" in page
    assert holder.post(publish, {"symbol": "A/HRC/99/9", "language": "en"}).status_code == 302
    assert Recommendation.objects.filter(symbol="A/HRC/99/9").count() == 1
    page = at_work.get(visit.get_absolute_url()).content.decode()
    assert "report published" in page
    again = {"kind": "follow_up", "states": ["XEX"], "follows": str(visit.pk)}
    page = at_work.post(reverse("visits_new"), again, follow=True).content.decode()
    assert "not followed yet" in page
    assert page.count(visit.get_absolute_url()) == 2
    for form, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        file = at_work.get(reverse("visits_paper_file", args=[paper.pk, form]))
        assert file.content.startswith(start)


def give_sources(client, paper):
    """Give a source, tie it to other words, take one away; return the version of the report."""
    address = reverse("visits_sources", args=[paper.pk])
    assert "missing" in client.get(address).content.decode()
    typed = {"do": "add", "read": "2", "number": "1", "kind": "ngo", "what": "<i>code 7</i>"}
    assert "what stands there" not in client.post(address, typed, follow=True).content.decode()
    page = client.post(address, {**typed, "read": "3", "kind": "law"}, follow=True).content.decode()
    assert "&lt;i&gt;code 7&lt;/i&gt;" in page
    assert "neither a source" not in page
    key = page.split('name="key" value="')[1].split('"')[0]
    assert client.post(address, {"do": "remove", "read": "4", "key": key}).status_code == 302
    again = {"do": "remove", "read": "5", "key": key}
    assert "There is no such source." in client.post(address, again).content.decode()
    write = reverse("visits_report_write", args=[paper.visit_id, "XEX", "report"])
    client.post(write, {"conclusions": f"{CANARY} anew", "read": "5"})
    page = client.get(address).content.decode()
    assert "These speak for words" in page
    key = page.split('name="key" value="')[1].split('"')[0]
    tie = {"do": "tie", "read": "6", "number": "1"}
    assert client.post(address, {**tie, "key": "none"}).status_code == 404
    assert client.post(address, {**tie, "key": key}).status_code == 302
    return Paper.objects.get(pk=paper.pk).version


def test_what_is_not_there_is_404(at_work):
    visit = make.make_visit(at_work.office)
    paper = make.make_report(at_work.office, visit)
    note = reverse("visits_paper_write", args=[visit.pk, "feasibility"])
    assert at_work.post(note, {"reasons": "A route.", "read": "0"}).status_code == 302
    statement = Paper.objects.get(kind="feasibility")
    missing = (
        ("visits_sources", [statement.pk]),
        ("visits_paper_write", [visit.pk, "poem"]),
        ("visits_paper_write", [visit.pk, "report"]),
        ("visits_report_write", [visit.pk, "CHL", "report"]),
        ("visits_paper_file", [paper.pk, "txt"]),
        ("visits_proposal_change", [paper.pk, "none"]),
        ("visits_comment_change", [paper.pk, "none"]),
        ("visits_report_step", [paper.pk, "burn"]),
    )
    assert {at_work.get(reverse(name, args=args)).status_code for name, args in missing} == {404}
