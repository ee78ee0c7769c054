"""The programme: what is wrong is told, what is official names nobody, everyone met is asked after."""

from datetime import date

import pytest
from icalendar import Calendar

from rapporteur.documents.tree import plain
from rapporteur.documents.writers import docx
from rapporteur.kernel.refusals import Refused
from rapporteur.visits.cycles.models import AfterCheck, Paper
from rapporteur.visits.cycles.programmes import actions, sharing
from rapporteur.visits.cycles.programmes.actions import Programme
from rapporteur.visits.cycles.programmes.meetings import Meeting, Person, doubts, genders, leaks
from rapporteur.visits.cycles.programmes.plans import Safeguard
from tests.factories import visits as make
from tests.factories.communications import opened

pytestmark = pytest.mark.django_db
SOURCE = Person("3f2c1b7e-0000-4000-8000-000000000001", "Ana Zyxquorum", "witness", "woman")


def meeting(key="", start="09:00", end="10:00", **more):
    given = {"place": "Capital", "counterpart": "Ministry of Justice", "standing": "official"}
    return Meeting(key, "2026-06-01", start, end, **{**given, **more})


def hidden(key="", start="11:00", end="12:00", **more):
    given = {"standing": "confidential", "counterpart": "A shelter", "people": [SOURCE]}
    return meeting(key, start, end, **{**given, **more})


def kept(visit, office):
    paper = Paper.objects.whole().get(visit=visit, kind="programme")
    words = opened(paper.record.versions.get(number=paper.version), office)
    return paper, Programme.of(words)


def put(visit, office, one, *, by=None):
    found = Paper.objects.filter(visit=visit, kind="programme").exists()
    paper, programme = kept(visit, office) if found else (None, Programme())
    read = paper.version if paper else 0
    return actions.put(make.fresh(visit), programme, one, read=read, by=by or office.officer)


@pytest.mark.requirement("D3")
def test_a_clash_a_hurry_a_language_and_a_missing_plan_are_told():
    found = doubts(
        [
            meeting("1"),
            meeting("2", "09:30", "09:45"),
            meeting("3", "10:10", "11:00", travel=30),
            meeting("4", "12:00", "13:00", language="Khmer"),
            meeting("5", "13:00", "14:00", language="khmer", interpreter="A. Person"),
            meeting("6", "14:00", "15:00", language="ENGLISH", children=True),
        ],
        ["English"],
        plan=False,
    )
    assert {key: [said.split()[-1] for said in told] for key, told in found.items()} == {
        "2": ["before."],
        "3": ["before."],
        "4": ["named."],
        "6": ["whole."],
    }
    assert "clashes" in found["2"][0]
    assert "too little time" in found["3"][0]
    assert doubts([meeting("6", children=True)], [], plan=True) == {}
    assert genders([hidden("1"), hidden("2")]) == [("woman", 1)]


@pytest.mark.requirement("D5")
def test_a_protected_name_is_found_however_it_is_written():
    guarded = [hidden("1", interpreter="B. Person"), meeting("2")]
    for text in (
        "with ANA ZYXQUORUM",
        "Zyxquorum, A.",
        "ána  zyxquórum",
        "at a shelter",
        "b person",
    ):
        assert leaks(text, guarded), text
    assert leaks("Ministry of Justice, Capital", guarded) == []


@pytest.mark.requirement("D4", "D5", "R33.1")
def test_the_official_programme_names_offices_of_official_meetings_and_nobody(office):
    visit = make.make_visit(office, "XEX", "IND", kind="regional", name="Corridor")
    put(visit, office, meeting(people=[Person("x", "Carla Qzminister")], note="ask her"))
    put(visit, office, hidden())
    paper, programme = kept(visit, office)
    told = sharing.document(paper, programme)
    rows = [[plain(cell.runs) for cell in row] for row in told.body[0].rows]
    assert rows[1:] == [["1 June 2026", "09:00–10:00", "Capital", "Ministry of Justice"]]
    body = sharing.calendar(paper, programme, "Asia/Bangkok", "localhost")
    events = Calendar.from_ical(body).walk("VEVENT")
    assert [str(one["summary"]) for one in events] == ["Ministry of Justice"]
    assert events[0]["dtstart"].dt.isoformat() == "2026-06-01T02:00:00+00:00"
    for shared in (docx.write(told), body):
        for name in (b"Zyxquorum", b"Qzminister", b"shelter", b"ask her"):
            assert name not in shared
    assert [line["act"] for line in programme.log] == ["added", "added"]


@pytest.mark.requirement("D5")
def test_a_programme_that_would_show_a_protected_name_is_neither_kept_nor_shared(office):
    visit = make.make_visit(office)
    put(visit, office, hidden())
    with pytest.raises(Refused, match="someone who is protected"):
        put(visit, office, meeting(counterpart="Ministry, Ms. Zyxquorum"))
    paper, _programme = kept(visit, office)
    forged = Programme(meetings=(hidden("1"), meeting("2", counterpart="Zyxquorum")))
    for share in (
        lambda: sharing.document(paper, forged),
        lambda: sharing.calendar(paper, forged, "UTC", "localhost"),
    ):
        with pytest.raises(Refused, match="must not be shared"):
            share()


def test_a_meeting_is_changed_taken_out_and_the_plan_ticked(office):
    visit = make.make_visit(office)
    put(visit, office, meeting())
    _paper, programme = kept(visit, office)
    key = programme.meetings[0].id
    put(visit, office, meeting(key, "10:00", "11:00"))
    with pytest.raises(Refused, match="ends after"):
        put(visit, office, meeting(key, "10:00", "10:00"))
    paper, programme = kept(visit, office)
    with pytest.raises(Refused, match="not there"):
        actions.take_out(visit, programme, "none", read=2, by=office.officer)
    with pytest.raises(Refused, match="meanwhile"):
        actions.take_out(visit, programme, key, read=1, by=office.officer)
    actions.take_out(visit, programme, key, read=paper.version, by=office.officer)
    paper, programme = kept(visit, office)
    with pytest.raises(Refused, match="what stands there"):
        actions.prepare(visit, programme, [], ["luck"], read=3, by=office.officer)
    actions.prepare(visit, programme, ["English"], Safeguard.values, read=3, by=office.officer)
    paper, programme = kept(visit, office)
    assert (programme.meetings, programme.plan_is_whole) == ((), True)
    assert [line["act"] for line in programme.log] == ["added", "changed", "removed", "changed"]


@pytest.mark.requirement("D12")
def test_whoever_was_met_is_asked_after_unless_they_asked_not_to_be(office, stranger):
    visit = make.make_visit(office)
    other = Person("3f2c1b7e-0000-4000-8000-000000000002", "B. Person", checked=False)
    programme = Programme(meetings=(hidden("1", people=[SOURCE, other]), hidden("2")))
    with pytest.raises(Refused, match="Only members"):
        actions.plan_checks(visit, programme, by=stranger)
    assert actions.plan_checks(visit, programme, by=office.officer) == 1
    assert actions.plan_checks(visit, programme, by=office.officer) == 0
    check = AfterCheck.objects.get()
    assert check.due_on > date(2026, 1, 1)
    assert str(check.person) == SOURCE.id == str(check)
    with pytest.raises(Refused, match="reprisals"):
        actions.checked(check, by=office.officer)
    with pytest.raises(Refused, match="Only members"):
        actions.checked(check, by=stranger)
    assert actions.checked(check, by=office.second).by == office.second
