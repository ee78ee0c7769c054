"""Questions about letters and replies that were made public; with earlier ones and observations as open data.

A withdrawn letter has no row, so it is in none of the answers. Lists are by date only: letters do
not measure how much abuse there is, and no State is ranked by them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import connection, models
from django.db.models import F, Max, OuterRef, Q, Subquery, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Greatest

from rapporteur import __version__
from rapporteur.kernel.instance.queries import mode
from rapporteur.publication import earlier, exports, observations, visibility
from rapporteur.publication.exports import Column, Summary, Version
from rapporteur.publication.models import PublishedLetter, PublishedReply
from rapporteur.publication.pieces import Piece, plain
from rapporteur.publication.search import keys_of
from rapporteur.publication.tables import FLAG, LIST, MAYBE, Published, iso, of_day, of_field
from rapporteur.world.models import Country

NEWEST = 5  # letters on the page of a State or a mandate
IN_FEED = 50  # entries
SOURCE = "this mandate’s own record"
LICENCE = "written for this project"
NOTE = (
    "Letters and replies as they were made public, by date. What was removed is shown as […]."
    " Letters do not measure how much abuse there is. An empty value is unknown, never no."
)


@dataclass(frozen=True)
class Asked:
    """Which letters are wanted; what is empty is not asked for."""

    state: str = ""
    kind: str = ""
    year: int | None = None
    mandate: str = ""
    codes: Sequence[str] = ()  # any of these scope codes
    replied: str = ""  # on: with a reply on record, published or not; none: without
    words: str = ""  # to be found in reference, title or text, in any language

    @property
    def condition(self) -> Q:
        wanted = {
            "country": self.state,
            "kind": self.kind,
            "sent_on__year": self.year,
            "mandates__contains": [self.mandate] if self.mandate else None,
            "scope_codes__has_any_keys": list(self.codes),
        }
        found = Q(**{name: value for name, value in wanted.items() if value})
        if self.replied:
            found &= Q(replied_on__isnull=self.replied != "on")
        if self.words:
            found &= Q(key__in=keys_of(self.words, "letter"))
        return found


def listed(asked: Asked) -> "models.QuerySet[PublishedLetter]":
    """Return letters for a list, newest first, without their text.

    Each has `subject_pieces`, `named` (the addressee in the letter's words) and `is_answered`
    (a reply is public).
    """
    # An EXISTS would be answered for every letter there is before fifty are taken.
    answers = visibility.replies().filter(letter=OuterRef("pk")).annotate(yes=Value(True))
    found = visibility.letters().filter(asked.condition).select_related("country")
    return (
        found.defer("words")
        .annotate(
            subject_pieces=F("words__subject"),
            named=KT("words__addressee"),
            is_answered=Coalesce(Subquery(answers.values("yes")[:1]), Value(False)),
        )
        .newest_first()
    )


def ids(asked: Asked) -> "models.QuerySet[PublishedLetter, Any]":
    """Return the ids of letters, newest first: what a list is counted and cut by.

    They stand in the index with their order, so that the last page costs little more than the first.
    """
    found = visibility.letters().filter(asked.condition)
    return found.newest_first().values_list("pk", flat=True)


def of_page(page: Iterable[Any]) -> list[PublishedLetter]:
    """Return the letters of these ids as `listed` does; one query."""
    return list(listed(Asked()).filter(pk__in=list(page)))


def newest_to(country: Country) -> list[PublishedLetter]:
    """Return the newest letters to a State, as `listed` does; one query."""
    return list(listed(Asked(state=country.iso3))[:NEWEST])


def newest_of(mandate: str) -> list[PublishedLetter]:
    """Return the newest letters that a mandate signed, as `listed` does; one query."""
    return list(listed(Asked(mandate=mandate))[:NEWEST])


def are_there(asked: Asked) -> bool:
    return visibility.letters().filter(asked.condition).exists()


def one(key: str) -> PublishedLetter | None:
    """Return a letter with its replies, its State and what was observed on it, or None; three queries."""
    found = visibility.letters().select_related("country").filter(key=key)
    brought = (visibility.with_replies(), observations.with_observations())
    return found.prefetch_related(*brought).first()


def is_there(key: str) -> bool:
    """Say whether a letter may be seen; one query."""
    return visibility.letters().filter(key=key).exists()


def states() -> list[str]:
    """Return the codes of the States to which a letter is public; one query."""
    return values_of("country_id")


def signed() -> set[str]:
    """Return the codes of the mandates that signed a letter; one query, one row a set of them."""
    return {code for codes in values_of("mandates") for code in codes}


def values_of(column: str) -> list[Any]:
    """Return each value of a column that the letters have, once.

    The index is asked for the next value after the last one, as often as there are values: to go
    through all letters took longer than the rest of the list.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            EACH_VALUE.format(column=column, letters=visibility.LETTERS), visibility.on_day()
        )
        return [value for (value,) in cursor.fetchall()]


def news(asked: Asked) -> list[PublishedLetter]:
    """Return the letters asked for that were last published or answered in public; one query.

    As `listed` gives them, with the day as `changed_on`.
    """
    replies = visibility.replies().filter(letter=OuterRef("pk")).order_by("-published_on")
    changed = Greatest("published_on", Subquery(replies.values("published_on")[:1]))
    found = listed(asked).annotate(changed_on=changed)
    return list(found.order_by("-changed_on", "key")[:IN_FEED])


def paragraphs(texts: Sequence[Sequence[Piece]]) -> str:
    return "\n\n".join(filter(None, map(plain, texts)))


def text_of(letter: PublishedLetter) -> str:
    """Return the parts of a letter as one text, its facts numbered."""
    written = []
    for part in letter.words["parts"]:
        facts = [f"{place}. {plain(fact)}" for place, fact in enumerate(part["facts"], start=1)]
        written += [plain(part["pieces"]), *facts]
    return "\n\n".join(filter(None, written))


def cited(letter: PublishedLetter, use: str) -> list[str]:
    return [line["citation"] for line in letter.words["annex"][use]]


def signatures(letter: PublishedLetter) -> list[str]:
    return [": ".join(filter(None, (s["name"], s["title"]))) for s in letter.words["signatures"]]


LETTER = (
    of_field("key"),
    of_field("kind"),
    of_field("reference"),
    of_field("mandates", LIST),
    Column("joint", lambda letter: letter.is_joint, types=FLAG),
    of_field("addressee_kind"),
    Column("addressee", lambda letter: letter.words["addressee"]),
    Column("country", lambda letter: letter.country_id, types=MAYBE),
    of_field("language"),
    of_field("scope_codes", LIST),
    *(of_day(name) for name in ("sent_on", "public_from", "published_on")),
    of_day("replied_on", MAYBE),
    Column("replies", lambda letter: [reply.key for reply in letter.replies.all()], types=LIST),
    Column("observations", observations.keys_on, types=LIST),
    Column("subject", lambda letter: letter.subject),
    Column("text", text_of),
    Column("binding", lambda letter: cited(letter, "binding"), types=LIST),
    Column("standards", lambda letter: cited(letter, "standard"), types=LIST),
    Column("signatures", signatures, types=LIST),
    of_field("official_address"),
    of_field("why_no_address"),
    Column("source", lambda _letter: SOURCE),
    Column("as_of", lambda letter: iso(letter.checked_on)),
    Column("licence", lambda _letter: LICENCE),
    of_field("exercise", FLAG),
)


def text_of_reply(reply: PublishedReply) -> str:
    """Return the passages of a reply as one text, then those of its files."""
    of_files = [pieces for file in reply.words["files"] for pieces in file]
    return paragraphs([*reply.words["passages"], *of_files])


REPLY = (
    of_field("key"),
    Column("letter", lambda reply: reply.letter.key),
    of_field("language"),
    *(of_day(name) for name in ("received_on", "published_on")),
    Column("text", text_of_reply),
    of_field("official_address"),
    of_field("why_no_address"),
    Column("source", lambda _reply: SOURCE),
    Column("as_of", lambda reply: iso(reply.letter.checked_on)),
    Column("licence", lambda _reply: LICENCE),
    Column("exercise", lambda reply: reply.letter.exercise, types=FLAG),
)


def all_letters() -> "models.QuerySet[PublishedLetter]":
    brought = (visibility.with_replies(), observations.with_observations())
    return visibility.letters().prefetch_related(*brought).order_by("sent_on", "key")


def all_replies() -> "models.QuerySet[PublishedReply]":
    found = visibility.replies().select_related("letter").defer("letter__words")
    return found.order_by("letter__sent_on", "letter__key", "received_on", "key")


OURS = (SOURCE, LICENCE, NOTE)
OF_LETTERS = ("letters", "replies")  # tables of which some letters alone can be asked for
TABLES = {
    table.name: table
    for table in (
        Published("letters", "letters that were made public", LETTER, *OURS, all_letters),
        Published("replies", "replies that were made public", REPLY, *OURS, all_replies),
        earlier.TABLE,
        observations.TABLE,
    )
}
LAST_DAY = {earlier.TABLE.name: earlier.last_day, observations.TABLE.name: observations.last_day}
STATE_OF_TABLES = f"""
    SELECT (SELECT (count(*), sum(written)) FROM {visibility.LETTERS} AS one)::text,
           (SELECT (count(*), sum(written)) FROM {visibility.REPLIES} AS one)::text,
           (SELECT (count(*), sum(xmin::text::bigint)) FROM published_earlier)::text,
           (SELECT (count(*), sum(written)) FROM {visibility.OBSERVATIONS} AS one)::text
"""  # noqa: S608 - names of ours
EACH_VALUE = """
    WITH RECURSIVE met AS (
        (SELECT {column} FROM {letters} AS one WHERE {column} IS NOT NULL
         ORDER BY {column} LIMIT 1)
        UNION ALL
        SELECT (SELECT {column} FROM {letters} AS one WHERE one.{column} > met.{column}
                ORDER BY {column} LIMIT 1)
        FROM met WHERE met.{column} IS NOT NULL)
    SELECT {column} FROM met WHERE {column} IS NOT NULL
"""
DAYS = f"""
    SELECT count(*), min(checked_on)::text, max(checked_on)::text FROM {visibility.LETTERS} AS one
    UNION ALL
    SELECT count(*), min(checked_on)::text, max(checked_on)::text
    FROM {visibility.REPLIES} AS one JOIN published_letter ON published_letter.id = one.letter_id
    UNION ALL
    SELECT count(*), min(as_of), max(as_of) FROM published_earlier
    UNION ALL
    SELECT count(*), min(published_on)::text, max(published_on)::text
    FROM {visibility.OBSERVATIONS} AS one
"""  # noqa: S608 - names of ours


def version(name: str) -> Version:
    """Return which state the tables are in; one query.

    Every row bears the number of the transaction that wrote it, so that their sum tells any
    change, also one of two that were under way at once.
    """
    with connection.cursor() as cursor:
        cursor.execute(STATE_OF_TABLES, visibility.on_day())
        told = (name, *cursor.fetchone(), mode(), __version__)
    return Version(sha256(repr(told).encode()).hexdigest()[:32], None)


def records_of(table: Published, asked: Asked | None) -> "models.QuerySet[Any]":
    """Return the rows of a table, of the letters asked for alone where something is asked."""
    if asked is None:
        return table.records()
    wanted = visibility.letters().filter(asked.condition).values("pk")
    by_letter = {"pk__in": wanted} if table.name == "letters" else {"letter__in": wanted}
    return table.records().filter(**by_letter)


def last_day() -> str | None:
    """Return the last day on which a letter was held against the record."""
    return iso(visibility.letters().aggregate(last=Max("checked_on"))["last"])


def csv_of(name: str, asked: Asked | None = None) -> Iterator[str]:
    table = TABLES[name]
    return exports.written_csv(table.columns, records_of(table, asked).iterator(500))


def json_of(
    name: str, asked: Asked | None = None, given: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Yield a table as one JSON object that says what it is, then its rows.

    Where it is of some letters only, `asked` says which, as `given` in the address.
    """
    table = TABLES[name]
    head = table.head(LAST_DAY.get(name, last_day)(), given if asked else None)
    return exports.written_json(head, table.columns, records_of(table, asked).iterator(500))


def of_state(country: Country) -> dict[str, list[dict[str, Any]]]:
    """Return the letters to a State, replies, earlier letters and observations, as rows of their tables."""
    found = {
        "letters": all_letters().filter(country=country),
        "replies": all_replies().filter(letter__country=country),
        earlier.TABLE.name: earlier.all_earlier().filter(country=country),
        observations.TABLE.name: observations.on_state(country),
    }
    return {
        name: [exports.row(TABLES[name].columns, record) for record in records]
        for name, records in found.items()
    }


def summaries() -> list[Summary]:
    """Return the tables as the list of open data shows them; one query."""
    with connection.cursor() as cursor:
        cursor.execute(DAYS, visibility.on_day())
        counted = cursor.fetchall()
    return [
        Summary(table, rows, first or "", last or "", table.origin)
        for table, (rows, first, last) in zip(TABLES.values(), counted, strict=True)
    ]
