"""Keep the index of the search in step with the records: all of it after a load, one at a desk.

Both take the same lock first and read the records after it, so that whoever comes second sees
what the first has written.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection, transaction

from rapporteur.kernel.findables import Findable, Pages, Subject
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.reference.loading import Table, key_of
from rapporteur.kernel.reference.queries import record_of
from rapporteur.kernel.texts import LANGUAGES
from rapporteur.publication.folding import indexed
from rapporteur.publication.models import SearchEntry

IDENTITY = ("kind", "key", "language")
SHOWN = ("title", "title_language", "body", "quoted", "place", "weight")
SEARCHED = ("title_words", "other_words", "body_words")
COLUMNS = ("id", *IDENTITY, *SHOWN, *SEARCHED)
LOCK = "LOCK TABLE publication_searchentry IN SHARE ROW EXCLUSIVE MODE"
STAGE = """
    CREATE TEMPORARY TABLE staged ON COMMIT DROP AS
    SELECT {columns} FROM publication_searchentry WITH NO DATA
"""
WITHDRAW = """
    DELETE FROM publication_searchentry AS entry WHERE NOT EXISTS (
        SELECT FROM staged
        WHERE (staged.kind, staged.key, staged.language) = (entry.kind, entry.key, entry.language))
"""
CHANGE = """
    UPDATE publication_searchentry AS entry SET ({values}) = ({staged})
    FROM staged
    WHERE (staged.kind, staged.key, staged.language) = (entry.kind, entry.key, entry.language)
    AND ({entry}) IS DISTINCT FROM ({staged})
"""
ADD = """
    INSERT INTO publication_searchentry ({columns}) SELECT {columns} FROM staged
    WHERE NOT EXISTS (
        SELECT FROM publication_searchentry AS entry
        WHERE (staged.kind, staged.key, staged.language) = (entry.kind, entry.key, entry.language))
"""


@dataclass(frozen=True)
class Outcome:
    """What making the index anew did, in entries."""

    added: int
    changed: int
    withdrawn: int


def entries(kind: str, found: Findable) -> Iterator[SearchEntry]:
    """Yield one entry a language in which there is a title or a word; English always."""
    codes, place = indexed(*found.codes), asdict(found.place)
    for language in LANGUAGES:
        if language != "en" and not found.titles.get(language) and not found.words.get(language):
            continue
        spoken = language if found.titles.get(language) else "en"
        body = " · ".join(found.words.get(language, ()))
        quoted = found.quoted.get(language, "")
        yield SearchEntry(
            kind=kind,
            key=found.key,
            language=language,
            title=found.titles[spoken],
            title_language=spoken,
            body=body,
            quoted=quoted,
            place=place,
            weight=found.weight,
            title_words=indexed(found.titles[spoken]),
            other_words=f"{codes} {indexed(quoted)}".strip(),
            body_words=indexed(body),
        )


def all_entries(subjects: Iterable[Subject | Pages]) -> Iterator[SearchEntry]:
    for subject in subjects:
        found = (
            subject.all()
            if isinstance(subject, Pages)
            else (subject.describe(record) for record in subject.records().iterator(2000))
        )
        for one in found:
            yield from entries(subject.kind, one)


def cells(entry: SearchEntry) -> list[Any]:
    """Return an entry as a row of COPY."""
    values = {**vars(entry), "id": new_id(), "place": json.dumps(entry.place, ensure_ascii=False)}
    return [values[name] for name in COLUMNS]


@transaction.atomic
def rebuild(subjects: Sequence[Subject | Pages]) -> Outcome:
    """Make the whole index anew, as the owner: a second run changes no row.

    All entries go into a passing table by COPY, and three statements carry over what differs.
    """
    written = (*SHOWN, *SEARCHED)
    names = {
        "columns": ", ".join(COLUMNS),
        "values": ", ".join(written),
        "entry": ", ".join(f"entry.{name}" for name in written),
        "staged": ", ".join(f"staged.{name}" for name in written),
    }
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
        cursor.execute("DROP TABLE IF EXISTS staged")  # of an earlier run in this transaction
        cursor.execute(STAGE.format(**names))
        made = [cells(entry) for entry in all_entries(subjects)]  # no query may run during COPY
        with cursor.copy(f"COPY staged ({names['columns']}) FROM STDIN") as copy:
            for row in made:
                copy.write_row(row)
        cursor.execute("ANALYZE staged")
        counts = []
        for statement in (WITHDRAW, CHANGE, ADD):
            cursor.execute(statement.format(**names))
            counts.append(cursor.rowcount)
        if any(counts):
            cursor.execute("ANALYZE publication_searchentry")
    withdrawn, changed, added = counts
    return Outcome(added=added, changed=changed, withdrawn=withdrawn)


@transaction.atomic
def refresh(subjects: Iterable[Subject | Pages], table: Table, key: str) -> int:
    """Renew what is found of one record, and of those that tell its facts; return the entries.

    Call it in the transaction of the correction, as the role that corrects. Raises
    ObjectDoesNotExist.
    """
    record = record_of(table, key)
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
    fresh: list[SearchEntry] = []
    for subject in subjects:
        if isinstance(subject, Pages):
            continue
        if subject.model is table.model:
            told = {"pk": record.pk}
        elif table.name in subject.told:
            told = {subject.told[table.name]: record}
        else:
            continue
        fresh += renew(subject, told)
    return len(fresh)


def renew(subject: Subject, told: dict[str, Any]) -> list[SearchEntry]:
    """Write the entries of the records that `told` looks up in place of those that stand."""
    records = subject.model._default_manager.filter(**told).distinct()
    keys = {key_of(vars(record), subject.key) for record in records}
    of_subject = subject.records().filter(pk__in=[record.pk for record in records])
    fresh = [
        entry for record in of_subject for entry in entries(subject.kind, subject.describe(record))
    ]
    SearchEntry.objects.filter(kind=subject.kind, key__in=keys).delete()
    SearchEntry.objects.bulk_create(fresh)
    return fresh


@transaction.atomic
def put(subject: Subject, record: Any) -> int:
    """Renew what is found of one record that no file holds; return the entries.

    Call it in the transaction that wrote the record, as the role that wrote it.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
    return len(renew(subject, {"pk": record.pk}))


def take_away(subject: Subject, key: str) -> int:
    """Remove what is found of a record that is deleted; return the entries."""
    return SearchEntry.objects.filter(kind=subject.kind, key=key).delete()[0]
