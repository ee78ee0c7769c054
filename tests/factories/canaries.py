"""Looking for a word where it must not be: in every table, in text and in hexadecimal digits."""

from django.core import mail
from django.db import connection

REFERENCE = ("world_", "law_", "mandates_", "visits_", "procrastinate")


def everything_kept():
    """Return all text and bytes of all tables that a person writes to, as one text."""
    kept = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if not table.startswith(REFERENCE):
                cursor.execute(f'SELECT t::text FROM "{table}" AS t')
                kept += [row[0] for row in cursor.fetchall()]
    return "\n".join(kept)


def everything_mailed():
    return "\n".join(f"{message.subject} {message.body}" for message in mail.outbox)


def found(word, *more):
    """Return where the word stands: tables, mail, and what else is given."""
    places = {"tables": everything_kept(), "mail": everything_mailed()}
    places |= {f"given {place}": text for place, text in enumerate(more)}
    return [name for name, text in places.items() if word in text or word.encode().hex() in text]
