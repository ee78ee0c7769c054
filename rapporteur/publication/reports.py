"""Published reports, for pages and files: the one that is asked for, and its document."""

from django.db.models import QuerySet

from rapporteur.documents.readers import akn
from rapporteur.documents.tree import Document
from rapporteur.kernel.clock import today
from rapporteur.publication.models import PublishedReport


def listed() -> "QuerySet[PublishedReport]":
    """Return the reports that may be seen today, newest first, without what they say."""
    return PublishedReport.objects.filter(published_on__lte=today()).defer("akn")


def one(key: str) -> PublishedReport | None:
    return PublishedReport.objects.filter(published_on__lte=today(), key=key).first()


def document(report: PublishedReport) -> Document:
    """Return the report as a tree, for any writer."""
    return akn.read(bytes(report.akn)).document
