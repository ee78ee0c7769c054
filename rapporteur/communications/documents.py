"""A letter as its addressee reads it, as a document for the writers of `documents`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from rapporteur.documents.tree import Document, Front, Words
from rapporteur.publication import letter_documents
from rapporteur.publication.kinds import Kind, label_of


def addressed(told: Mapping[str, Any], *, exercise: bool, sent: bool) -> Document:
    """Return a rendition (`renditions.rendition`) as a document, in the language of the letter.

    One that was not sent says so at its head, in its title and so in the window of whoever reads.
    """
    with translation.override(told["language"]):
        warnings = [letter_documents.exercise_notice()] if exercise else []
        name = told["reference"] or told["code"]
        title = f"{capfirst(label_of(Kind, told['kind']))} {name}"
        if not sent:
            warnings.append(_("Draft: this was not sent."))
            title = _("Draft: %(title)s") % {"title": title}
        front = Front(
            symbol=f"{told['reference_label']} {name}".strip(),
            day=date.fromisoformat(told["date"]),
            language=told["language"],
            title=(Words(title),),
        )
        code = f"{_('Authenticity code:')} {told['authenticity']}" if told["authenticity"] else ""
        return letter_documents.document(as_words(told), front, warnings=warnings, notices=[code])


def as_words(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return a rendition in the form of words that were made public: nothing is removed of it."""
    parts = [
        {
            "number": part["number"],
            "pieces": [{"text": part["text"]}],
            "facts": [[{"text": fact}] for fact in part["facts"]],
        }
        for part in told["parts"]
    ]
    return {**told, "parts": parts}
