"""The legal annex: proposed, settled, confirmed; what is not known is never printed."""

from datetime import timedelta

import pytest

from rapporteur.communications.actions import annexing
from rapporteur.communications.models import AnnexLine
from rapporteur.communications.queries import lines_of
from rapporteur.communications.renditions import rendition
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.law.models import Provision, TreatyAction
from tests.factories.communications import (
    confirm,
    make_approved,
    make_letter,
    make_submitted,
    make_written,
    settle,
    told_of,
    words_of,
)
from tests.factories.people import make_desk, make_member

pytestmark = pytest.mark.django_db


def act_of_exerland(instrument, kind, taken_on="2001-05-01"):
    """Make up an act of Exerland; whatever the files say of it there goes."""
    TreatyAction.objects.filter(country="XEX", instrument=instrument).delete()
    return TreatyAction.objects.create(
        country_id="XEX",
        instrument_id=instrument,
        kind=kind,
        taken_on=taken_on,
        in_force_on="2001-08-01" if kind == "ratification" else "",
        source="made up for this test",
        as_of="2026-11",
        evidence="general",
    )


@pytest.fixture
def letter(office):
    return make_written(office)


def line_of(letter, instrument):
    return letter.lines.filter(provision__instrument=instrument).first()


def printed(letter, office):
    told = rendition(letter, words_of(letter, office), lines_of(letter), on=today())
    return told["annex"], str(told)


def test_provisions_are_proposed_by_scope_once(office, letter):
    first = annexing.propose(letter, by=office.officer)
    assert first
    assert all(line.codes and line.use == "proposed" for line in first)
    assert [line.position for line in first] == list(range(1, len(first) + 1))
    assert annexing.propose(letter, by=office.officer) == []


@pytest.mark.requirement("R23.4")
def test_what_exerland_is_no_party_to_is_for_the_officer_only(office, letter):
    act_of_exerland("OPSC", "none_listed", "")
    annexing.propose(letter, by=office.officer)
    line = line_of(letter, "OPSC")
    assert (line.standing, line.is_warned) == ("none_listed", True)
    settle(line, office, "internal", note="a canary: not party by our record")

    annex, told = printed(letter, office)

    assert annex == {"binding": [], "standard": []}
    for words in ("OPSC", "party", "none_listed", "not known", "canary"):
        assert words not in told


@pytest.mark.requirement("R23.4")
def test_what_is_not_known_is_not_printed_before_it_is_settled(office, letter):
    annexing.propose(letter, by=office.officer)
    assert letter.lines.unsettled().exists()
    assert printed(letter, office)[0] == {"binding": [], "standard": []}


@pytest.mark.requirement("R23.4")
def test_a_treaty_is_cited_as_binding_once_an_officer_confirmed_it(office, letter):
    act_of_exerland("OPSC", "ratification")
    annexing.propose(letter, by=office.officer)
    line = line_of(letter, "OPSC")
    assert (line.standing, line.on_facts, line.on_today) == ("party", "yes", "yes")

    confirm(line, office, source="a canary of the depositary's page")

    line.refresh_from_db()
    assert (line.use, line.settled_by, line.confirmed_on) == ("binding", office.officer, today())
    assert told_of(letter, office)[0][str(line.pk)]["source"] == "a canary of the depositary's page"
    annex, told = printed(letter, office)
    assert [one["citation"].split(",")[0] for one in annex["binding"]] == ["OPSC"]
    assert "canary" not in told


def test_the_day_of_the_facts_and_today_are_both_told(office, letter):
    act_of_exerland("OPSC", "ratification")
    TreatyAction.objects.filter(country="XEX", instrument="OPSC").update(
        taken_on="2026-05-01", in_force_on="2026-06-01"
    )
    annexing.propose(letter, by=office.officer)
    line = line_of(letter, "OPSC")
    assert (line.on_facts, line.on_today) == ("no", "yes")


def test_a_company_has_no_position(office):
    letter = make_letter(office, addressee_kind="company", addressee="A firm")
    annexing.propose(letter, by=office.officer)
    assert set(letter.lines.values_list("standing", "on_today")) == {("", "unknown")}


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"source": " "}, "name the page of the depositary"),
        ({"depositary_on": None}, "name the page of the depositary"),
        ({"depositary_on": today() + timedelta(days=1)}, "cannot lie ahead"),
        ({"depositary_on": today().replace(day=1) - timedelta(days=1)}, "this month"),
    ],
)
def test_a_confirmation_names_a_page_of_this_month(office, letter, more, why):
    annexing.propose(letter, by=office.officer)
    with pytest.raises(Refused, match=why):
        confirm(line_of(letter, "OPSC"), office, **more)
    assert line_of(letter, "OPSC").use == "proposed"


def test_what_binds_nobody_is_cited_as_a_standard(office, letter):
    soft = Provision.objects.filter(instrument__binding=False).first()
    line = annexing.add(letter, soft, by=office.officer)
    with pytest.raises(Refused, match="binds no State"):
        confirm(line, office)
    settle(line, office, "standard")
    annex, _told = printed(letter, office)
    assert annex["binding"] == []
    assert len(annex["standard"]) == 1


def test_a_treaty_is_a_standard_in_comments_on_a_law_only(office, letter):
    annexing.propose(letter, by=office.officer)
    with pytest.raises(Refused, match="binding, or kept"):
        settle(line_of(letter, "OPSC"), office, "standard")
    other = make_letter(office, kind="OL")
    annexing.propose(other, by=office.officer)
    settle(line_of(other, "OPSC"), office, "standard")
    assert line_of(other, "OPSC").use == "standard"


def test_a_provision_stands_once(office, letter):
    provision = Provision.objects.filter(instrument="CRC").first()
    annexing.add(letter, provision, by=office.officer)
    with pytest.raises(Refused, match="in the annex already"):
        annexing.add(letter, provision, by=office.officer)


def test_what_someone_else_settled_is_not_lost(office, letter):
    annexing.propose(letter, by=office.officer)
    one, two = letter.lines.all()[:2]
    settle(one, office)
    with pytest.raises(Refused, match="settled a line meanwhile"):
        annexing.settle(two, use="internal", told={}, read=0, by=office.second)
    settle(two, office)
    assert set(told_of(letter, office)[0]) == {str(one.pk), str(two.pk)}


@pytest.mark.parametrize("use", ["proposed", "perhaps"])
def test_a_line_is_settled_by_a_word_of_the_list(office, letter, use):
    annexing.propose(letter, by=office.officer)
    with pytest.raises(Refused, match="Choose what becomes"):
        settle(letter.lines.first(), office, use)


def test_an_approved_annex_is_confirmed_anew_and_not_changed(office, letter):
    annexing.propose(letter, by=office.officer)
    line = line_of(letter, "OPSC")
    confirm(line, office)
    for other in letter.lines.unsettled():
        settle(other, office)
    letter = make_approved(office, make_submitted(office, letter))
    line = AnnexLine.objects.get(pk=line.pk)
    assert confirm(line, office).use == "binding"
    with pytest.raises(Refused, match="annex of this letter is settled"):
        settle(AnnexLine.objects.get(pk=line.pk), office, "internal")
    with pytest.raises(Refused, match="annex of this letter is settled"):
        annexing.propose(letter, by=office.officer)


def test_other_desks_settle_nothing(office, letter):
    stranger = make_member(make_desk("OTHER"), "desk_officer").account
    with pytest.raises(Refused, match="Only members"):
        annexing.propose(letter, by=stranger)
