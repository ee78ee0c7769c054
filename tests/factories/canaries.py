"""Looking for a word where it must not be: in every table, in text and in hexadecimal digits.

Also what breaks a form while its words are about to be kept.
"""

import pytest
from django.core import mail
from django.db import IntegrityError, OperationalError, connection, transaction

from rapporteur.kernel.vault.models import Version

REFERENCE = ("world_", "law_", "mandates_", "visits_")


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


def faults(canary, refused=None):
    """Return by name what a sealed form meets once its words are sealed, and the error it makes.

    Each stands in the place of `wrap`. A constraint and a time-out have the word in what the
    database says of them; `refused` puts in another row that is refused than a version.
    """
    return {
        "constraint error": (refused or (lambda *_, **__: version_again(canary)), IntegrityError),
        "time-out": (lambda *_, **__: too_slow(canary), OperationalError),
        "exception": (broken, RuntimeError),
    }


def version_again(canary):
    """Break as a constraint does: the message of the database quotes the row."""
    kept = Version.objects.order_by("pk").last()
    again = Version(record=kept.record, number=kept.number, envelope=canary.encode())
    again.save(force_insert=True)


def too_slow(canary):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 5")
        cursor.execute("SELECT pg_sleep(2), %s", [canary])


def broken(*_args, **_more):
    raise RuntimeError


# Of each form one fault in every run, the others in the full one.
ONE_FAULT, *MORE_FAULTS = faults("")
EACH_FAULT = [ONE_FAULT, *(pytest.param(one, marks=pytest.mark.full) for one in MORE_FAULTS)]
