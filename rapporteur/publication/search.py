"""Find what is published: the reader's language first, then English, then the others.

A person's words are folded (`folding`) and all must be met; the last one may be the beginning of a
word. Each language is asked with its own dictionary in its own index. At most `RANKED` entries are
ranked, whatever the words. Two queries, however much is found.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from rapporteur.kernel.texts import LANGUAGES
from rapporteur.publication import visibility
from rapporteur.publication.folding import PART, Word, asked, fold, indexed
from rapporteur.publication.models import SearchEntry

RANKED = 2_000  # entries; DESIGN §6
A_PAGE = 20  # hits
MOST_WORDS = 12
WEIGHTS = "{0.02, 0.05, 0.1, 1.0}"  # nothing, body, codes, title: a title says what a record is
FORM = 1 | 32  # of the rank: divided by the logarithm of the length, and between nought and one
LONGEST = 200  # letters of a question
SNIPPET = 220  # letters of a body that are shown
DICTIONARIES = {
    "en": "english",
    "fr": "french",
    "es": "spanish",
    "ar": "arabic",
    "zh-hans": "simple",
    "ru": "russian",
}
# Only names of ours stand in the braces; what a person typed goes in as a parameter.
IN_LANGUAGE = """
    (SELECT id, kind, key, {order} AS place_of_language, weight,
            title_words = %(exactly)s OR (quoted <> ''
                AND position(' ' || %(exactly)s || ' ' IN ' ' || other_words || ' ') > 0) AS exact,
            ts_rank_cd('{weights}', vector, {query}, {form}) AS rank
     FROM (SELECT * FROM publication_searchentry
           WHERE language = '{language}' AND vector @@ {query}{kinds} AND {found} LIMIT {ranked}) AS met)
"""
KEYS = """
    SELECT key FROM publication_searchentry
    WHERE language = '{language}' AND vector @@ {query} AND kind = %(kind)s
"""
NAMED = re.compile(r"%\((\w+)\)s")
RANK = """
    SELECT id, kind, met FROM (
        SELECT DISTINCT ON (kind, key) id, kind, met, place_of_language, exact,
               rank * weight AS score
        FROM (SELECT *, count(*) OVER () AS met
              FROM ({branches} LIMIT {ranked}) AS every_language) AS ranked
        ORDER BY kind, key, place_of_language
    ) AS found
    ORDER BY exact DESC, score DESC, place_of_language, id
"""


@dataclass(frozen=True)
class Piece:
    """A piece of a text that is shown; `marked` where a word of the question was met."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Hit:
    """One record that was found, in one language."""

    entry: SearchEntry
    title: list[Piece]
    body: list[Piece]
    by_treaty_words: bool  # whoever asked used the treaty's words; the title is what is preferred


@dataclass(frozen=True)
class Results:
    """What was found: one page of hits, and how many there are in all and of each kind."""

    words: list[Word]
    hits: list[Hit]
    total: int
    kinds: dict[str, int]
    page: int
    pages: int
    there_is_more: bool  # more was met than is ranked


NOTHING = Results([], [], 0, {}, 1, 1, there_is_more=False)


def find(
    words: str, language: str, *, kinds: Collection[str] = (), page: int = 1, a_page: int = A_PAGE
) -> Results:
    """Return what all `words` are met in, best first; `kinds` keeps only those.

    A page beyond the last is the last. Words without a letter or digit find nothing.
    """
    wanted = asked(words[:LONGEST])[:MOST_WORDS]
    if not wanted:
        return NOTHING
    rows = ranked(wanted, indexed(words[:LONGEST]), language, kinds)
    pages = max(1, -(-len(rows) // a_page))
    page = min(max(page, 1), pages)
    shown = [identity for identity, *_ in islice(rows, (page - 1) * a_page, page * a_page)]
    stored = SearchEntry.objects.in_bulk(shown)
    return Results(
        words=wanted,
        hits=[hit(stored[identity], wanted) for identity in shown if identity in stored],
        total=len(rows),
        kinds=dict(Counter(kind for _, kind, _ in rows)),
        page=page,
        pages=pages,
        there_is_more=bool(rows) and rows[0][2] >= RANKED,
    )


def ranked(
    wanted: Sequence[Word], title: str, language: str, kinds: Collection[str]
) -> list[tuple[Any, str, int]]:
    """Return id, kind and the number of entries met, best first, one row a record.

    What bears exactly the words of `title`, also as those of a treaty, comes before all else.
    """
    order = sorted(LANGUAGES, key=lambda code: (code != language, code != "en"))
    branches = " UNION ALL ".join(
        IN_LANGUAGE.format(
            language=code,
            order=min(place, 2),  # beyond one's own and English none comes first
            query=question(DICTIONARIES[code], wanted),
            kinds=" AND kind = ANY(%(kinds)s)" if kinds else "",
            ranked=RANKED,
            found=visibility.FOUND,
            weights=WEIGHTS,
            form=FORM,
        )
        for place, code in enumerate(order)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            RANK.format(branches=branches, ranked=RANKED),
            {
                **words_of(wanted),
                "exactly": title,
                "kinds": list(kinds),
                **visibility.on_day(),
            },
        )
        return list(cursor.fetchall())


def keys_of(words: str, kind: str) -> RawSQL | list[str]:
    """Return as a part of another question which records of a kind all words are met in.

    Words without a letter or digit are met in none.
    """
    wanted = asked(words[:LONGEST])[:MOST_WORDS]
    if not wanted:
        return []
    given = {**words_of(wanted), "kind": kind}
    statement = " UNION ALL ".join(
        KEYS.format(language=code, query=question(dictionary, wanted))
        for code, dictionary in DICTIONARIES.items()
    )
    in_order = [given[name] for name in NAMED.findall(statement)]
    return RawSQL(NAMED.sub("%s", statement), in_order)  # noqa: S611 - names of ours, words given apart


def words_of(wanted: Sequence[Word]) -> dict[str, str]:
    """Return what `question` leaves open."""
    return {
        "others": " & ".join(map(whole, wanted[:-1])),
        "last": whole(wanted[-1]),
        "beginning": beginning(wanted[-1]),
    }


def question(dictionary: str, wanted: Sequence[Word]) -> str:
    """Return the SQL of a question to one dictionary; the last word may be a beginning."""
    last = f"(to_tsquery('{dictionary}', %(last)s) || to_tsquery('simple', %(beginning)s))"
    if len(wanted) == 1:
        return last
    return f"(to_tsquery('{dictionary}', %(others)s) && {last})"


def whole(word: Word) -> str:
    """Return a word as PostgreSQL asks for it: its parts side by side, or glued together.

    Parts hold letters and digits only (`folding.PART`), so nothing here needs escaping.
    """
    if len(word.parts) > 1:
        return f"(({' <-> '.join(word.parts)}) | {word.glued})"
    return f"{word.glued}:*" if word.is_han and len(word.glued) == 1 else word.glued


def beginning(word: Word) -> str:
    """Return the last word as a beginning; a number or a single letter is meant as it stands."""
    if word.is_number or (len(word.glued) == 1 and not word.is_han):
        return whole(word)
    if len(word.parts) > 1:
        *first, last = word.parts
        return f"(({' <-> '.join([*first, f'{last}:*'])}) | {word.glued}:*)"
    return f"{word.glued}:*"


def hit(entry: SearchEntry, wanted: Sequence[Word]) -> Hit:
    """Return an entry as it is shown, its words marked."""
    quoted = f" {indexed(entry.quoted)} "
    title = f" {entry.title_words} "
    parts = [part for word in wanted for part in word.parts]
    return Hit(
        entry=entry,
        title=list(marked(entry.title, wanted)),
        body=list(marked(excerpt(entry.body, wanted), wanted)),
        by_treaty_words=bool(entry.quoted)
        and all(f" {part}" in quoted for part in parts)
        and not all(f" {part}" in title for part in parts),
    )


def meets(token: str, wanted: Sequence[Word]) -> bool:
    """Say whether a word of a text is one that was asked for, in this or a kindred form."""
    folded = fold(token)
    for part in (part for word in wanted for part in word.parts):
        if folded == part or (len(part) > 2 and folded.startswith(part)):
            return True
        if len(folded) > 3 and part.startswith(folded):
            return True
        if Word((part,), part).is_han and part in folded:
            return True
    return False


def marked(text: str, wanted: Sequence[Word]) -> Iterator[Piece]:
    """Yield the pieces of a text, marked where a word was met; together they are the text."""
    at = 0
    for found in PART.finditer(text):
        if meets(found.group(), wanted):
            if found.start() > at:
                yield Piece(text[at : found.start()], marked=False)
            yield Piece(found.group(), marked=True)
            at = found.end()
    if at < len(text):
        yield Piece(text[at:], marked=False)


def excerpt(text: str, wanted: Sequence[Word]) -> str:
    """Return the part of a long text around the first word that was met."""
    if len(text) <= SNIPPET:
        return text
    met = next((one.start() for one in PART.finditer(text) if meets(one.group(), wanted)), 0)
    start = max(0, met - SNIPPET // 3)
    start = text.find(" ", start) + 1 if start else 0
    cut = text[start : start + SNIPPET].rstrip()
    return ("… " if start else "") + cut + (" …" if start + SNIPPET < len(text) else "")
