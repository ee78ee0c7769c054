"""Texts from which something was removed: pieces that are shown, and the reason where one is not.

What was removed is not in the pieces: neither its words, nor how long it was.
"""

from collections.abc import Iterable, Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

Piece = Mapping[str, str]  # {"text": words} or {"removed": a code of Removed}


class Removed(models.TextChoices):
    """Why something is not shown."""

    CHILD = "child", _("removed to protect a child")
    SOURCE = "source", _("removed to protect a person who wrote")
    PERSON = "person", _("removed to protect another person")
    SAFETY = "safety", _("removed for someone’s safety")


def plain(pieces: Iterable[Piece]) -> str:
    """Return the text with an ellipsis in brackets in place of what was removed."""
    return "".join(one.get("text", "[…]") for one in pieces)
