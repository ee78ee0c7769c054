"""Symbols and resolutions found in texts, and the addresses that follow from them."""

import pytest

from rapporteur.documents.references import references
from rapporteur.documents.resolutions import known_stems, resolutions
from rapporteur.documents.symbols import symbols


def told(text):
    return [(one.words, one.target) for one in symbols(text)]


def named(text, own="", known=None):
    return [(one.words, one.target) for one in resolutions(text, own, known) if one.href]


def missing(text, own=""):
    return [(one.words, str(one.why)) for one in references(text, own=own) if not one.href]


@pytest.mark.requirement("K9")
@pytest.mark.parametrize(
    "symbol",
    [
        "A/HRC/9/21",
        "E/CN.4/2003/79/Add.2",
        "E/CN.4/Sub.2/1997/31",
        "CRC/C/GC/13",
        "CRC/C/OPSC/USA/CO/2",
        "CRC/C/15/Add.196",
        "CCPR/C/21/Rev.1/Add.13",
        "CCPR/CO/77/EST",
        "A/RES/54/263",
        "A/HRC/RES/S-5/1",
        "A/HRC/S-5/1",
        "A/HRC/WG.6/41/IND/1",
        "A/HRC/13/NGO/12",
        "A/HRC/7/G/3",
        "A/HRC/10/CRP.1",
        "A/C.3/64/L.50",
        "A/60/PV.45",
        "A/70/222",
        "A/CONF.177/20/Rev.1",
        "HRI/GEN/1/Rev.9",
        "ST/SGB/2003/13",
        "ST/CS/SER.A/42",
        "S/PRST/2009/9",
        "S/25704",
        "CEDAW/C/2004/I/CRP.3",
        "HR/PUB/06/9",
    ],
)
@pytest.mark.parametrize("text", ["See {}.", "({})", "见{}。", "انظر {}،", "{}, para. 3; and"])
def test_a_symbol_is_found_whole_and_has_an_address(symbol, text):
    [found] = symbols(text.format(symbol))
    assert (found.words, found.target) == (symbol, symbol)
    assert found.href == f"https://undocs.org/{symbol}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("S/RES/1820 (2008)", [("S/RES/1820 (2008)", "S/RES/1820(2008)")]),
        ("A/RES/2200 A (XXI)", [("A/RES/2200 A (XXI)", "A/RES/2200(XXI)")]),
        ("A/HRC/9/21 (2008)", [("A/HRC/9/21", "A/HRC/9/21")]),
        ("A/HRC/WG.6/3/ CPV/2", [("A/HRC/WG.6/3/ CPV/2", "A/HRC/WG.6/3/CPV/2")]),
        ("A/HRC/WG.6/9/ LBY /1", [("A/HRC/WG.6/9/ LBY /1", "A/HRC/WG.6/9/LBY/1")]),
        ("A/HRC/9/21/ Add. 1", [("A/HRC/9/21/ Add. 1", "A/HRC/9/21/Add.1")]),
        (
            "A/HRC/WG.6/18/MKD/2 and Corr.1",
            [
                ("A/HRC/WG.6/18/MKD/2", "A/HRC/WG.6/18/MKD/2"),
                ("Corr.1", "A/HRC/WG.6/18/MKD/2/Corr.1"),
            ],
        ),
        ("CERD/C/64/Misc.11/rev.3", [("CERD/C/64/Misc.11/rev.3", "CERD/C/64/Misc.11/Rev.3")]),
        (
            "CEDAW/C/GC/31-CRC/C/GC/18",
            [("CEDAW/C/GC/31", "CEDAW/C/GC/31"), ("CRC/C/GC/18", "CRC/C/GC/18")],
        ),
        (
            "E/CN.4/2005/78 and Add.1 to 4; see",
            [
                ("E/CN.4/2005/78", "E/CN.4/2005/78"),
                ("Add.1", "E/CN.4/2005/78/Add.1"),
                ("4", "E/CN.4/2005/78/Add.4"),
            ],
        ),
        (
            "A/HRC/9/21/Add.1 and 2 August",
            [("A/HRC/9/21/Add.1", "A/HRC/9/21/Add.1")],
        ),
        (
            "A/HRC/WG.6/7L.14 and Corr.1",
            [("A/HRC/WG.6/7L.14", "A/HRC/WG.6/7L.14"), ("Corr.1", "Corr.1")],
        ),
        ("A/HRC/1/3; and Corr.1", [("A/HRC/1/3", "A/HRC/1/3"), ("Corr.1", "A/HRC/1/3/Corr.1")]),
        (
            "A/HRC/7/8/Add.1, Add.2 et Corr.1",
            [
                ("A/HRC/7/8/Add.1", "A/HRC/7/8/Add.1"),
                ("Add.2", "A/HRC/7/8/Add.2"),
                ("Corr.1", "A/HRC/7/8/Add.2/Corr.1"),
            ],
        ),
    ],
)
def test_what_is_written_loosely_is_put_right(text, found):
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    ["HIV/AIDS", "and/or", "TV/Radio", "2/AN/92", "FGM/C.", "9/21", "A/Ibom", "1/2", "/A/1/2"],
)
def test_what_only_has_a_slash_is_no_symbol(text):
    assert told(text) == []


@pytest.mark.requirement("K9")
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("A/HRC/WG.6/7L.14", "It is not written as a symbol is."),
        ("A/HRC//WG.6/8/L.11", "It is not written as a symbol is."),
        ("A/HRC/WG.6/8./L.8", "It is not written as a symbol is."),
        ("XYZ/C/3/2", "No body with such symbols is on record here."),
    ],
)
def test_a_symbol_that_cannot_be_right_is_listed(text, why):
    assert missing(text) == [(text, why)]


@pytest.mark.requirement("K9")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Human Rights Council resolution 7/13", [("resolution 7/13", "A/HRC/RES/7/13")]),
        ("its resolution 1820 (2008)", [("resolution 1820 (2008)", "S/RES/1820(2008)")]),
        ("resolution 54/263 of the General Assembly", [("resolution 54/263", "A/RES/54/263")]),
        (
            "General Assembly resolutions 62/149 and 63/168",
            [("resolutions 62/149", "A/RES/62/149"), ("63/168", "A/RES/63/168")],
        ),
        (
            "General Assembly resolution 2200 A (XXI)",
            [("resolution 2200 A (XXI)", "A/RES/2200(XXI)")],
        ),
        (
            "Commission on Human Rights resolution 1990/68",
            [("resolution 1990/68", "E/CN.4/RES/1990/68")],
        ),
        (
            "Economic and Social Council resolution 2005/20",
            [("resolution 2005/20", "E/RES/2005/20")],
        ),
        ("ECOSOC resolution 884D (XXXIV)", [("resolution 884D (XXXIV)", "E/RES/884(XXXIV)")]),
        (
            "the Security Council in its resolution 1606 (2005)",
            [("resolution 1606 (2005)", "S/RES/1606(2005)")],
        ),
        ("la résolution 60/251 de l’Assemblée générale", [("résolution 60/251", "A/RES/60/251")]),
        (
            "la resolución 7/13 del Consejo de Derechos Humanos",
            [("resolución 7/13", "A/HRC/RES/7/13")],
        ),
        (
            "в резолюции 7/13 Совета по правам человека",
            [("резолюции 7/13", "A/HRC/RES/7/13")],
        ),
        ("قرار مجلس حقوق الإنسان 7/13", [("قرار مجلس حقوق الإنسان 7/13", "A/HRC/RES/7/13")]),
        ("人权理事会第7/13号决议", [("第7/13", "A/HRC/RES/7/13")]),
    ],
)
def test_a_resolution_is_named_by_its_organ_in_six_languages(text, found):
    assert named(text) == found


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("resolution 5/1", "No organ is told beside it."),
        (
            "Security Council resolution 1325",
            "The Security Council numbers with the year, and it is not told.",
        ),
        ("General Assembly resolution 5/1", "The organ numbers otherwise."),
    ],
)
def test_a_resolution_that_is_not_told_in_full_is_listed(text, why):
    assert [reason for _words, reason in missing(text)] == [why]


@pytest.mark.parametrize(
    "text", ["a resolution of 2005", "the resolution of 18 cases", "conflict resolution 2008"]
)
def test_other_resolutions_are_none(text):
    assert (named(text), missing(text)) == ([], [])


def test_the_council_of_a_document_is_its_own():
    assert named("Council resolution 5/1", own="A/HRC/9/21") == [
        ("resolution 5/1", "A/HRC/RES/5/1")
    ]
    assert named("Council resolution 5/1", own="E/2008/1") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("paragraph 5 of the annex to resolution 16/21", ["A/HRC/RES/16/21"]),
        ("resolution 52/26", []),
        ("Parliament resolution 16/21", []),
    ],
)
def test_a_council_document_leaves_out_whose_early_resolutions_it_means(text, found):
    assert [target for _words, target in named(text, own="A/HRC/9/21")] == found


def test_a_number_told_with_its_organ_once_is_known_everywhere():
    known = known_stems(["Human Rights Council resolution 5/1", "resolution 5/1"])
    assert named("the annex to resolution 5/1", known=known) == [
        ("resolution 5/1", "A/HRC/RES/5/1")
    ]


def test_a_number_told_of_two_organs_stays_open():
    texts = ["Human Rights Council resolution 16/21", "General Assembly resolution 16/21"]
    assert known_stems(texts) == {}
