"""One line of a register: what it says, why it is refused, what is doubtful in it."""

from datetime import date

import pytest

from rapporteur.communications.register.files import COLUMNS
from rapporteur.communications.register.lines import Known, judge
from tests.factories.registers import LINE, PUBLIC

KNOWN = Known(
    states={"XEX": "exercise", "SYR": "member", "ESH": "area"},
    mandates={"salechild": "SALECHILD", "sale of children": "SALECHILD", "food": "FOOD"},
    on=date(2026, 11, 25),
    real=False,
)
EMPTY = dict.fromkeys(COLUMNS, "")


def judged(known=KNOWN, **cells):
    return judge(7, {**EMPTY, **LINE, **cells}, known)


def told(**cells):
    return [(one.line, one.column, one.reason) for one in judged(**cells).findings]


@pytest.mark.requirement("C2")
@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ({}, {"kind": "UA", "joint": False, "reference_number": 3, "year": 2008}),
        ({"reference": "JUA XEX 3/2008", "mandates": ""}, {"kind": "UA", "joint": True}),
        ({"reference": "XEX 3/2008", "kind": "jal", "mandates": ""}, {"kind": "AL", "joint": True}),
        ({"reference": "UA Food (2000-9) G/SO 214 (33-27) XEX 3/2008"},
         {"symbols": ["Food (2000-9)", "G/SO 214 (33-27)"], "reference_addressee": "XEX"}),
        ({"reference": "OTH 3/2008", "kind": "AL"}, {"addressee": "OTH", "country_id": None}),
        ({"reference": "SYR 3/2008", "kind": "AL"}, {"addressee": "SYR", "country_id": "SYR"}),
        ({"reference": "", "number": "17", "addressee": "xex"},
         {"number": "17", "printed": "", "addressee": "XEX", "year": 2008}),
        ({"date_sent": "", "replies": ""}, {"sent_on": "", "year": 2008, "answered": ""}),
        ({"date_sent": "2008-07"}, {"sent_on": "2008-07"}),
        ({"replies": "2008-10-02; 2008-09"},
         {"answered": "yes", "replies": ["2008-09", "2008-10-02"]}),
        ({"replies": "None"}, {"answered": "none", "replies": []}),
        ({"replies": "2008"}, {"replies": ["2008"]}),  # of the year of the letter: it may be so
        ({"mandates": "Sale of children; FOOD"}, {"mandates": ["SALECHILD", "FOOD"]}),
        (PUBLIC, {"public": True, "subject": "A made-up matter"}),
        ({"public": ""}, {"public": False}),
    ],
)  # fmt: skip
def test_a_line_says_what_its_cells_say(cells, values):
    found = judged(**cells).values
    assert {name: found[name] for name in values} == values


@pytest.mark.requirement("C2")
@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"reference": "", "addressee": "XEX"}, "reference", ("give the reference, or the number of the line in its"
         " register")),
        ({"reference": "AL G/SO 214 (33-27)"}, "reference", ("This is not an official reference. It"
         " looks like “UA SYR 3/2014” or “OTH 12/2019”.")),
        ({"reference": "UA words XEX 3/2008"}, "reference", ("There are words in this reference that"
         " cannot be read.")),
        ({"reference": "UA XEX 3/2027"}, "reference", "this reference lies in the future"),
        ({"reference": "UA ZZZ 3/2008"}, "reference", ("“ZZZ” is no State of our list; for who is no"
         " State write OTH")),
        ({"reference": "UA ESH 3/2008"}, "reference", ("this is an area, to which no letter is"
         " addressed")),
        ({"kind": "XX"}, "kind", "“XX” is none of UA, AL, OL"),
        ({"kind": "AL"}, "kind", "the reference says another kind"),
        ({"addressee": "SYR"}, "addressee", "the reference says another addressee"),
        ({"reference": "", "number": "1"}, "addressee", ("give the three letters of the State, or"
         " OTH")),
        ({"date_sent": "29/07/2008"}, "date_sent", ("“29/07/2008” is not a date. Write 2008-07-29,"
         " 2008-07 or 2008.")),
        ({"date_sent": "2008-02-30"}, "date_sent", ("“2008-02-30” is not a date. Write 2008-07-29,"
         " 2008-07 or 2008.")),
        (
            {"date_sent": "٢٠٠٨"},
            "date_sent",
            ("“٢٠٠٨” is not a date. Write 2008-07-29, 2008-07 or 2008."),
        ),
        ({"date_sent": "2026-11-26"}, "date_sent", "this day lies in the future"),
        ({"replies": "2008-07-28"}, "replies", "a reply lies before the letter"),
        ({"replies": "2008-10; 2008-10"}, "replies", "a day stands here twice"),
        ({"replies": "2027"}, "replies", "this day lies in the future"),
        ({"replies": ";"}, "replies", "give days with semicolons between, or the word none"),
        ({"mandates": "NOBODY"}, "mandates", ("no mandate of our list has this code or label:"
         " NOBODY")),
        ({"mandates": "SALECHILD; Sale of children"}, "mandates", "a mandate stands here twice"),
        ({"public": "maybe"}, "public", "write yes or no"),
        ({"public": "yes"}, "source_address", ("a public line gives the address of its public"
         " source")),
        ({"subject": "A matter"}, "subject", ("this stands in public lines only: what is not public"
         " is sealed")),
        ({**PUBLIC, "addressee_name": "A name"}, "addressee_name", ("a State is named by its three"
         " letters")),
        ({"text_address": "javascript:alert(1)"}, "text_address", ("this is not a web address: it"
         " begins with https:// or http://")),
        ({"source_address": "https://[bad"}, "source_address", ("this is not a web address: it"
         " begins with https:// or http://")),
        ({"source": ""}, "source", "every line says where it is known from"),
        ({"as_of": ""}, "as_of", "every line says on what day it was so"),
        ({"as_of": "2008-08"}, "as_of", "the line tells of something after this day"),
        ({"source": "x" * 301}, "source", "this is longer than 300 signs"),
    ],
)  # fmt: skip
def test_a_line_is_refused_with_its_column_and_the_reason(cells, column, reason):
    assert told(**cells) == [(7, column, reason)]
    assert judged(**cells).values is None


def test_every_reason_of_a_line_is_told_at_once():
    found = told(reference="nothing", kind="XX", date_sent="soon", as_of="")
    assert [column for _line, column, _reason in found] == [
        *("reference", "kind", "date_sent", "as_of"),
    ]


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"date_sent": ""}, "date_sent", "the day is not held"),
        ({"date_sent": "1950"}, "date_sent", "there was no special procedure yet"),
        ({"date_sent": "2007-12-31"}, "reference", ("the reference is of another year than the"
         " letter")),
        ({"reference": "XEX 3/2008"}, "kind", "the kind is not held"),
        ({"kind": "JUA"}, "mandates", "the letter says it is joint, and one mandate stands here"),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_told_and_taken(cells, column, reason):
    assert (7, column, reason) in told(**cells)
    assert judged(**cells).values is not None


def test_exerland_stays_out_of_real_work():
    real = Known(KNOWN.states, KNOWN.mandates, KNOWN.on, real=True)
    assert [one.reason for one in judged(real).findings] == ["Exerland stays out of real work"]
