"""What must be true before the intake door of a real installation opens, as data, and who says so.

An item is proved by the machine, or attested by a named person with evidence in words, or either.
ADR 0134.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

OPEN = "open"  # not an item: the step that opens the door, once nothing is missing, or shuts it
PLACES = 2  # in which the shares of each desk are drilled: one fire or one search takes one place
SHARES = frozenset("123")


@dataclass(frozen=True)
class Item:
    """One thing that is asked: by whom it may be said, and what counts as evidence."""

    code: str
    asks: str
    who: str
    evidence: str
    attested: bool = True  # False: only the machine proves it


ITEMS = (
    Item(
        "host",
        "a legal host: who runs it, under which law and which immunities",
        "the mandate-holder, with counsel of the host",
        "the agreement, its date, and where it is kept",
    ),
    Item(
        "protection",
        "a data-protection assessment, written and signed",
        "the data-protection officer of the host",
        "title, date, who signed it",
    ),
    Item(
        "helplines",
        "checked rows of helplines, or a written fallback",
        "a coordinator, for the fallback; rows are found by the machine",
        "the text of the fallback, or where it stands",
    ),
    Item(
        "texts",
        "every text that a source sees, approved by a named reader of each language",
        "a coordinator, naming the reader of each language",
        "reader, language and day, for all six",
    ),
    Item(
        "compulsion",
        "the page on legal compulsion, filled in, signed and known to who opens the door",
        "the mandate-holder, with counsel of the host",
        "the day on which it was signed, and who has read it",
    ),
    Item(
        "drill",
        "the officers' shares of each desk, drilled in two places, each share at least once",
        "nobody: `rapporteur drill` records it",
        "two of three shares open an envelope sealed that moment",
        attested=False,
    ),
)
CODES = tuple(item.code for item in ITEMS)


@dataclass(frozen=True)
class Drill:
    """Two shares that opened what was sealed to a desk: which ones, and where."""

    desk: str
    shares: str
    place: str


@dataclass(frozen=True)
class Facts:
    """What is known of an installation: the newest answer to each item, and what was counted."""

    answers: dict[str, bool] = field(default_factory=dict)
    desks: Sequence[str] = ()  # names of those that stand
    drills: Sequence[Drill] = ()  # with the shares in use; those of older sets do not count
    helplines: int = 0


def item(code: str) -> Item | None:
    return next((one for one in ITEMS if one.code == code), None)


def missing(facts: Facts) -> dict[str, str]:
    """Return each item that is not passed, with the reason."""
    reasons = {one.code: reason(one, facts) for one in ITEMS}
    return {code: words for code, words in reasons.items() if words}


def reason(one: Item, facts: Facts) -> str:
    """Return why an item is not passed, or nothing."""
    if one.code == "drill":
        return undrilled(facts)
    if facts.answers.get(one.code):
        return ""
    if one.code == "helplines":
        return "" if facts.helplines else "there is no row in force, and no fallback was attested"
    return "withdrawn" if one.code in facts.answers else "nobody has attested it"


def undrilled(facts: Facts) -> str:
    """Return which desk was not drilled enough, or nothing."""
    if not facts.desks:
        return "there is no desk yet"
    for desk in facts.desks:
        of_it = [one for one in facts.drills if one.desk == desk]
        places = {folded(one.place) for one in of_it}
        unseen = SHARES.difference(*(one.shares for one in of_it))
        if len(places) < PLACES:
            return f"{desk}: drilled in {len(places)} of {PLACES} places"
        if unseen:
            return f"{desk}: share {', '.join(sorted(unseen))} was in no drill"
    return ""


def folded(place: str) -> str:
    """Return a place so that another spelling of it is no second place."""
    return " ".join(place.split()).casefold()
