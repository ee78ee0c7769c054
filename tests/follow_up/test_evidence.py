"""What comes in: from whom, sealed, reviewed by somebody else before it counts."""

from datetime import timedelta

import pytest

from rapporteur.follow_up import sealing
from rapporteur.follow_up.actions import evidence, following
from rapporteur.follow_up.actions.evidence import Finding, Given, Words
from rapporteur.follow_up.models import Assessment, Evidence, Strength
from rapporteur.kernel.clock import today
from rapporteur.kernel.files.taking import Taken
from rapporteur.kernel.files.verdicts import Form
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.repeating import Repeated
from tests.factories.cases import make_office
from tests.factories.communications import make_mission, opened
from tests.factories.follow_up import count, make_evidence, make_following
from tests.factories.people import make_account

pytestmark = pytest.mark.django_db
FILE = Taken(b"%PDF-1.7 made up", Form.PDF, 2)


@pytest.mark.requirement("R35.4")
def test_what_comes_in_waits_for_a_review_and_changes_no_assessment(office):
    item = make_evidence(office, make_following(office))
    assert (item.state, item.is_reviewed) == ("received", False)
    assert not Assessment.objects.exists()
    done = count(office, item)
    assert (done.state, done.reviews.get().strength_id) == ("counted", "NGO_CHILD_REPORT")
    assert not Assessment.objects.exists()


@pytest.mark.requirement("R35.4")
def test_who_brought_it_in_does_not_review_it(office):
    item = make_evidence(office, make_following(office))
    with pytest.raises(Refused, match="another member"):
        count(office, item, by=office.officer)


@pytest.mark.requirement("E6")
def test_words_name_and_file_are_sealed_with_their_hash(office):
    item = make_evidence(office, make_following(office), "Confidential words", file=FILE)
    told = opened(item.sealed, office)
    assert told["text"] == "Confidential words"
    assert told["issuer"] == "Children First, Exerland"
    assert len(told["sha256"]) == 64
    stored = str(list(Evidence.objects.values()))
    assert "Confidential" not in stored
    assert "Children First" not in stored
    assert (item.form, item.parts) == ("pdf", 2)


@pytest.mark.requirement("E6")
def test_what_points_to_the_web_counts_with_a_stored_copy_only(office):
    one = make_following(office)
    bare = make_evidence(office, one, link="https://exercise.invalid/law")
    with pytest.raises(Refused, match="copy as a file"):
        count(office, bare)
    kept = make_evidence(office, one, link="https://exercise.invalid/law", file=FILE)
    assert count(office, kept, "LAW").state == "counted"


@pytest.mark.requirement("R35.4")
def test_a_mission_reports_on_its_state_in_its_own_name(office):
    one = make_following(office)
    officer, ring = make_mission(office)
    given = Given("ngo", "desk_only")  # what it claims to be does not matter
    item = evidence.bring_in(one, Words("We enacted it"), given, by=officer)
    assert (item.voice, item.attribution, item.by_mission) == ("government", "named", True)
    group = sealing.mission_group("XEX")
    assert opened(item.sealed, office, ring, group)["text"] == "We enacted it"
    with pytest.raises(Refused, match="nothing to ask"):
        evidence.confirm(item, "desk_only", by=office.officer)


def test_nobody_else_reports(office):
    one = make_following(office)
    with pytest.raises(Refused, match="Only the Permanent Mission"):
        evidence.bring_in(one, Words("a"), Given("government"), by=make_account("missions"))
    with pytest.raises(Refused, match="Only members"):
        make_evidence(office, one, by=make_office("EDUCATION").officer)
    officer, _ring = make_mission(office)
    closed = following.close(one, why="carried out", by=office.officer)
    with pytest.raises(Refused, match="no longer followed"):
        evidence.bring_in(closed, Words("a"), Given("government"), by=officer)


def test_an_empty_report_one_of_a_day_to_come_and_one_sent_twice_are_refused(office):
    one = make_following(office)
    with pytest.raises(Refused, match="Write what was done"):
        make_evidence(office, one, " ")
    with pytest.raises(Refused, match="day to come"):
        make_evidence(office, one, received_on=today() + timedelta(days=1))
    once, words = new_id(), Words("a")
    evidence.bring_in(one, words, Given("un"), by=office.officer, once=once)
    with pytest.raises(Repeated):
        evidence.bring_in(one, words, Given("un"), by=office.officer, once=once)


def test_a_desk_without_a_key_takes_nothing(office):
    one = make_following(office)
    office.desk.recipient = None
    office.desk.save()
    with pytest.raises(Refused, match="no key yet"):
        make_evidence(office, one)


def test_a_review_gives_reason_kind_and_what_it_shows(office):
    item = make_evidence(office, make_following(office))
    press = Strength.objects.get(pk="PRESS")
    for found, counts, why in (
        (Finding(" "), False, "reason"),
        (Finding("read", None, "It says so."), True, "what kind"),
        (Finding("read", press, " "), True, "what kind"),
        (Finding("read", press, "It says so.", credit="A name"), True, "not to be named"),
    ):
        with pytest.raises(Refused, match=why):
            evidence.review(item, found, counts=counts, by=office.second)


@pytest.mark.requirement("E9")
def test_a_review_can_be_revised_and_all_of_them_stay(office):
    item = count(office, make_evidence(office, make_following(office)))
    aside = evidence.review(item, Finding("it was withdrawn"), counts=False, by=office.second)
    assert aside.state == "aside"
    assert list(aside.reviews.values_list("number", "counts")) == [(1, True), (2, False)]


@pytest.mark.requirement("E8")
def test_whoever_gave_it_is_asked_again_and_may_choose_anew(office):
    item = make_evidence(office, make_following(office))
    evidence.confirm(item, "named", by=office.officer)
    item.refresh_from_db()
    assert item.attribution == "named"
    assert count(office, item, credit="Children First").reviews.get().credit == "Children First"
    with pytest.raises(Refused, match="Only members"):
        evidence.confirm(item, "named", by=make_office("EDUCATION").officer)
