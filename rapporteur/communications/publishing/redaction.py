"""Take away from a text, and never write into it.

An officer puts double square brackets around what is to go, in a text that must otherwise stay as
it is, and names words that go wherever they stand. What comes out are pieces (publication.pieces):
neither the words that were removed nor how long they were is in them.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.refusals import Refused
from rapporteur.publication.folding import A_HAN
from rapporteur.publication.pieces import Piece, Removed

BRACKETS = re.compile(r"\[\[|\]\](?!\])")
# Signs that are not seen: between the letters of a word they must not hide it from us.
UNSEEN = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
DOUBLED = re.compile(r"\[(?=\[)|\](?=\])")
INITIALS = re.compile(r"(?:[^\W\d_][.\s]*)(?:[^\W\d_](?![^\W\d_])[.\s]*)*")

Span = tuple[int, int, str]  # from, to, a code of Removed


@dataclass(frozen=True)
class Taken:
    """What is taken from one passage: its text with brackets, why, or all of it."""

    typed: str = ""
    reason: str = Removed.PERSON.value
    whole: bool = False


@dataclass(frozen=True)
class Words:
    """The public version while it is prepared: what was sent, and what is taken from it.

    `passages` are pairs of a key and its text, in order; `frame` is what stands around them and
    is not touched. `hidden` must not be left: names and initials of children, and an addressee
    who is none of the kinds that the public may know.
    """

    passages: tuple[tuple[str, str], ...]
    frame: Mapping[str, Any] = field(default_factory=dict)
    children: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    taken: Mapping[str, Taken] = field(default_factory=dict)
    everywhere: tuple[str, ...] = ()
    everywhere_reason: str = Removed.PERSON.value

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Read the words as they were sealed."""
        return cls(
            passages=tuple((key, text) for key, text in kept["passages"]),
            frame=kept["frame"],
            children=tuple(kept["children"]),
            hidden=tuple(kept["hidden"]),
            taken={key: Taken(**one) for key, one in kept["taken"].items()},
            everywhere=tuple(kept["everywhere"]),
            everywhere_reason=kept["everywhere_reason"],
        )

    def kept(self) -> dict[str, Any]:
        return {
            "passages": [list(one) for one in self.passages],
            "frame": dict(self.frame),
            "children": list(self.children),
            "hidden": list(self.hidden),
            "taken": {key: vars(one) for key, one in self.taken.items()},
            "everywhere": list(self.everywhere),
            "everywhere_reason": self.everywhere_reason,
        }


def settled(text: str) -> str:
    """Return a text that stays the same through a form: without what cannot be shown.

    Double brackets of its own are parted by a space, since they say what is removed.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = UNSHOWN.sub("", unicodedata.normalize("NFC", lines)).strip()
    return DOUBLED.sub(lambda match: f"{match[0]} ", shown)


def marked(original: str, typed: str, reason: str) -> list[Span]:
    """Return where brackets stand in a text. Raises Refused unless only brackets were added."""
    spans: list[Span] = []
    plain, at, begun = "", 0, -1
    text = typed.replace("\r\n", "\n")
    for match in BRACKETS.finditer(text):
        plain, at = plain + text[at : match.start()], match.end()
        if (match[0] == "[[") == (begun >= 0):
            raise Refused(
                _("Each [[ needs its own ]] after it, and no brackets may stand within brackets.")
            )
        if begun >= 0:
            spans.append((begun, len(plain), reason))
        begun = len(plain) if begun < 0 else -1
    if begun >= 0:
        raise Refused(_("A [[ has no ]] after it."))
    if plain + text[at:] != original:
        raise Refused(
            _("Only brackets may be added: without them the text must be the one that was sent.")
        )
    return [span for span in spans if span[0] < span[1]]


def anywhere(words: str) -> "re.Pattern[str]":
    """Return what finds these words regardless of case, of spaces and of signs that are unseen."""
    runs = (
        f"[{UNSEEN}]*".join(re.escape(letter) for letter in run)
        for run in unicodedata.normalize("NFC", words).split()
    )
    return re.compile(rf"[\s{UNSEEN}]+".join(runs), re.IGNORECASE)


def pieces_of(text: str, spans: Iterable[Span]) -> list[Piece]:
    """Return a text without its spans. Spans that meet, or have only spaces between, are one."""
    found: list[Piece] = []
    at = 0
    for start, end, reason in sorted(spans):
        between = text[at : max(start, at)]
        if between.strip():
            found.append({"text": between})
        if between.strip() or not found:
            found.append({"removed": reason})
        at = max(at, end)
    rest = text[at:]
    return [*found, {"text": rest}] if rest.strip() else found


def redacted(words: Words) -> dict[str, list[Piece]]:
    """Return the pieces of each passage, by its key. Raises Refused for brackets that do not fit."""
    patterns = [anywhere(one) for one in words.everywhere]
    found = {}
    for key, text in words.passages:
        taken = words.taken.get(key, Taken(text))
        if taken.whole:
            found[key] = pieces_of(text, [(0, len(text), taken.reason)])
            continue
        spans = marked(text, taken.typed, taken.reason)
        spans += [
            (*match.span(), words.everywhere_reason)
            for pattern in patterns
            for match in pattern.finditer(text)
        ]
        found[key] = pieces_of(text, spans)
    return found


def counted(words: Words) -> list[tuple[str, int]]:
    """Return the words that go wherever they stand, each with how often it stands in the text."""
    texts = [text for _key, text in words.passages]
    return [
        (one, sum(len(anywhere(one).findall(text)) for text in texts)) for one in words.everywhere
    ]


def initials_of(told: str) -> "re.Pattern[str]":
    """Return what finds initials with dots, spaces or neither between."""
    letters = [re.escape(one) for one in told if one.isalpha()]
    if len(letters) == 1:
        return re.compile(rf"(?<!\w){letters[0]}\.")
    return re.compile(r"(?<!\w)" + r"[.\s]{0,3}".join(letters) + r"(?!\w)")


def patterns_of_child(told: str) -> list["re.Pattern[str]"]:
    """Return what finds a child by initials, by the whole name and by each part of it."""
    if A_HAN.search(told):
        return [anywhere(told)]
    if INITIALS.fullmatch(told):
        return [initials_of(told)]
    parts = {told, *(part for part in told.split() if len(part.strip(".")) > 1)}
    return [
        re.compile(rf"(?<!\w){anywhere(part).pattern}(?!\w)", re.IGNORECASE)
        for part in sorted(parts)
    ]


def left(words: Words, pieces: Mapping[str, Sequence[Piece]], *more: str) -> list[str]:
    """Return which children and hidden names would still be read, also in `more` texts."""
    texts = [one["text"] for some in pieces.values() for one in some if "text" in one]
    texts += more

    def stands(patterns: list["re.Pattern[str]"]) -> bool:
        return any(pattern.search(text) for pattern in patterns for text in texts)

    found = [one for one in words.children if stands(patterns_of_child(one))]
    return found + [one for one in words.hidden if stands([anywhere(one)])]
