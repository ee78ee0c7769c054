"""A follow-up report: three voices side by side, honouring who wants to be named, read by two."""

from datetime import timedelta

import pytest

from rapporteur.documents.tree import paragraphs, plain
from rapporteur.documents.writers import docx
from rapporteur.follow_up import reporting
from rapporteur.follow_up.actions import commitments, evidence
from rapporteur.follow_up.actions import reporting as acts
from rapporteur.follow_up.actions.evidence import Given, Words
from rapporteur.follow_up.papers import paper
from rapporteur.follow_up.reporting import Body
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from tests.factories.cases import make_office
from tests.factories.communications import make_mission
from tests.factories.follow_up import (
    assess,
    count,
    make_evidence,
    make_following,
    make_recommendation,
    promise,
    release,
)
from tests.factories.law import make_country

pytestmark = pytest.mark.django_db


@pytest.fixture
def followed(office):
    """Return something with counted words of the Government, an NHRI, an NGO, and one for the desk."""
    one = make_following(office)
    officer, _ring = make_mission(office)
    said = evidence.bring_in(one, Words("We enacted it"), Given("government"), by=officer)
    count(office, said, "LAW", summary="The Government enacted a law.")
    named = make_evidence(office, one, voice="nhri", attribution="named")
    count(office, named, "NHRI_UN_REPORT", summary="The law has gaps.", credit="NHRI of Exerland")
    unnamed = make_evidence(office, one, voice="ngo", attribution="by_kind")
    unnamed = count(office, unnamed, summary="Courts do not apply it.", limits="two districts only")
    secret = make_evidence(office, one, voice="ngo", attribution="desk_only")
    count(office, secret, summary="Known to the desk alone.")
    make_evidence(office, one, voice="children", attribution="by_kind")  # nobody reviewed it
    assess(office, one, [unnamed])
    assess(office, one, mark="INTERNAL/FULL", kind="state", source="its report", view="")
    commitments.write_down(one, promise(), by=office.officer)
    one.said, one.named, one.unnamed = said, named, unnamed
    return one


def prepare(office, **more):
    given = {"language": "en", "by": office.officer, **more}
    return acts.prepare(office.desk, make_country("XEX"), **given)


def told(report):
    (entry,) = Body.of(report.body).entries
    return {
        name: [(one.who, one.summary) for one in lines] for name, lines in entry.columns.items()
    }


@pytest.mark.requirement("R35.3")
def test_three_inputs_stand_beside_the_view_of_the_mandate_and_the_evidence(office, followed):
    report = prepare(office)
    assert told(report) == {
        "government": [("Government", "The Government enacted a law.")],
        "un": [("NHRI of Exerland", "The law has gaps.")],
        "ngo": [("non-governmental organization", "Courts do not apply it.")],
    }
    (entry,) = Body.of(report.body).entries
    assert [(one.grade, one.view) for one in entry.mandate] == [
        ("partly implemented", "The law is not in force yet.")
    ]
    assert [(one.who, one.grade) for one in entry.others] == [("the State itself", "implemented")]
    assert "Ministry of Justice of Exerland; March 2027; planned" in entry.commitments[0]
    assert "Known to the desk alone" not in str(report.body)
    assert "Children First" not in str(report.body)


@pytest.mark.requirement("E10")
def test_each_figure_says_how_it_is_counted(office, followed):
    make_following(office, make_recommendation("Exercise: another"))
    figures = {one.label: one for one in Body.of(prepare(office).body).figures}
    values = {label: one.value for label, one in figures.items()}
    assert values == {
        "Recommendations followed": 2,
        "Told of by the Government": 1,
        "Told of by the United Nations or a national human rights institution": 1,
        "Told of by organizations, children or others": 1,
        "Assessed by the mandate: partly implemented": 1,
        "Not assessed by the mandate": 1,
        "Commitments of the State": 1,
    }
    assert all(one.counted and one.filters for one in figures.values())


@pytest.mark.requirement("R25.2")
def test_the_table_of_sectors_and_pillars_has_no_gap(office, followed):
    assert Body.of(prepare(office).body).matrix == [
        [
            "",
            "prevention",
            "rehabilitation and reintegration",
            "promotion of the rights of the child",
        ],
        ["justice and police", "1", "0", "0"],
    ]


@pytest.mark.requirement("R35.3", "E10")
def test_the_document_says_what_the_page_says_in_its_language(office, followed):
    report = prepare(office, language="fr", introduction="Le Gouvernement a coopéré.")
    document = paper(Body.of(report.body), report.introduction)
    words = "\n".join(plain(one.runs) for one in paragraphs(document.body))
    assert "Le Gouvernement a coopéré." in words
    assert "The law is not in force yet." in words
    assert docx.write(document).startswith(b"PK")
    assert document.front.language == "fr"
    empty = paper(reporting.build(office.desk, make_country("XQQ"), language="zh-hans", on=today()))
    assert empty.front.language == "zh"


@pytest.mark.requirement("E9")
def test_a_report_of_a_past_day_tells_what_was_known_then(office, followed):
    type(followed).objects.update(begun_on=today() - timedelta(days=9))
    report = prepare(office, on=today() - timedelta(days=1))
    assert set(map(len, told(report).values())) == {0}
    with pytest.raises(Refused, match="not how they will"):
        prepare(office, on=today() + timedelta(days=1))


def approved(office, report):
    acts.hand_up(report, by=office.officer)
    return acts.approve(report, by=office.second)


def shown(office, report):
    day = today() - timedelta(days=1)
    acts.show_to_state(report, shown_on=day, comments_until=day, by=office.officer)


@pytest.mark.requirement("R35.3")
def test_it_is_approved_by_another_and_published_after_the_state_could_comment(office, followed):
    report = prepare(office)
    with pytest.raises(Refused, match="handed up"):
        shown(office, report)
    acts.hand_up(report, by=office.officer)
    with pytest.raises(Refused, match="did not prepare it"):
        acts.approve(report, by=office.officer)
    acts.approve(report, by=office.second)
    with pytest.raises(Refused, match="was not shown it"):
        release(office, report)
    shown(office, report)
    with pytest.raises(Refused, match="asked again"):
        release(office, report)
    evidence.confirm(followed.named, "named", by=office.officer)
    evidence.confirm(followed.unnamed, "by_kind", by=office.officer)
    published = release(office, report)
    assert (published.state, published.published_by) == ("published", office.holder)
    assert told(published) == told(report)


@pytest.mark.requirement("E8")
def test_whoever_changed_their_mind_stands_as_they_wish_now(office, followed):
    report = prepare(office)
    approved(office, report)
    shown(office, report)
    evidence.confirm(followed.named, "by_kind", by=office.officer)
    evidence.confirm(followed.unnamed, "desk_only", by=office.officer)
    published = release(office, report)
    assert told(published)["un"] == [("national human rights institution", "The law has gaps.")]
    assert told(published)["ngo"] == []


def test_a_report_is_renewed_handed_back_and_withdrawn(office, followed):
    report = prepare(office)
    acts.renew(report, introduction="Anew.", by=office.officer)
    approved(office, report)
    with pytest.raises(Refused, match="take it back first"):
        acts.renew(report, introduction="", by=office.officer)
    back = acts.hand_back(report, by=office.second)
    assert (back.state, back.approved_by, back.introduction) == ("draft", None, "Anew.")
    approved(office, report)
    shown(office, report)
    for item in (followed.named, followed.unnamed):
        evidence.confirm(item, "by_kind", by=office.officer)
    release(office, report)
    with pytest.raises(Refused, match="reason"):
        acts.withdraw(report, why=" ", by=office.officer)
    assert acts.withdraw(report, why="an error", by=office.officer).state == "withdrawn"


def test_days_of_comments_lie_in_order(office, followed):
    report = prepare(office)
    acts.hand_up(report, by=office.officer)
    given = {"comments_until": today() + timedelta(days=9), "by": office.officer}
    yesterday, tomorrow = (today() + timedelta(days=days) for days in (-1, 1))
    with pytest.raises(Refused, match="a later one"):
        acts.show_to_state(report, **{**given, "comments_until": yesterday})
    with pytest.raises(Refused, match="a later one"):
        acts.show_to_state(report, **given, shown_on=tomorrow)


def test_nothing_is_handed_up_that_says_nothing_and_nobody_else_works_on_it(office):
    report = prepare(office)
    with pytest.raises(Refused, match="nothing to report"):
        acts.hand_up(report, by=office.officer)
    other = make_office("EDUCATION").officer
    for act in (
        lambda: prepare(office, by=other),
        lambda: acts.renew(report, introduction="", by=other),
        lambda: acts.hand_up(report, by=other),
        lambda: acts.show_to_state(report, comments_until=today(), by=other),
        lambda: acts.ask_again(report, by=other),
    ):
        with pytest.raises(Refused, match="Only members of its desk"):
            act()


def test_what_was_not_reviewed_is_never_told(office, followed):
    (waiting,) = followed.evidence.to_review()
    with pytest.raises(ValueError, match="not reviewed"):
        reporting.line_of(reporting.Item(waiting, None))


@pytest.mark.requirement("R35.3")
def test_a_report_asks_as_much_for_three_as_for_one(
    office, followed, django_assert_max_num_queries
):
    for text in "ab":
        make_following(office, make_recommendation(f"Exercise: {text}"))
    with django_assert_max_num_queries(14):
        reporting.build(office.desk, make_country("XEX"), language="en", on=today())
