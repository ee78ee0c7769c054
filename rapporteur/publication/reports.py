"""Published reports, for pages and files: the one that is asked for, and its document."""

from django.db.models import QuerySet

from rapporteur.documents.readers import akn
from rapporteur.documents.tree import Document
from rapporteur.publication import visibility
from rapporteur.publication.models import PublishedReport


def listed() -> "QuerySet[PublishedReport]":
    """Return the reports that may be seen today, newest first, without what they say."""
    return visibility.reports().defer("akn")


def one(key: str) -> PublishedReport | None:
    return visibility.reports().filter(key=key).first()


def document(report: PublishedReport) -> Document:
    """Return the report as a tree, for any writer."""
    return akn.read(bytes(report.akn)).document
