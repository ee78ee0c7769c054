"""What partners brought through their door is taken over as evidence, as whom they choose to be."""

import pytest

from rapporteur.follow_up import sealing
from rapporteur.follow_up.actions import contributions
from rapporteur.follow_up.models import Assessment
from rapporteur.kernel.files.taking import Taken
from rapporteur.kernel.files.verdicts import Form
from rapporteur.kernel.refusals import Refused
from rapporteur.partners import actions as partners
from tests.factories.cases import make_office
from tests.factories.follow_up import count, make_following, make_recommendation
from tests.factories.partners import make_ask, make_partner, make_progress

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.requirement("R35.4", "E8")]


@pytest.fixture
def office(committed, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    return make_office()


def brought(office, one, kinds=("ngo",), **more):
    partner = make_partner(office, kinds=list(kinds))
    asked = make_ask(office, subject=one.recommendation_id)
    return partner, make_progress(partner, asked, text="Nothing changed", **more)


def test_words_file_and_attribution_are_taken_over_and_any_member_reviews(office):
    one = make_following(office)
    file = Taken(b"%PDF-1.7 made up", Form.PDF, 1)
    _partner, given = brought(office, one, attribution="by_kind", evidence="A survey", file=file)
    item = contributions.take_over(one, given, office.keyring, by=office.officer)
    assert (item.voice, item.attribution, item.contribution) == ("ngo", "by_kind", given.pk)
    by = str(office.officer.pk)
    assert sealing.words_of(item, office.keyring, by=by)["text"] == "Nothing changed\n\nA survey"
    assert sealing.file_of(item, office.keyring, by=by) == file.data
    assert count(office, item, "SURVEY", by=office.officer).state == "counted"
    assert not Assessment.objects.exists()
    with pytest.raises(Refused, match="taken over already"):
        contributions.take_over(one, given, office.keyring, by=office.officer)


@pytest.mark.parametrize(
    ("kinds", "voice"),
    [(["academic", "children"], "children"), (["unct"], "un"), (["media"], "other")],
)
def test_the_kind_of_an_organization_says_whose_voice_it_is(office, kinds, voice):
    one = make_following(office)
    _partner, given = brought(office, one, kinds)
    assert contributions.voice_of(given) == voice


def test_what_is_of_another_recommendation_or_taken_back_is_not_taken_over(office):
    one, other = make_following(office), make_following(office, make_recommendation("Exercise: b"))
    partner, given = brought(office, one)
    with pytest.raises(Refused, match="another recommendation"):
        contributions.take_over(other, given, office.keyring, by=office.officer)
    back = partners.withdraw(given, by=partner.account)
    with pytest.raises(Refused, match="took it back"):
        contributions.take_over(one, back, office.keyring, by=office.officer)
