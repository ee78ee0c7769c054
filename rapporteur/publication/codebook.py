"""What each column of the letters made public means: for people, and for programs.

A codebook stands beside each download. A column without a line here fails a test.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapporteur.publication import dumps, letters
from rapporteur.publication.exports import Column, line, written_json
from rapporteur.publication.kinds import Addressee, Kind, Mechanism, Position
from rapporteur.publication.tables import Described, Meaning

DAY, DATE = "day, as year-month-day", "partial date: a year, a month or a day"
YES_NO = {"yes": "true in JSON", "no": "false in JSON"}
KINDS = {str(one.value): one.label for one in Kind}
TO = {str(one.value): one.label for one in Addressee}
TONGUES = {
    "en": "English",
    "fr": "French",
    "es": "Spanish",
    "ar": "Arabic",
    "zh-hans": "Chinese",
    "ru": "Russian",
}
ISO3 = "code of the table world.country"
EMPTY_DAY = "empty: none on record on the day of as_of"


COMMON = {
    "key": Meaning("The key of the row; it never changes and stands in the address", "code"),
    "kind": Meaning("Kind of the letter", "code", KINDS),
    "joint": Meaning("Whether more than one mandate signed", "yes or no", YES_NO),
    "mandates": Meaning("Mandates that signed, in order", "list of codes, table mandates.mandate"),
    "country": Meaning("The State; empty: the addressee is none", ISO3),
    "language": Meaning("Language of the text; empty: another than these", "code", TONGUES),
    "official_address": Meaning("Where the official copy is", "address"),
    "why_no_address": Meaning("Why there is no official address"),
    "source": Meaning("From where the row comes"),
    "as_of": Meaning("The day on which the row was so", DAY),
    "licence": Meaning("Under which terms it may be used"),
    "exercise": Meaning("Whether it is made up for an exercise", "yes or no", YES_NO),
    "sent_on": Meaning("The day on which the letter was sent", DAY),
    "published_on": Meaning("The day on which it was made public here", DAY),
}
LETTERS = {
    "reference": Meaning("Official reference; empty: none on record", "kind, State, number/year"),
    "addressee_kind": Meaning("To whom it went", "code", TO),
    "addressee": Meaning("The addressee as the letter names it; empty: the name was removed"),
    "scope_codes": Meaning("Kinds of matter", "list of codes, table law.scopecode"),
    "public_from": Meaning("The first day after the confidential period", DAY),
    "replied_on": Meaning("Day of the first reply on record, public or not", f"{DAY}; {EMPTY_DAY}"),
    "replies": Meaning("Replies that are public", "list of keys, table replies"),
    "observations": Meaning(
        "Paragraphs of published reports about it", "list of keys, table observations"
    ),
    "subject": Meaning("Subject; […] stands for what was removed"),
    "text": Meaning("Text of the letter; […] stands for what was removed"),
    "binding": Meaning("Law cited that binds the addressee", "list of citations"),
    "standards": Meaning("Standards cited that do not bind by themselves", "list of citations"),
    "signatures": Meaning("Name and title of those who signed", "list"),
}
REPLIES = {
    "letter": Meaning("The letter that is answered", "key, table letters"),
    "received_on": Meaning("The day on which the reply came", DAY),
    "text": Meaning("Text of the reply and its files; […] stands for what was removed"),
}
EARLIER = {
    "reference": Meaning("Reference as the source has it; empty: unknown", "State number/year"),
    "sent_on": Meaning("When it was sent, as exact as the source tells", DATE),
    "addressee": Meaning("Code of the addressee as the source has it", "code"),
    "addressee_name": Meaning("Name of the addressee as the source has it"),
    "subject": Meaning("Subject as the source has it"),
    "answered": Meaning(
        "Whether a reply is known; empty: the source does not say",
        "code",
        {"yes": "a reply is on record", "none": "none was on record on the day of as_of"},
    ),
    "replies": Meaning("When replies came", f"list; {DATE}"),
    "text_held": Meaning("Whether the text is held here", "yes or no", YES_NO),
    "text_address": Meaning("Where the text is said to be", "address"),
    "source_address": Meaning("Where the source is", "address"),
    "as_of": Meaning("When the row was so", DATE),
}
OBSERVATIONS = {
    "key": Meaning("The key of the row: report, paragraph, and the letter or State", "code"),
    "report": Meaning("The key of the report, as its address has it", "code"),
    "symbol": Meaning("Symbol of the report"),
    "paragraph": Meaning("Number of the paragraph", "number"),
    "address": Meaning("Where the paragraph stands at this door", "address"),
    "mandate": Meaning("The mandate that reports", "code, table mandates.mandate"),
    "country": Meaning("The State it is about; empty: the addressee of the letter is none", ISO3),
    "letter": Meaning("The letter it is about; empty: it is about the State", "key, table letters"),
    "text": Meaning("The paragraph, in the words of the report"),
    "published_on": Meaning("The day on which the report was made public here", DAY),
}
MECHANISMS = {str(one.value): one.label for one in Mechanism}
POSITIONS = {str(one.value): one.label for one in Position}
SOURCES = {
    "uhri": "Universal Human Rights Index",
    "thematic": "thematic list of OHCHR",
    "report": "report of a Working Group",
    "paper": "document of a body or a mandate",
}
RECOMMENDATIONS = {
    "mechanism": Meaning("What kind of mechanism recommends", "code", MECHANISMS),
    "body": Meaning("The body that recommends; empty: unknown"),
    "symbol": Meaning("Symbol of the document, without addenda; empty: unknown"),
    "paragraph": Meaning("Paragraph or number in it; empty: unknown"),
    "text": Meaning("The recommendation, in the words of its first source"),
    "language": Meaning("Language of the text; empty: unknown", "code"),
    "states": Meaning("States it is addressed to; none: every State", f"list of {ISO3}"),
    "recommending": Meaning("States that recommend, in the review", f"list of {ISO3}"),
    "dated": Meaning("Day of the document; empty: unknown", DATE),
    "session": Meaning("Session of the review; empty: unknown, or no review", "number"),
    "cycle": Meaning("Cycle of the review; empty: unknown, or no review", "number"),
    "positions": Meaning(
        "Each position of the State that a public source tells; none: none is told",
        "list of codes",
        POSITIONS,
    ),
    "sources": Meaning(
        "Kinds of public sources that tell it; none: it was made public here",
        "list of codes",
        SOURCES,
    ),
    "as_of": Meaning("The day on which the row was so", DATE),
}
MEANINGS = {
    "letters": LETTERS,
    "replies": REPLIES,
    "earlier_letters": EARLIER,
    "observations": OBSERVATIONS,
    "recommendations": RECOMMENDATIONS,
}
TABLES: dict[str, Described] = {**letters.TABLES, **dumps.TABLES}  # that have a codebook


@dataclass(frozen=True)
class Entry:
    """One line of a codebook."""

    column: str
    types: tuple[str, ...]
    meaning: Meaning

    @property
    def in_words(self) -> str:
        return "; ".join(f"{code} = {words}" for code, words in self.values.items())

    @property
    def values(self) -> dict[str, str]:
        return {code: str(words) for code, words in (self.meaning.values or {}).items()}


def meaning_of(table: Described, column: Column) -> Meaning:
    """Return what a column means. Raises KeyError for one that has no line here."""
    own = table.meanings or MEANINGS[table.name]
    return own.get(column.name) or COMMON[column.name]


def entries(table: Described) -> list[Entry]:
    return [Entry(one.name, one.types, meaning_of(table, one)) for one in table.columns]


FIELDS = (
    Column("column", lambda one: one.column),
    Column("types", lambda one: list(one.types), types=("array",)),
    Column("meaning", lambda one: one.meaning.meaning),
    Column("unit", lambda one: one.meaning.unit),
    Column("values", lambda one: one.values, types=("object",)),
)


def csv_of(table: Described) -> Iterator[str]:
    yield line([one.name for one in FIELDS])
    for one in entries(table):
        told = one.meaning
        yield line([one.column, " or ".join(one.types), told.meaning, told.unit, one.in_words])


def json_of(table: Described) -> Iterable[str]:
    head = {"codebook": table.name, "what": table.what, "note": table.note}
    return written_json(head, FIELDS, entries(table))
