"""What States accepted, now and on a day. Unknown is never shown as no."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Count

from rapporteur.law.models import Instrument, Reservation, TreatyAction
from rapporteur.law.queries import acceptance
from rapporteur.law.queries.acceptance import Standing
from tests.factories.law import PROOF, make_act, make_country, make_treaty

pytestmark = pytest.mark.django_db

# Of the list of the depositary as our source copied it: parties, signatories, no action listed.
TOTALS = {
    "CRC": (196, 1, 0), "OPSC": (178, 7, 12), "OPAC": (172, 8, 17), "OPIC": (47, 15, 131),
    "ICCPR": (174, 6, 13), "ICCPR-OP1": (116, 4, 73), "ICCPR-OP2": (89, 0, 104),
    "ICESCR": (171, 4, 18), "ICESCR-OP": (26, 23, 144), "CEDAW": (187, 2, 4),
    "CEDAW-OP": (113, 11, 69), "CRPD": (181, 8, 4), "CRPD-OP": (97, 24, 72), "ICMW": (57, 11, 125),
    "CED": (68, 43, 82), "CAT": (171, 4, 18), "CAT-OP": (89, 13, 91), "ICERD": (181, 3, 9),
    "ILO182": (116, 0, 1), "ILO138": (110, 0, 7), "UNTOC": (178, 6, 0), "PALERMO": (171, 4, 13),
    "SMUGGLING": (137, 14, 0), "SLAVERY56": (123, 3, 0),
}  # fmt: skip
LATER = {("OPSC", "SGP")}  # a signature of 2025, after the list
NO_ROWS = [
    "ILO105",
    "ILO29",
    "P029",
    "ILO189",
    "SLAVERY26",
    "UNCYBER",
    "HAGUE93",
    "HAGUE80",
    "HAGUE96",
]


def now(country, key):
    return {one.instrument.key: one for one in acceptance.positions_of(country)}[key]


@pytest.mark.requirement("R44.1")
@pytest.mark.parametrize(("key", "totals"), TOTALS.items())
def test_totals_match_the_imported_list(key, totals):
    acts = TreatyAction.objects.filter(instrument=key).exclude(country="XEX")
    by_state = {}
    for act in acts:
        if (key, act.country_id) in LATER and act.kind == "signature":
            continue
        by_state.setdefault(act.country_id, set()).add(act.kind)
    parties = [kinds for kinds in by_state.values() if kinds & set(TreatyAction.CONSENTS)]
    nothing = [kinds for kinds in by_state.values() if kinds == {"none_listed"}]
    assert (len(parties), len(by_state) - len(parties) - len(nothing), len(nothing)) == totals


def test_no_other_treaty_has_rows_of_real_states():
    found = TreatyAction.objects.exclude(country="XEX").values_list("instrument", flat=True)
    assert set(found) == set(TOTALS)


def test_a_state_consents_to_a_treaty_once_in_the_list():
    twice = (
        TreatyAction.objects.binding_the_state()
        .values("instrument", "country")
        .annotate(count=Count("id"))
        .filter(count__gt=1)
    )
    assert list(twice) == []


@pytest.mark.parametrize(
    ("key", "country", "kind", "day", "as_of"),
    [
        ("OPSC", "ARG", "ratification", "2003-09-25", "2022-08"),
        ("OPSC", "ALB", "accession", "2008-02-05", "2025-12-04"),
        ("OPSC", "FRA", "consent", "2003-02-05", "2022-08"),
        ("UNTOC", "ALB", "ratification", "2002-08-21", "2015-03"),
        ("UNTOC", "ALB", "signature", "2000-12-12", "2015-03"),
        ("CAT", "AFG", "consent", "1987", "2022-08"),
        ("ILO182", "BRA", "consent", "", "2022"),
        ("OPSC", "SGP", "signature", "2025-11-25", "2025-11-25"),
        ("ICCPR-OP1", "JAM", "denunciation", "1997", "2022-08"),
    ],
)
def test_an_act_is_no_more_exact_than_its_source(key, country, kind, day, as_of):
    act = TreatyAction.objects.get(instrument=key, country=country, kind=kind)
    assert (act.taken_on, act.as_of) == (day, as_of)
    assert act.source


def test_where_two_lists_differ_the_row_says_so():
    act = TreatyAction.objects.get(instrument="OPSC", country="NZL", kind="consent")
    assert act.taken_on == "2011-09-20"
    assert act.note == (
        "The list of August 2022 gives the year 2001; the day is that of the older copy."
    )


def test_what_the_source_itself_doubts_waits_for_a_check():
    doubted = TreatyAction.objects.filter(evidence="general").exclude(country="XEX")
    assert {(act.instrument_id, act.country_id) for act in doubted} == {
        ("ICCPR", "SLB"),
        ("ICCPR", "TUV"),
        ("ICESCR", "TUV"),
        ("ICERD", "BRN"),
    }
    assert all("to be checked with the depositary" in act.note for act in doubted)


def test_remarks_of_compilers_on_their_own_work_are_left_out():
    notes = " ".join(TreatyAction.objects.values_list("note", flat=True))
    assert not [word for word in ("Fix name", "Found", "should be fixed") if word in notes]


@pytest.mark.requirement("R44.1")
def test_argentina_shows_four_days_and_its_declaration():
    found = now("ARG", "OPSC")
    assert [(act.kind, act.taken_on, act.in_force_on) for act in found.acts] == [
        ("signature", "2002-04-01", ""),
        ("ratification", "2003-09-25", "2003-10-25"),
    ]
    assert [(one.kind, one.made_on) for one in found.reservations] == [
        ("declaration", "2003-09-25")
    ]


@pytest.mark.requirement("R44.1")
def test_a_sample_state_shows_its_days_and_its_reservation():
    found = now("XEX", "OPSC")
    assert found.standing == Standing.PARTY
    assert [(act.kind, act.taken_on, act.in_force_on) for act in found.acts] == [
        ("signature", "2001-11-06", ""),
        ("ratification", "2004-03-10", "2004-04-10"),
    ]
    assert (found.since, found.as_of, found.source) == ("2004-03-10", "2025-01-01", "exercise")
    assert [one.provisions for one in found.reservations] == ["3(5)"]


@pytest.mark.parametrize(
    ("key", "standing", "since"),
    [
        ("CRC", Standing.PARTY, "1992-05-08"),
        ("OPAC", Standing.PARTY, "2006"),
        ("OPIC", Standing.SIGNED_ONLY, "2013-02-20"),
        ("SMUGGLING", Standing.SIGNED_ONLY, ""),
        ("ICCPR-OP1", Standing.LEFT, "2011-05-17"),
        ("ILO182", Standing.NONE_LISTED, ""),
        ("LANZAROTE", Standing.NONE_LISTED, ""),
        ("CED", Standing.UNKNOWN, ""),
        ("UNCYBER", Standing.UNKNOWN, ""),
    ],
)
def test_exerland_shows_every_standing(key, standing, since):
    found = now("XEX", key)
    assert (found.standing, found.since) == (standing, since)


def test_every_treaty_open_to_all_has_a_position_and_a_regional_one_only_with_a_row():
    keys = [one.instrument.key for one in acceptance.positions_of("FRA")]
    wanted = Instrument.objects.binding().filter(reach="universal")
    assert keys == list(wanted.values_list("key", flat=True))
    assert {"LANZAROTE", "UDHR"} & set(keys) == set()


@pytest.mark.parametrize("key", NO_ROWS)
def test_no_row_is_unknown_and_never_a_no(key):
    found = now("FRA", key)
    assert (found.standing, found.as_of, found.acts) == (Standing.UNKNOWN, "", ())
    assert acceptance.position_at("FRA", found.instrument, date(2020, 1, 1)).bound is None


def test_an_act_outweighs_an_older_list_without_one():
    found = now("SGP", "OPSC")
    assert (found.standing, found.since, found.as_of) == (
        Standing.SIGNED_ONLY,
        "2025-11-25",
        "2025-11-25",
    )


@pytest.mark.parametrize(("country", "year"), [("JAM", "1997"), ("TTO", "2000")])
def test_a_denunciation_ends_it(country, year):
    found = now(country, "ICCPR-OP1")
    assert (found.standing, found.since) == (Standing.LEFT, year)


def test_consent_after_leaving_counts_only_where_it_is_surely_later():
    make_country()
    treaty = make_treaty()
    first = make_act(treaty, "accession", "1980-12-14")
    end = make_act(treaty, "denunciation", "1998")
    vague = make_act(treaty, "accession", "1998-05")
    assert acceptance.position(treaty, "XEX", [first, end, vague]).standing == Standing.LEFT
    again = make_act(treaty, "accession", "1999")
    back = acceptance.position(treaty, "XEX", [first, end, vague, again])
    assert (back.standing, back.since) == (Standing.PARTY, "1999")


@pytest.mark.parametrize("country", ["XEX", "FRA", "QQQ"])
def test_a_state_page_asks_three_times(country, django_assert_num_queries):
    with django_assert_num_queries(3):
        positions = acceptance.positions_of(country)
        assert all(str(one.instrument) for one in positions)


def test_a_map_asks_three_times_and_has_every_state(django_assert_num_queries):
    treaty = Instrument.objects.get(key="OPSC")
    with django_assert_num_queries(3):
        found = acceptance.positions_on(treaty)
    assert len([code for code in found if code != "XEX"]) == 197
    assert list(found) == sorted(found)
    counts = acceptance.counted(one for code, one in found.items() if code != "XEX")
    assert counts == {
        Standing.PARTY: 178,
        Standing.SIGNED_ONLY: 8,
        Standing.LEFT: 0,
        Standing.NONE_LISTED: 11,
        Standing.UNKNOWN: 0,
    }


def test_states_without_a_row_are_on_the_map_as_unknown():
    found = acceptance.positions_on(Instrument.objects.get(key="ILO105"))
    assert len(found) >= 194
    assert {one.standing for one in found.values()} == {Standing.UNKNOWN}


ACTS = {
    "in force known": [("ratification", "2004-03-10", "2004-04-10")],
    "day known": [("ratification", "2004-03-10", "")],
    "year known": [("consent", "2004", "")],
    "undated": [("consent", "", "")],
    "left": [("accession", "1996-03-04", "1996-06-04"), ("denunciation", "2011-05-17", "")],
    "left, days known": [
        ("accession", "1996-03-04", "1996-06-04"),
        ("denunciation", "2011-05-17", "2011-08-17"),
    ],
    "only left": [("denunciation", "2011-05-17", "")],
    "early": [("ratification", "1990-01-15", "")],
    "signed": [("signature", "2001", "")],
    "none": [("none_listed", "", "")],
    "nothing": [],
}


@pytest.mark.parametrize(
    ("acts", "day", "bound"),
    [
        ("in force known", date(2004, 4, 9), False),
        ("in force known", date(2004, 4, 10), True),
        ("day known", date(2004, 3, 9), False),
        ("day known", date(2004, 3, 10), None),
        ("day known", date(2005, 3, 11), True),
        ("year known", date(2003, 12, 31), False),
        ("year known", date(2004, 6, 1), None),
        ("year known", date(2006, 1, 2), True),
        ("undated", date(1990, 9, 1), False),  # the treaty itself was not in force
        ("undated", date(2020, 1, 1), None),
        ("undated", date(2024, 1, 2), True),
        ("left", date(2011, 5, 16), True),
        ("left", date(2011, 12, 1), None),
        ("left", date(2012, 5, 17), False),
        ("left, days known", date(2011, 8, 16), True),
        ("left, days known", date(2011, 8, 17), False),
        ("only left", date(2005, 1, 1), None),
        ("only left", date(2015, 1, 1), False),
        ("early", date(1990, 9, 1), False),
        ("early", date(1991, 1, 16), True),
        ("signed", date(2010, 1, 1), False),
        ("signed", date(2022, 1, 2), None),
        ("none", date(2010, 1, 1), False),
        ("none", date(2024, 1, 1), None),
        ("nothing", date(2010, 1, 1), None),
    ],
)
def test_on_the_day_of_the_facts(acts, day, bound):
    make_country()
    treaty = make_treaty(in_force_on="1990-09-02")
    for kind, taken, force in ACTS[acts]:
        make_act(treaty, kind, taken, in_force_on=force)
    found = acceptance.position_at("XEX", treaty, day)
    assert found.bound is bound
    assert found.reason.endswith(".")


def test_a_treaty_that_is_not_known_to_be_in_force_binds_nobody_for_certain():
    make_country()
    treaty = make_treaty(in_force_on="")
    make_act(treaty, "ratification", "2001-01-01")
    assert acceptance.position_at("XEX", treaty, date(2020, 1, 1)).bound is None


def test_a_day_asks_twice(django_assert_num_queries):
    treaty = Instrument.objects.get(key="CRC")
    with django_assert_num_queries(2):
        assert acceptance.position_at("XEX", treaty, date(2000, 1, 1)).bound is True


def test_no_action_listed_has_no_day():
    make_country()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_act(make_treaty(), "none_listed", "2001")


def test_an_act_stands_once():
    make_country()
    treaty = make_treaty()
    make_act(treaty, "signature", "2001")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_act(treaty, "signature", "2001")


def test_argentina_prefers_a_broader_definition_of_sale():
    found = Reservation.objects.get(instrument="OPSC", country="ARG")
    assert (found.kind, found.provisions) == ("declaration", "2,3,7")
    assert "broader definition" in found.gist["en"]
    assert found.evidence == "document"


def test_a_statement_whose_text_is_not_held_says_so():
    found = Reservation.objects.filter(kind="either")
    assert len(found) == 23
    assert all("text is not in our record" in one.note and not one.gist for one in found)


def test_records_tell_what_they_are():
    treaty = make_treaty()
    assert str(make_act(treaty, "signature", country=make_country().pk)) == "XEX QQT signature"
    made = Reservation(instrument=treaty, country_id="XEX", kind="declaration", **PROOF)
    assert str(made) == "XEX QQT declaration"
