"""Who accepted a treaty and who did not. What no source says anything of stands apart, never as no."""

import csv
from pathlib import Path

import pytest

from rapporteur.law.models import Instrument, Reservation
from rapporteur.law.queries import ratification
from rapporteur.law.queries.acceptance import Standing
from tests.factories.law import PROOF, make_act, make_treaty

pytestmark = pytest.mark.django_db
FILE = Path("rapporteur/law/data/treaty_actions.csv")


def line_of(instrument, code="XEX"):
    return next(x for x in ratification.tracker(instrument).lines if x.country.pk == code)


@pytest.mark.requirement("R44.1", "L4")
def test_a_line_has_four_days_and_its_reservations():
    treaty = make_treaty()
    make_act(treaty, "signature", "2001-09-06")
    make_act(treaty, "accession", "2003", in_force_on="2003-11-05")
    make_act(treaty, "denunciation", "2002")
    Reservation.objects.create(
        instrument=treaty, country_id="XEX", kind="reservation", made_on="2003", **PROOF
    )
    line = line_of(treaty)
    assert (line.signed_on, line.consented_on, line.in_force_on, line.left_on) == (
        *("2001-09-06", "2003", "2003-11-05", "2002"),
    )
    assert (line.consent, line.standing, len(line.reservations)) == (
        *("accession", Standing.PARTY, 1),
    )
    assert ratification.facts(line)[2:9] == [
        *("party", "2001-09-06", "2003", "accession", "2003-11-05", "2002", "1"),
    ]


@pytest.mark.requirement("R44.1")
def test_what_is_not_on_record_is_empty_and_not_a_no():
    line = line_of(make_treaty())
    assert line.standing == Standing.UNKNOWN
    assert ratification.facts(line)[2:] == ["unknown", *[""] * 8]


@pytest.mark.requirement("R44.1", "L4")
def test_totals_are_those_of_the_loaded_file_of_the_depositary():
    opsc = Instrument.objects.get(pk="OPSC")
    by_state = {}
    for row in csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()):
        if row["instrument"] == "OPSC":
            by_state.setdefault(row["country"], set()).add(row["kind"])
    consenting = {"ratification", "accession", "acceptance", "succession", "consent"}
    parties = [kinds for kinds in by_state.values() if kinds & consenting]
    signed = [k for k in by_state.values() if "signature" in k and not k & consenting]
    tracker = ratification.tracker(opsc)
    assert tracker.counts[Standing.PARTY] == len(parties)
    assert tracker.counts[Standing.SIGNED_ONLY] == len(signed)
    assert sum(tracker.counts.values()) == len(tracker.lines)
    assert tracker.counts[Standing.UNKNOWN] == len(tracker.lines) - len(by_state)


@pytest.mark.requirement("R44.2")
def test_those_who_did_not_accept_are_split_and_the_unknown_come_last_and_apart():
    treaty = make_treaty()
    make_act(treaty, "none_listed")
    make_act(treaty, "signature", "2001", country="CHL")
    make_act(treaty, "denunciation", "2001", country="PER")
    make_act(treaty, "accession", "2001", country="BOL")
    groups = {
        g.standing: [x.country.pk for x in g.lines] for g in ratification.tracker(treaty).groups
    }
    assert list(groups) == [*ratification.NOT_PARTY, Standing.UNKNOWN]
    assert (groups["signed_only"], groups["none_listed"], groups["left"]) == (
        *(["CHL"], ["XEX"], ["PER"]),
    )
    assert not {"CHL", "XEX", "PER", "BOL"} & set(groups["unknown"])


@pytest.mark.requirement("L4")
def test_the_protocol_comes_first_and_twenty_related_instruments_follow(django_assert_num_queries):
    with django_assert_num_queries(3):
        found = ratification.followed()
    assert found[0].instrument.key == "OPSC"
    assert len(found) - 1 >= 20
    by_key = {one.instrument.key: one for one in found}
    for key in ("OPSC", "CRC", "ILO29"):
        told = ratification.tracker(Instrument.objects.get(pk=key)).counts
        assert by_key[key].counts == {one.value: count for one, count in told.items()}
    assert (by_key["ILO29"].first_as_of, by_key["OPSC"].last_as_of != "") == ("", True)


@pytest.mark.requirement("L4")
def test_the_history_of_a_state_is_told_newest_first_and_without_a_day_last():
    treaty = make_treaty()
    make_act(treaty, "signature", "2001")
    make_act(treaty, "consent")
    make_act(treaty, "denunciation", "2010-05")
    Reservation.objects.create(
        instrument=treaty, country_id="XEX", kind="declaration", made_on="2004", **PROOF
    )
    found = ratification.history(treaty, "XEX")
    assert [one.kind for one in found] == ["denunciation", "declaration", "signature", "consent"]


@pytest.mark.requirement("L4")
def test_each_depositary_has_a_page_and_none_is_made_up_where_it_is_unknown():
    found = Instrument.objects.binding().exclude(depositary="")
    assert all(ratification.depositary_page(one).startswith("https://") for one in found)
    assert ratification.depositary_page(make_treaty()) == ""


def test_an_act_is_called_by_its_label_and_an_unknown_one_by_its_code():
    assert [ratification.called(k) for k in ("accession", "declaration", "x")] == [
        *("accession", "declaration", "x"),
    ]
