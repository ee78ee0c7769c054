"""What the public door reads of its own: what was made public, the index of the search."""

from rapporteur.publication.models.changes import PublicChange
from rapporteur.publication.models.dumps import DumpPart, PublishedDump
from rapporteur.publication.models.earlier import PublishedEarlierLetter
from rapporteur.publication.models.follow_ups import PublishedFollowUp
from rapporteur.publication.models.letters import PublishedLetter, PublishedReply
from rapporteur.publication.models.reports import PublishedObservation, PublishedReport
from rapporteur.publication.models.search import SearchEntry

__all__ = [
    "DumpPart",
    "PublicChange",
    "PublishedDump",
    "PublishedEarlierLetter",
    "PublishedFollowUp",
    "PublishedLetter",
    "PublishedObservation",
    "PublishedReply",
    "PublishedReport",
    "SearchEntry",
]
