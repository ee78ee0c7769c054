"""What a published report observes: kept of public letters and States alone, and gone with either."""

from datetime import timedelta

import pytest

from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.publication import visibility
from rapporteur.publication.models import PublishedLetter, PublishedObservation
from rapporteur.reports import actions, observations
from rapporteur.reports.writing import About, Text, about
from tests.factories import reports as make
from tests.factories.cases import make_office
from tests.factories.law import make_country
from tests.factories.publication import make_published, make_published_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    return make_office()


def text_on(*codes, words="Observation: an exercise."):
    marks = "".join(f" [on: {code}]" for code in codes)
    return Text(
        title="T", body=f"# Exerland\n\nA letter was sent.\n\n> {words}{marks}\n(a) a point"
    )


def publish(office, text):
    approved = make.make_approved(office, text)
    return actions.publish(approved, text, read=2, by=office.holder)


def test_a_paragraph_says_what_it_is_about_and_does_not_show_the_mark():
    text = text_on("XEX", "XEX", "ABCD1234")
    assert about(text) == (About("2", "XEX"), About("2", "ABCD1234"))
    above = Text(body="One.\n\n[on: XEX]\n# A heading\nTwo.")
    assert about(above) == (About("2", "XEX"),)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (Text(summary="In short [on: XEX]."), "not before it"),
        (Text(body="# Exerland [on: XEX]\n\nWords."), "stands in no paragraph"),
        (Text(body="[on: XEX]"), "stands in no paragraph"),
    ],
)
def test_a_mark_that_would_be_lost_or_shown_is_refused(text, why):
    with pytest.raises(Refused, match=why):
        about(text)


@pytest.mark.requirement("R31.4")
def test_a_published_report_tells_what_its_paragraphs_are_about_until_it_is_withdrawn(office):
    letter = make_published()
    done = publish(office, text_on(letter.key, "XEX"))
    of_letter, of_state = sorted(visibility.observations(), key=lambda one: one.letter is None)
    assert (of_letter.letter, of_letter.country) == (letter, None)
    assert (of_state.letter, of_state.country_id) == (None, "XEX")
    assert of_letter.words == of_state.words == "Observation: an exercise.\n(a) a point"
    assert str(of_letter) == "A/HRC/61/99, 2"
    assert b"[on:" not in bytes(of_letter.report.akn)
    actions.withdraw(done, words="A mistake.", by=office.holder)
    assert not PublishedObservation.objects.exists()


@pytest.mark.requirement("C12")
@pytest.mark.parametrize("code", ["XXX", "ABCD1234", ""])
def test_nothing_is_about_what_is_not_public(office, code):
    make_published(key="ABCD1234", published_on=today() + timedelta(days=1))
    report = make.make_report(office)
    with pytest.raises(Refused, match="no State and no letter that is public"):
        actions.write(report, text_on(code), read=1, by=office.officer)


@pytest.mark.requirement("C12")
def test_a_report_is_not_published_about_a_letter_that_was_withdrawn_meanwhile(office):
    letter, text = make_published(), text_on("XEX")
    with_letter = text_on(letter.key)
    approved = make.make_approved(office, with_letter)
    PublishedLetter.objects.all().delete()
    assert [one.is_known for one in observations.marked(with_letter)] == [False]
    with pytest.raises(Refused, match="no letter that is public"):
        actions.publish(approved, with_letter, read=2, by=office.holder)
    assert not PublishedObservation.objects.exists()
    assert [one.country.iso3 for one in observations.marked(text)] == ["XEX"]


def test_a_paragraph_without_an_observation_is_not_published(office):
    letter = make_published()
    text = Text(title="T", body=f"> It asks.\n\nObservation: [on: {letter.key}]")
    approved = make.make_approved(office, text)
    with pytest.raises(Refused, match="Paragraph 2 holds no observation yet"):
        actions.publish(approved, text, read=2, by=office.holder)


@pytest.mark.requirement("C12")
def test_what_may_be_seen_waits_for_the_report_and_for_the_letter():
    tomorrow = today() + timedelta(days=1)
    ready, waiting = make_published_report(), make_published_report(key="W", published_on=tomorrow)
    public, not_yet = make_published(), make_published(published_on=tomorrow)
    for report in (ready, waiting):
        for on in ({"letter": public}, {"letter": not_yet}, {"country": make_country()}):
            PublishedObservation.objects.create(report=report, paragraph=1, words="W", **on)
    seen = visibility.observations()
    assert {(one.report, one.letter) for one in seen} == {(ready, public), (ready, None)}
    public.delete()
    assert [one.country_id for one in visibility.observations()] == ["XEX"]
