"""The one answer to the question which events of visits anyone may see.

Shown is an event of the public record whose source is public: read in a document of the United
Nations or in the founding report, or told by the public register of country visits. Its source
names that document by its symbol, an address on the web, or a public page of the Office of the High
Commissioner. Not shown, whatever else it says:

- what rests on general knowledge, or on a source that names nothing public;
- what names a letter, by its official reference or by ours: a letter that is public tells itself;
- what was corrected here from a source that is not public;
- what tells of a report of ours that waits for its day.

A view puts this in force; it is all that the public door may read of the register, and a policy
holds the table of documents, and the feed of changes, to the same rows. What a desk does (its steps,
letters, cycles, programmes, papers, people, choices and their order) is in no table that this door
may read. A test asks every address. ADR 0197.
"""

from django.db.models import QuerySet

from rapporteur.visits.models import PublicEvent, PublicEventQuerySet, VisitEvent


def events() -> PublicEventQuerySet:
    """Return the events that anyone may see today."""
    return PublicEvent.objects.all()


def of_documents() -> "QuerySet[VisitEvent]":
    """Return the events of documents among them, as the table of documents has them."""
    shown = events().exclude(document=None)
    return VisitEvent.objects.filter(pk__in=shown.values("document"))
