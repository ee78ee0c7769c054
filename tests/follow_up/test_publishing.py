"""What of a follow-up report becomes public, and what of it never does."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from rapporteur.documents.writers import akn, docx
from rapporteur.follow_up import publishing
from rapporteur.follow_up.actions import commitments, evidence
from rapporteur.follow_up.actions import reporting as acts
from rapporteur.follow_up.actions.evidence import Finding
from rapporteur.follow_up.reporting import Entry, Graded
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.publication import follow_ups, visibility
from rapporteur.publication.models import PublishedFollowUp
from rapporteur.recommendations.models import Recommendation
from tests.factories.follow_up import (
    approve,
    assess,
    count,
    make_evidence,
    make_following,
    make_recommendation,
    promise,
    release,
)
from tests.factories.law import make_country

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R35.3")]
NGO = "Children First, Exerland"


@pytest.fixture
def followed(office):
    """Return something with counted words of an NGO that was named so far, and grades of all kinds."""
    one = make_following(office)
    item = make_evidence(office, one, attribution="named")
    one.item = count(office, item, summary="Courts do not apply it.", credit=NGO)
    assess(office, one, [one.item])
    assess(office, one, mark="INTERNAL/FULL", kind="state", source="its letter", view="")
    commitments.write_down(one, promise(), by=office.officer)
    return one


def prepare(office, **more):
    given = {"language": "en", "by": office.officer, **more}
    return approve(office, acts.prepare(office.desk, make_country("XEX"), **given))


def public_one():
    return PublishedFollowUp.objects.get()


@pytest.mark.requirement("R35.4", "E8")
def test_an_organization_that_asked_not_to_be_named_is_in_no_form_of_the_file(office, followed):
    report = prepare(office)
    evidence.confirm(followed.item, "by_kind", by=office.officer)
    done = release(office, report)
    public = public_one()
    data = json.dumps(follow_ups.as_data(public))
    document = follow_ups.document(public, {"en": "Exerland"})
    written = akn.write(document).decode()
    for told in (data, written):
        assert "non-governmental organization" in told
        assert "Courts do not apply it." in told
        assert "Children First" not in told
    with ZipFile(BytesIO(docx.write(document))) as package:
        assert "Children First" not in package.read("word/document.xml").decode()
    assert NGO not in json.dumps(done.body)


def test_a_name_that_nobody_agreed_to_stands_in_no_text_either(office, followed):
    report = prepare(office, introduction="We thank children FIRST, Exerland.")
    evidence.confirm(followed.item, "by_kind", by=office.officer)
    with pytest.raises(Refused, match="still stands in it"):
        release(office, report)
    assert not PublishedFollowUp.objects.exists()


@pytest.mark.requirement("R35.4", "E8")
@pytest.mark.parametrize("how", ["desk_only", "aside"])
def test_whose_words_are_not_in_it_is_named_in_no_text(office, followed, how):
    if how == "aside":
        evidence.review(followed.item, Finding("a mistake"), counts=False, by=office.second)
    else:
        evidence.confirm(followed.item, "desk_only", by=office.officer)
    report = prepare(office, introduction=f"We thank {NGO}.")
    assert report.to_ask == set()
    with pytest.raises(Refused, match="still stands in it"):
        release(office, report)


def test_who_agreed_to_be_named_for_one_thing_may_stand_in_a_text(office, followed):
    another = make_following(office, make_recommendation("Exercise: another"))
    other = count(office, make_evidence(office, another, attribution="named"), credit=NGO)
    evidence.confirm(other, "desk_only", by=office.officer)
    report = prepare(office, introduction=f"We thank {NGO}.")
    evidence.confirm(followed.item, "named", by=office.officer)
    assert release(office, report).published_key


def test_it_tells_no_id_no_figure_no_commitment_and_no_grade_that_a_body_did_not_give(
    office, followed
):
    report = prepare(office)
    evidence.confirm(followed.item, "named", by=office.officer)
    release(office, report)
    public = public_one()
    (entry,) = public.body["recommendations"]
    assert [one["who"] for one in entry["voices"]["ngo"]] == [NGO]
    assert [one["grade"] for one in entry["mandate"]] == ["partly implemented"]
    assert entry["bodies"] == []
    told = json.dumps(follow_ups.as_data(public))
    for word in (
        *(str(followed.pk), str(followed.item.pk), str(report.pk), "its letter"),
        *("Ministry of Justice", "Put the law into force", "country=XEX", "read with its annex"),
    ):
        assert word not in told


def test_what_counts_no_more_and_what_is_not_public_is_left_out(office, followed):
    secret = make_recommendation("Exercise: of a letter", mechanism="own_communication")
    make_following(office, secret)
    report = prepare(office)
    evidence.confirm(followed.item, "named", by=office.officer)
    seen = acts.copy_of(report).mark
    evidence.review(followed.item, Finding("a mistake"), counts=False, by=office.second)
    with pytest.raises(Refused, match="changed meanwhile"):
        acts.publish(report, seen=seen, by=office.holder)
    done = release(office, report)
    (entry,) = public_one().body["recommendations"]
    assert entry["voices"]["ngo"] == []
    assert "Exercise: of a letter" not in json.dumps(public_one().body)
    assert "Courts do not apply it." not in json.dumps(done.body)


def test_nothing_is_released_where_no_recommendation_is_public(office, followed):
    Recommendation.objects.update(mechanism="own_communication")
    report = prepare(office)
    evidence.confirm(followed.item, "named", by=office.officer)
    with pytest.raises(Refused, match="No public document"):
        release(office, report)


def test_a_second_person_releases_it_from_a_day_and_it_can_be_withdrawn(office, followed):
    report = prepare(office)
    evidence.confirm(followed.item, "named", by=office.officer)
    with pytest.raises(Refused, match="someone who did not prepare it"):
        release(office, report, by=office.officer)
    with pytest.raises(Refused, match="a later day"):
        release(office, report, on=today() - timedelta(days=1))
    done = release(office, report, on=today() + timedelta(days=1))
    assert (done.published_key, done.published_by) == (public_one().key, office.holder)
    assert not visibility.follow_ups().exists()
    PublishedFollowUp.objects.update(published_on=today())
    assert follow_ups.one(done.published_key)
    acts.withdraw(done, why="an error", by=office.officer)
    assert not PublishedFollowUp.objects.exists()


@pytest.mark.parametrize("source", ["", "CRC/C/XEX/CO/9, para. 4"])
def test_a_grade_of_a_treaty_body_stands_with_its_document_or_not_at_all(source):
    grade = Graded("CRC", "a scale", "A", "2025", "words of the desk", source, "treaty_body")
    entry = Entry(
        "1", "r", "m", "t", "en", {"government": [], "un": [], "ngo": []}, [], [grade], []
    )
    told = publishing.entry_of(entry)["bodies"]
    assert [one["who"] for one in told] == (["CRC"] if source else [])
    assert "words of the desk" not in str(told)


def test_a_copy_asks_as_often_for_many(office, followed, django_assert_num_queries):
    report = prepare(office)
    for number in range(3):
        another = make_following(office, make_recommendation(f"Exercise: another {number}"))
        count(office, make_evidence(office, another))
    many = prepare(office)
    for one in (report, many):
        with django_assert_num_queries(4):  # no partner is among them
            acts.copy_of(one)
