"""Dossiers of a visit: kept as they were, compared, and what is missing told as missing."""

import pytest

from rapporteur.documents.tree import Paragraph, plain, sections, tables
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.law.national.questions import INDICATORS
from rapporteur.visits.cycles.dossiers.actions import make as make_dossier
from rapporteur.visits.cycles.dossiers.comparing import changes, gaps, undecided
from rapporteur.visits.cycles.dossiers.documents import document
from rapporteur.visits.cycles.dossiers.parts import PARTS
from rapporteur.visits.cycles.models import Dossier
from tests.factories import visits as make

SOURCE = {"source": "An exercise", "as_of": "2026-01"}
NONE = {"source": None, "as_of": None}
CONTENT = {
    "state": "XEX",
    "name": {"en": "Exerland"},
    "as_of": "2026-05-01",
    "mandate": "SALECHILD",
    "treaties": [
        {
            "instrument": "OPSC",
            "titles": {"en": "OPSC"},
            "standing": "party",
            "since": "2010-03",
            "reservations": [
                {
                    "kind": "declaration",
                    "made_on": "2010",
                    "provisions": "3",
                    "gist": {"en": "on art. 3"},
                }
            ],
            **SOURCE,
        },
        {
            "instrument": "CRC",
            "titles": {"en": "CRC"},
            "standing": "unknown",
            "since": None,
            "reservations": [],
            **NONE,
        },
    ],
    "ages": [
        {"kind": "marriage", "for": "f", "age": 16, "under_18": True, "law": "Code 7", **SOURCE},
        {"kind": "work", "for": "all", "age": None, "under_18": None, "law": None, **SOURCE},
        {"kind": "consent", "for": "all", "age": None, "under_18": None, "law": None, **NONE},
    ],
    "law": [
        {"question": "SALE.ORGANS", "provision": "3", "answer": "full", "law": "Code 3", **SOURCE},
        {"question": "SALE.SEXEXP", "provision": "", "answer": "unknown", "law": None, **NONE},
        {
            "question": next(iter(INDICATORS)),
            "provision": None,
            "answer": "full",
            "law": "x",
            **SOURCE,
        },
    ],
    "indicators": [
        {"measure": "I2", "amount": "3", **SOURCE},
        {"measure": "K1", "amount": None, **NONE},
    ],
    "committee": [
        {
            "instrument": "CRC",
            "stage": "report_due",
            "status": "planned",
            "date": "2027",
            "session": None,
            "symbol": None,
            **SOURCE,
        }
    ],
    "reviews": [{"session": 8, "date": "2010-05", **SOURCE}],
    "visits": [
        {
            "mandate": "SALECHILD",
            "kind": "requested",
            "day": "2024-05",
            "starts_on": "",
            "ends_on": "",
            "side": "",
            "symbol": "",
            "source": "",
        }
    ],
    "letters": [
        {
            "code": "ABCD",
            "kind": "AL",
            "sent_on": "2026-01-02",
            "replies": ["2026-02-03"],
            "public_from": "2026-03-03",
        }
    ],
    "recommendations": [
        {
            "key": "1",
            "mechanism": "own_visit",
            "symbol": "A/HRC/99/9",
            "paragraph": "88",
            "text": "Exercise: enact a law.",
            "language": "en",
            "dated": "2024",
            "positions": ["noted"],
            "sources": ["paper"],
            "followed": True,
            **SOURCE,
        }
    ],
    "left_out": 0,
    "undecided": 0,
}


def told_of(found):
    return [plain(cell.runs) for table in tables(found.body) for row in table.rows for cell in row]


def keep(office, visit, content=CONTENT, **more):
    return make_dossier(visit, make.state(), {**content, **more}, by=office.officer)


@pytest.mark.django_db
def test_a_dossier_is_kept_with_its_digest_and_in_the_journal(office):
    visit = make.make_visit(office)
    one = keep(office, visit)
    kept = Dossier.objects.whole().get()
    assert kept == one
    assert kept.is_whole
    assert Entry.objects.get(verb="make dossier of visit").detail["sha256"] == kept.digest
    kept.content["undecided"] = 7
    assert not kept.is_whole
    assert str(kept).startswith("XEX 20")
    with pytest.raises(Refused, match="Nothing has changed"):
        keep(office, visit)
    assert keep(office, visit, undecided=1).digest != one.digest


@pytest.mark.django_db
def test_it_is_made_by_the_desk_and_of_a_state_of_the_visit(office, stranger):
    visit = make.make_visit(office)
    with pytest.raises(Refused, match="Only members"):
        make_dossier(visit, make.state(), CONTENT, by=stranger)
    with pytest.raises(Refused, match="does not go"):
        make_dossier(visit, make.state("CHL"), CONTENT, by=office.officer)
    assert not Dossier.objects.visible_to(stranger).exists()


@pytest.mark.django_db
def test_the_document_says_what_is_known_and_what_is_missing(office):
    found = document(keep(office, make.make_visit(office)), None)
    words = told_of(found)
    assert "party March 2010" in words
    assert "declaration, 3, 2010, on art. 3" in words
    assert words[words.index("CRC", words.index("Instrument")) + 1] == "not in our record"
    for said in ("16", "none fixed, says the source", "fully", "yes", "3 February 2026", "noted"):
        assert said in words
    assert "SALE" not in words
    assert plain(sections(found.body)[0].heading) == "What is missing"
    assert "marriage without consent of parents · girls" in words
    empty = {part.code: [] for part in PARTS}
    bare = document(
        keep(
            office,
            make.make_visit(office, "CHL", "XEX", kind="regional", name="Two"),
            **empty,
            undecided=2,
            left_out=1,
        ),
        None,
    )
    assert told_of(bare).count("not in our record") == len(PARTS)
    last = sections(bare.body)[-1].blocks
    assert isinstance(last[0], Paragraph)
    assert "2 recommendations" in plain(last[1].runs)
    assert "1 open recommendation more" in plain(last[1].runs)


@pytest.mark.django_db
def test_what_changed_is_told_with_what_stood_there(office):
    visit = make.make_visit(office)
    first = keep(office, visit)
    known = {**CONTENT["treaties"][1], "standing": "party", "since": "1990", **SOURCE}
    more = {**CONTENT["letters"][0], "code": "EFGH"}
    after = {"treaties": [CONTENT["treaties"][0], known], "reviews": []}
    second = keep(office, visit, **after, letters=[*CONTENT["letters"], more])
    told = list(changes(first.content, second.content, {}))
    assert [(one.part.code, one.what, one.named) for one in told] == [
        ("treaties", "changed", "CRC"),
        ("reviews", "no longer there", "Universal Periodic Review, session 8"),
        ("letters", "added", "EFGH"),
    ]
    assert (told[0].was, told[0].now) == (
        "not in our record",
        "party 1990 · An exercise · January 2026",
    )
    words = told_of(document(second, first))
    assert words[words.index("Change") :][3:8] == [
        *("Treaties", "CRC", "changed", told[0].was, told[0].now),
    ]
    assert "Nothing has changed." in str(document(first, first).body[1])


def test_a_part_is_missing_whole_or_by_name():
    told = {one.part.code: one.said for one in gaps({**CONTENT, "letters": []}, {})}
    assert told["letters"] == "not in our record"
    assert told["treaties"] == "CRC"
    assert "reviews" not in told
    assert undecided(CONTENT) == ""
    known = {
        **CONTENT,
        **{one: CONTENT[one][:1] for one in ("treaties", "ages", "law", "indicators")},
    }
    assert gaps(known, {}) == []
