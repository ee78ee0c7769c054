"""The public log of corrections and withdrawals: how a line is written, and how it is read."""

import secrets
from typing import Any

from django.db.models import QuerySet

from rapporteur.kernel.clock import today
from rapporteur.publication import visibility
from rapporteur.publication.models import PublicChange

READABLE = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that is taken for something else


def case_number() -> str:
    """Return a new number of a case: random, told by voice, without order: 39 bits."""
    signs = [secrets.choice(READABLE) for _place in range(8)]
    return f"C-{''.join(signs[:4])}-{''.join(signs[4:])}"


def put(kind: str, of: str, **more: Any) -> PublicChange:
    """Write a line of today into the log; `number` is new unless a case has one already."""
    line = PublicChange(kind=kind, of=of, day=today(), **{"number": case_number(), **more})
    line.save(force_insert=True)
    return line


def listed() -> "QuerySet[PublicChange]":
    """Return all lines, the newest first."""
    return PublicChange.objects.order_by("-day", "number")


def still_public(lines: list[PublicChange]) -> set[str]:
    """Return the keys of letters among these lines that may be seen today. One query."""
    keys = {one.key for one in lines if one.key and one.of == PublicChange.Of.LETTER}
    return set(visibility.letters().filter(key__in=keys).values_list("key", flat=True))
