"""Advice in the margin of a document: on which words, what would be better, and why.

The room knows no subject: what is to be said of a text is asked of the wording that is given.
Titles are names and are not advised on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise

from rapporteur.documents.passages import Kind, Spot, passages
from rapporteur.documents.tree import Document, plain


class Remark(Protocol):
    @property
    def words(self) -> str: ...
    @property
    def better(self) -> str: ...
    @property
    def why(self) -> str | Promise: ...


class Wording(Protocol):
    """What knows how a text should speak, quotations and names left alone."""

    def remarks(self, text: str) -> Sequence[Remark]:
        """Return the remarks on a text in the order of its words."""


@dataclass(frozen=True)
class Advice:
    """A remark with its place: "17 (a)" in the body, note 3. `better` is empty where it is open."""

    spot: Spot
    words: str
    better: str
    why: str | Promise


def advice(document: Document, wording: Wording) -> list[Advice]:
    """Return all advice on a document in reading order, notes last."""
    return [
        Advice(spot, one.words, one.better, one.why)
        for spot, runs in passages(document)
        if spot.kind is not Kind.TITLE
        for one in wording.remarks(plain(runs))
    ]
