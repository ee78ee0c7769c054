"""What is taken away is gone: not in the pieces, not its length, not where it hid."""

import json
import random

import pytest

from rapporteur.communications.publishing.redaction import (
    Taken,
    Words,
    anywhere,
    counted,
    left,
    marked,
    patterns_of_child,
    pieces_of,
    redacted,
    settled,
)
from rapporteur.kernel.refusals import Refused

TEXT = "The family of Berto Quill lives in Zorn street."
PLANTED = ("Quorumzyx", "Ädlerfëld", "зёрнышко", "ज़ेबरा", "李四光", "وائل")
AROUND = ("a", "the", "city", "été", " ", "\n", ".", "،", "[", "]", "«", "x]", "[sic]")


def one(typed, original=TEXT, reason="person"):
    words = Words(passages=(("text-1", settled(original)),), taken={"text-1": Taken(typed, reason)})
    return redacted(words)["text-1"]


def everywhere(text, *given):
    return Words(passages=(("text-1", settled(text)),), everywhere=given)


@pytest.mark.requirement("C13")
def test_what_stands_in_brackets_is_gone_and_its_reason_stays():
    pieces = one("The family of [[Berto Quill]] lives in [[Zorn street]].", reason="child")
    assert pieces == [
        {"text": "The family of "},
        {"removed": "child"},
        {"text": " lives in "},
        {"removed": "child"},
        {"text": "."},
    ]


@pytest.mark.requirement("C13")
@pytest.mark.parametrize("name", ["A. B.", "Maximilian Featherstonehaugh of Upper Zorn"])
def test_how_long_it_was_is_not_told(name):
    original = f"The family of {name} moved."
    assert one(f"The family of [[{name}]] moved.", original) == [
        {"text": "The family of "},
        {"removed": "person"},
        {"text": " moved."},
    ]


def test_removals_with_only_spaces_between_are_one():
    assert one("The family of [[Berto]] [[Quill]] lives in Zorn street.")[1:] == [
        {"removed": "person"},
        {"text": " lives in Zorn street."},
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "The family of [[Berto Quill lives in Zorn street.",
        "The family of Berto Quill]] lives in Zorn street.",
        "The [[family of [[Berto]] Quill]] lives in Zorn street.",
        "The ]]family[[ of Berto Quill lives in Zorn street.",
        "The family of [[Berto Quil]] lives in Zorn street.",
        "The family of [[]] lives in Zorn street.",
        "The family of B. Q. lives in Zorn street.",
        TEXT.lower(),
        "",
    ],
)
def test_only_brackets_may_be_added_and_each_has_its_end(typed):
    with pytest.raises(Refused):
        one(typed)


def test_empty_brackets_take_nothing():
    assert one(f"{TEXT}[[]]") == [{"text": TEXT}]


def test_brackets_of_the_text_itself_can_be_removed_and_kept():
    original = settled("He wrote [sic] and [[this]].")
    assert original == "He wrote [sic] and [ [this] ]."
    assert marked(original, "He wrote [[[sic]]] and [ [this] ].", "safety") == [(9, 14, "safety")]
    assert one(original, original) == [{"text": original}]


def test_lines_may_end_as_browsers_send_them():
    assert one("One[[ two]]\r\nthree", "One two\nthree") == [
        {"text": "One"},
        {"removed": "person"},
        {"text": "\nthree"},
    ]


def test_a_passage_can_go_whole():
    words = Words(passages=(("text-1", TEXT),), taken={"text-1": Taken("??", "source", whole=True)})
    assert redacted(words) == {"text-1": [{"removed": "source"}]}


def test_what_was_not_touched_stays_as_it_was():
    assert redacted(Words(passages=(("text-1", TEXT),))) == {"text-1": [{"text": TEXT}]}


@pytest.mark.requirement("C13")
@pytest.mark.parametrize(
    ("text", "given", "times"),
    [
        ("QUILL, Quill and quill.", "quill", 3),
        ("Berto\n  Quill, berto quill", "Berto Quill", 2),
        ("Qu\u00adi\u200bll", "Quill", 1),
        ("Zoe\u0301 came", "ZOÉ", 1),
        ("nobody", "Quill", 0),
    ],
)
def test_words_go_wherever_they_stand_and_are_counted(text, given, times):
    words = everywhere(text, given)
    assert counted(words) == [(given, times)]
    shown = json.dumps(redacted(words), ensure_ascii=False)
    assert not anywhere(given).search(shown)
    assert ("removed" in shown) is (times > 0)


def test_brackets_and_words_that_overlap_are_one_removal():
    words = Words(
        passages=(("text-1", TEXT),),
        taken={"text-1": Taken("The family of [[Berto Qu]]ill lives in Zorn street.", "child")},
        everywhere=("Berto Quill",),
    )
    assert redacted(words)["text-1"][1:] == [
        {"removed": "child"},
        {"text": " lives in Zorn street."},
    ]


@pytest.mark.requirement("C13")
@pytest.mark.parametrize("seed", range(300))
def test_planted_words_are_in_no_piece(seed):
    """A text of chance with planted words, some in brackets, the others named; all are gone."""
    chance = random.Random(seed)
    bracketed, named = chance.sample(PLANTED, 2)
    said = [chance.choice(AROUND) for _one in range(chance.randint(0, 40))]
    for word in (bracketed, named):
        for _time in range(chance.randint(1, 3)):
            said.insert(chance.randint(0, len(said)), word)
    joint = chance.choice([" ", "  ", "\n"])
    original = settled(joint.join(said))
    typed = original.replace(bracketed, f"[[{bracketed}]]")
    words = Words(
        passages=(("text-1", original),),
        taken={"text-1": Taken(typed, "child")},
        everywhere=(named.upper(),),
        everywhere_reason="source",
    )
    pieces = redacted(words)["text-1"]
    shown = json.dumps(pieces, ensure_ascii=False).casefold()
    assert bracketed.casefold() not in shown
    assert named.casefold() not in shown
    rest = "".join(piece.get("text", "") for piece in pieces)
    kept = [one for one in said if one not in (bracketed, named)]
    assert "".join(rest.split()) == "".join(settled(joint.join(kept)).split()) or "[" in rest
    assert all(set(piece) in ({"text"}, {"removed"}) for piece in pieces)


@pytest.mark.parametrize("seed", range(50))
def test_what_is_settled_stays_the_same_through_a_form(seed):
    chance = random.Random(seed)
    text = "".join(chance.choice("ab []\r\n\t\u202e\x00é[[]]") for _one in range(60))
    once = settled(text)
    assert settled(once) == once == once.strip()
    assert "[[" not in once
    assert marked(once, once.replace("\n", "\r\n"), "child") == []


def test_spaces_alone_are_no_piece():
    assert pieces_of("  Anab  ", [(2, 6, "child")]) == [{"removed": "child"}]
    assert pieces_of("   ", []) == []


@pytest.mark.parametrize(
    ("child", "text", "stands"),
    [
        ("A.B.", "It is reported that A.B. was there.", True),
        ("A.B.", "It is reported that A. B. was there.", True),
        ("A.B.", "It is reported that AB was there.", True),
        ("AB", "A.B. was there", True),
        ("A.B.", "a bee", False),
        ("A.B.", "CAB and ABC", False),
        ("Z.", "Z. was there", True),
        ("Z.", "Plan Z and ZZ.", False),
        ("Anab Bel", "The girl BEL was there.", True),
        ("Anab Bel", "The bell rang.", False),
        ("Anab O. Bel", "An O stands.", False),
        ("李四", "孩子李四在那里", True),
    ],
)
def test_children_are_found_by_initials_and_by_each_part_of_a_name(child, text, stands):
    assert any(one.search(text) for one in patterns_of_child(child)) is stands


def test_what_must_not_be_public_is_named_as_long_as_it_stands():
    words = Words(
        passages=(("text-1", "A.B. met Mr. Quill."),), children=("A.B.",), hidden=("Mr. Quill",)
    )
    assert left(words, redacted(words)) == ["A.B.", "Mr. Quill"]
    gone = Words(**{**vars(words), "everywhere": ("A.B.", "Mr. Quill")})
    assert left(gone, redacted(gone)) == []
    assert left(gone, redacted(gone), "https://example.org/a.b./") == []
    assert left(gone, redacted(gone), "https://example.org/A.B./") == ["A.B."]


def test_words_are_the_same_after_they_were_sealed():
    words = Words(
        passages=(("subject", "a"), ("part-3", "b")),
        frame={"letterhead": ["c"]},
        children=("A.B.",),
        hidden=("d",),
        taken={"subject": Taken("[[a]]", "child", whole=True)},
        everywhere=("e",),
        everywhere_reason="safety",
    )
    assert Words.of(json.loads(json.dumps(words.kept()))) == words
