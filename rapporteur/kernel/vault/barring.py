"""From how many circles a person is barred: nearly always from none, and a page asks that once.

Each question about what a person sees leaves out what is kept from them. A page of sixty questions
pays for that in each. Within `asked_once` a person who is barred from nothing is asked about once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from rapporteur.kernel.vault.models import Barred

_KNOWN: ContextVar[dict[UUID, bool] | None] = ContextVar("barred", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Ask about each owner of a key once in this block, which only reads and answers one request."""
    token = _KNOWN.set({})
    try:
        yield
    finally:
        _KNOWN.reset(token)


def may_be_barred(owner: UUID) -> bool:
    """Say whether an owner is barred from a circle; True outside `asked_once`, where none asked."""
    known = _KNOWN.get()
    if known is None:
        return True
    if owner not in known:
        known[owner] = Barred.objects.standing().of(owner).exists()
    return known[owner]
