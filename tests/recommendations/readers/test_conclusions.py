"""What numbers of the conclusions are told apart, and what is told of those that are missing."""

import pytest

from rapporteur.recommendations.readers.conclusions import Conclusions, position_of

SUPPORTED = "The following recommendations enjoy the support of Exerland:"


def walked(*lines):
    body = Conclusions(list(enumerate(["II. Conclusions and/or recommendations", *lines], start=1)))
    body.walk()
    return body


def numbered(*lines):
    return [(one.paragraph, one.text) for one in walked(*lines).found]


@pytest.mark.parametrize(
    ("sentence", "position"),
    [
        ("enjoy the support of Exerland", "Supported"),
        ("Exerland agreed on the following", "Supported"),
        ("did not enjoy the support of Exerland", "Noted"),
        ("Exerland will examine them and respond in due course", "Pending"),
        ("The response of Exerland to these will be included in the outcome report", "Pending"),
        ("the following recommendations were made to Exerland", ""),
    ],
)
def test_the_sentence_of_a_group_tells_the_position(sentence, position):
    assert position_of(sentence) == position


def test_plain_numbers_go_on_within_a_group_and_the_next_group_is_told_by_its_sentence():
    lines = [f"2. {SUPPORTED}", "1. Enact;", "2. Carry it out", "in 1995;", "3. Report;"]
    assert numbered(*lines, "3. The recommendations above were read.", "1. Repeal;") == [
        ("2.1", "Enact;"),
        ("2.2", "Carry it out in 1995;"),
        ("2.3", "Report;"),
        ("3.1", "Repeal;"),
    ]


def test_letters_count_only_where_the_sentence_speaks_of_recommendations():
    assert numbered(f"6. {SUPPORTED}", "(a) Enact;", "(b) Carry it out (i) soon;") == [
        ("6(a)", "Enact;"),
        ("6(b)", "Carry it out (i) soon;"),
    ]
    assert numbered("6. Exerland said:", "(a) much;", f"7. {SUPPORTED}", "7.1 Enact;") == [
        ("7.1", "Enact;")
    ]
    places = "6. The recommendations in the paragraphs below were not supported:"
    assert numbered(places, "(a) 60 (b) (c);", "7. More", "7.1 Enact;") == [("7.1", "Enact;")]


def test_letters_go_on_after_z():
    lines = [f"({letter}) Act;" for letter in "abcdefghijklmnopqrstuvwxyz"]
    found = numbered(f"6. {SUPPORTED}", *lines, "(aa) Act again.")
    assert found[-2:] == [("6(z)", "Act;"), ("6(aa)", "Act again.")]


def test_a_forgotten_point_and_a_number_within_a_line_are_found():
    assert numbered(f"6. {SUPPORTED}", "1. Enact;", "2 Report;", "4 million homes;") == [
        ("6.1", "Enact;"),
        ("6.2", "Report; 4 million homes;"),
    ]
    found = numbered(
        f"6. {SUPPORTED}", "6.1 Enact (Chile); 6.2. Report (Chile); 6.3 End;", "7. End"
    )
    assert found == [("6.1", "Enact (Chile);"), ("6.2", "Report (Chile);"), ("6.3", "End;")]


def test_slips_of_the_pen_are_taken_for_what_they_must_be_and_told():
    lines = [f"6. {SUPPORTED}", "6.1 Enact;", "5.2 Report;", "7.3 Act;", "7. Exerland", "7.1 End."]
    body = walked(*lines)
    assert [one.paragraph for one in body.found] == ["6.1", "6.2", "6.3", "7.1"]
    assert [told for _line, told in body.doubts] == [
        "numbered 5.2 in the document, and taken for 6.2",
        "numbered 7.3 in the document, and taken for 6.3",
    ]


def test_a_lost_digit_is_a_slip_too():
    lines = [f"6.{number} Act;" for number in range(1, 11)]
    assert numbered(f"6. {SUPPORTED}", *lines, "6.1 Report;", "6.12 End.")[-2:] == [
        ("6.11", "Report;"),
        ("6.12", "End."),
    ]


def test_numbers_left_out_that_follow_later_have_the_position_of_their_own_group():
    lines = [f"6. {SUPPORTED}", "6.1 Enact;", "6.4 Report;", "7. These were noted:", "6.2 Act;"]
    body = walked(*lines, "7.1 Repeal;")
    assert [(one.paragraph, one.position) for one in body.found] == [
        ("6.1", "Supported"),
        ("6.4", "Supported"),
        ("6.2", "Supported"),
        ("7.1", "Noted"),
    ]
    assert body.doubts == [(4, "6.3 is missing in the document")]


def test_numbers_far_away_or_of_another_form_are_words():
    assert numbered(f"6. {SUPPORTED}", "6.1 Enact", "99.7 per cent;", "9. Report;") == [
        ("6.1", "Enact 99.7 per cent; 9. Report;")
    ]
    assert numbered(f"6. {SUPPORTED}", "1. Enact", "6.2 of it", "(a) at once;") == [
        ("6.1", "Enact 6.2 of it (a) at once;")
    ]


def test_a_sentence_after_its_group_tells_the_position_but_not_where_it_speaks_of_some():
    made = "6. In the discussion, the following recommendations were made to Exerland:"
    lines = [made, "1. Enact;", "7. The response to these recommendations will come in due time."]
    assert [one.position for one in walked(*lines).found] == ["Pending"]
    lines[2] = "7. Exerland takes note of the above recommendations; some are supported."
    assert [one.position for one in walked(*lines).found] == [""]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Exerland offers the following comments:", "holds comments or commitments"),
        ("Exerland made the following voluntary commitments:", "holds comments or commitments"),
    ],
)
def test_comments_and_commitments_are_no_recommendations(sentence, told):
    body = walked(f"6. {SUPPORTED}", "1. Enact;", f"7. {sentence}", "1. It is so.")
    assert [one.paragraph for one in body.found] == ["6.1"]
    assert body.doubts == [(4, f"paragraph 7 {told}: they are not read")]


def test_recommendations_named_by_paragraphs_of_the_dialogue_are_told():
    lines = (f"6. {SUPPORTED}", "1. Enact;", "7. Those recommendations in paragraph 23 (b) do not.")
    ((line, told),) = walked(*lines).doubts
    assert line == 4
    assert told.startswith("paragraph 7 names recommendations without a number of their own")


def test_annexes_and_pledges_end_the_conclusions():
    for end in ("III. Voluntary pledges and commitments", "Annex", "Annexe II"):
        assert numbered(f"6. {SUPPORTED}", "6.1 Enact;", end, "6.2 Report;") == [("6.1", "Enact;")]
