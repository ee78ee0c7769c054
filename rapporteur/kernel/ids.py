"""Random identifiers: they tell nothing of order, time or machine."""

from uuid import UUID, uuid4


def new_id() -> UUID:
    """Return a random UUID (version 4), made here and never by the database."""
    return uuid4()
