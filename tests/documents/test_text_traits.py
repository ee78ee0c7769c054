"""What makes a text hard to read, each shown by lines of a real report."""

import pytest

from rapporteur.documents.readers.text import read
from rapporteur.documents.tree import (
    Call,
    Place,
    Reading,
    Table,
    paragraphs,
    plain,
    tables,
)
from tests.documents.texts import numbers, whys


def numbered(*lines: str) -> Reading:
    """Read lines as the text of a report, after a front and a paragraph of its own."""
    start = "A/HRC/0/1\n\nReport of nobody\n\nIntroduction\n"
    return read((start + "\n".join(lines)).encode())


def test_a_running_head_and_the_number_of_its_page_are_left_out_and_told_once() -> None:
    # A/HRC/28/15
    reading = numbered(
        "     1.     Some areas where Slovenia has achieved significant progress since 2010 were",
        "     June 2014, according to which a beneficiary can claim",
        "",
        "                                                                         3",
        "A/HRC/0/1",
        "",
        "              compensation under the act.",
        "              2.     Slovenia stated it had further reduced court backlogs.",
        "4",
        "                                                                 A/HRC/0/1",
        "3. They were no longer considered a systemic problem.",
    )
    assert numbers(reading.document) == ["1", "2", "3"]
    first = paragraphs(reading.document.body)[0]
    assert plain(first.runs).endswith("a beneficiary can claim compensation under the act.")
    told = [(doubt.place, doubt.words) for doubt in reading.doubts if "pages" in doubt.why]
    assert told == [(Place(9), "3"), (Place(10, 4), "A/HRC/0/1")]


def test_the_page_is_told_where_a_head_says_it() -> None:
    # A/HRC/8/33
    reading = numbered("1. One.", "A/HRC/8/33 Page 3", "2. Two.", "", "3.", "Three.")
    places = [each.place for each in paragraphs(reading.document.body)]
    assert places == [Place(6), Place(8, 3), Place(10, 3)]


def test_a_form_feed_begins_a_page() -> None:
    reading = numbered("1. One goes on", "A/HRC/0/1", "2\f", "here.\f2. Two.")
    places = [each.place for each in paragraphs(reading.document.body)]
    assert places == [Place(6, 1), Place(9, 3)]
    assert plain(paragraphs(reading.document.body)[0].runs) == "One goes on here."


def test_a_note_in_the_middle_of_a_paragraph_leaves_it_whole() -> None:
    # the report on Kuwait of 2010, issued before as A/HRC/WG.6/8/L.14
    reading = numbered(
        "1. The review was held on 12 May 2010.",
        "2. Statements will be posted on the extranet of the universal periodic review when"
        " available1. A number of delegations thanked the Government for the ",
        "1 \tThe Democratic People’s Republic of Korea, Mexico, Bosnia and Herzegovina.",
        "presentation of its report and for its responses to advance questions.",
        "3. Saudi Arabia highlighted the constitutional principle.",
    )
    second = paragraphs(reading.document.body)[1]
    assert second.runs[1] == Call("1")
    assert plain(second.runs).endswith(
        "thanked the Government for the presentation of its report"
        " and for its responses to advance questions."
    )
    [note] = reading.document.notes
    assert plain(note.paragraphs[0]).startswith("The Democratic People’s Republic of Korea")
    assert "A figure after a word is taken for the call of a note." in whys(reading)


def test_a_note_that_nothing_calls_is_kept_and_told() -> None:
    reading = numbered("1. One.", "¹ Said.", "2. Two km² wide.")
    assert [note.marker for note in reading.document.notes] == ["1"]
    assert "Nothing calls this note." in whys(reading)
    assert plain(paragraphs(reading.document.body)[1].runs) == "Two km² wide."
    assert [doubt.words for doubt in reading.doubts if "not there" in doubt.why] == ["2"]


BROKEN = (
    # A/HRC/28/15 and A/HRC/14/15/Add.1
    "1. Touching upon austerity measures, the delegation assured they were carefully {}-",
    "{} with a view to minimizing the impact on the most vulnerable in the whole of society.",
    "2. It would {} measures of the kind again in the course of the coming year, it was said.",
)


@pytest.mark.parametrize(
    ("first", "second", "elsewhere", "joined", "why"),
    [
        ("re", "examined", "re-examined", "re-examined", ""),
        ("re", "examined", "reexamined", "reexamined", ""),
        ("re", "examined", "nothing", "re-examined", "kept by a guess"),
        ("German", "speaking", "nothing", "German-speaking", "kept by a guess"),
        ("Inter", "American", "nothing", "Inter-American", ""),
        ("partici", "pated", "nothing", "participated", "joined by a guess"),
    ],
)
def test_a_word_at_the_end_of_a_line_is_joined_by_the_evidence_of_the_text(
    first: str, second: str, elsewhere: str, joined: str, why: str
) -> None:
    one, two, three = BROKEN
    reading = numbered(one.format(first), two.format(second), three.format(elsewhere))
    found = plain(paragraphs(reading.document.body)[0].runs)
    assert f"carefully {joined} with" in found
    told = [doubt.why for doubt in reading.doubts if "guess" in doubt.why]
    assert len(told) == bool(why)
    assert all(why in each for each in told)


def test_recommendations_are_points_of_their_paragraph() -> None:
    # A/HRC/19/14
    reading = numbered(
        *(f"{number}. Said." for number in range(1, 93)),
        "93. The recommendations below enjoy the support of Zimbabwe: ",
        "93.1. Continue its efforts to fight poverty (Bangladesh);  ",
        "93.2. Implement school meals programs and link them to ",
        "local food production (Brazil);  ",
        "93.3 Adopt measures to:",
        "(a) educate;",
        "(b) inform (Norway).",
        "94. All conclusions reflect the position of the submitting States.",
    )
    body = paragraphs(reading.document.body)
    assert [each.number for each in body] == [str(number) for number in range(1, 95)]
    points = body[92].points
    assert [point.number for point in points] == ["93.1", "93.2", "93.3"]
    assert plain(points[1].runs).endswith("link them to local food production (Brazil);")
    assert [point.number for point in points[2].points] == ["(a)", "(b)"]


def test_a_list_that_counts_past_the_paragraphs_is_still_a_list() -> None:
    # as the report on Angola of 2010 does: paragraph 87 lists 166 recommendations
    listed = [f"{number}. Recommend it (Norway);" for number in range(1, 7)]
    reading = numbered("1. One.", "2. Two.", "3. The following:", *listed, "4. Four.", "5. Five.")
    body = paragraphs(reading.document.body)
    assert [each.number for each in body] == ["1", "2", "3", "4", "5"]
    assert [point.number for point in body[2].points] == ["1", "2", "3", "4", "5", "6"]


def test_a_number_that_lost_its_stop_is_found_and_told() -> None:
    # A/HRC/19/9
    reading = numbered(
        "1. The habitual residence condition was applied to both.",
        "2, The State party reported that some form of payments had been made.",
        "3 The Government was committed to developing a system of universal health care.",
        "4. A study was published last year.",
    )
    assert numbers(reading.document) == ["1", "2", "3", "4"]
    assert whys(reading).count("A number without a stop is taken for that of a paragraph.") == 2


def test_a_missing_number_is_told() -> None:
    reading = numbered("1. One.", "2. Two.", "5. Five.", "6. Six.", "6. Six again.", "7. Seven.")
    assert numbers(reading.document) == ["1", "2", "5", "6", "6", "7"]
    told = [(doubt.place.line, doubt.why) for doubt in reading.doubts if "umber" in doubt.why]
    assert told == [
        (8, "No paragraph is numbered 3–4."),
        (10, "This number comes a second time."),
    ]


def test_a_year_at_the_start_of_a_line_is_no_number() -> None:
    reading = numbered("1. One was done in", "", "200. It went on.", "2. Two.")
    assert numbers(reading.document) == ["1", "2"]
    assert "This number is out of order; it is kept as text." in whys(reading)
    assert "200. It went on." in plain(paragraphs(reading.document.body)[0].runs)


def test_several_numbers_of_one_paragraph_are_kept() -> None:
    # A/HRC/14/15/Add.1
    reading = numbered(
        "1.                Slovenia accepts the recommendation.",
        "2., 3., 4.        The Slovenian Government accepts these recommendations.",
        "5.                Slovenia accepts the recommendation.",
    )
    assert numbers(reading.document) == ["1", "2., 3., 4", "5"]


def test_columns_set_with_tabs_are_a_table() -> None:
    # the table of contents of A/HRC/9/21, set in the body
    reading = numbered(
        "1. As follows:",
        "A. Approach\t15\t5",
        "B. Scope of the mandate\t16 - 20\t6",
        "C. Legal framework\t21 - 23\t7",
        "2. It ends.",
    )
    [table] = tables(reading.document.body)
    assert isinstance(table, Table)
    assert [[plain(cell.runs) for cell in row] for row in table.rows][1] == [
        "B. Scope of the mandate",
        "16 - 20",
        "6",
    ]


def test_an_annex_has_its_title_and_counts_anew() -> None:
    # A/HRC/19/14
    reading = numbered(
        "1. One.",
        "2. Two.",
        "Annex II",
        "[English only]",
        "  Composition of the delegation ",
        "1. The delegation was headed by a Minister.",
        "• a member; ",
        "• another member.",
    )
    [annex] = reading.document.annexes
    assert (annex.number, plain(annex.title)) == ("II", "Composition of the delegation")
    remark, first = paragraphs(annex.blocks)
    assert plain(remark.runs) == "[English only]"
    assert (first.number, len(first.points)) == ("1", 2)


def test_what_was_set_before_the_document_is_told() -> None:
    reading = read(
        b"# A title\n**Source:** x\n---\nA/HRC/0/1\nReport of nobody\n1. One.\n2. Two.\n"
    )
    assert reading.document.front.symbol == "A/HRC/0/1"
    assert reading.doubts[0].words == "# A title\n**Source:** x\n---"


def test_a_text_of_old_macs_is_read_and_told() -> None:
    text = "A/HRC/0/1\rReport of nobody\r1. The State’s reply.\r2. The “second”.\r"
    reading = read(text.encode("mac_roman"))
    assert plain(paragraphs(reading.document.body)[0].runs) == "The State’s reply."
    assert "encoding of old Macs" in reading.doubts[0].why
