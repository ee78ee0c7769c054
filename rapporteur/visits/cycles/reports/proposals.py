"""Recommendations and comments of a report as its sealed words hold them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self, TypeVar
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.visits.cycles.reports.sources import Source


class Tag(TextChoices):
    """What is proposed (R32.3)."""

    PROGRAMME_NEW = "PROGRAMME_NEW", _("a new programme")
    PROGRAMME_CHANGE = "PROGRAMME_CHANGE", _("a change of a programme")
    OTHER = "OTHER", _("something else")


class Addressee(TextChoices):
    GOVERNMENT = "government", _("Government")
    PARLIAMENT = "parliament", _("parliament")
    JUSTICE = "justice", _("courts and prosecution")
    NHRI = "nhri", _("national human rights institution")
    CIVIL = "civil", _("civil society")
    UN = "un", _("United Nations entities")
    BUSINESS = "business", _("private sector")
    STATES = "states", _("other States")


class Verdict(TextChoices):
    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")


@dataclass(frozen=True)
class Proposal:
    """One recommendation; its id is that under which it is followed later (D10)."""

    id: str
    addressees: list[str]
    text: str
    tag: str
    programme: str = ""
    for_others: bool = False  # useful to States in similar situations too (R32.4)

    def kept(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def addressed(self) -> str:
        return ", ".join(str(Addressee(one).label) for one in self.addressees)

    @property
    def tagged(self) -> str:
        return str(Tag(self.tag).label)

    @property
    def pk(self) -> UUID:
        return UUID(self.id)


@dataclass(frozen=True)
class Comment:
    """One comment of the State on the advance draft, and what was decided on it (D9)."""

    id: str
    paragraph: str
    text: str
    verdict: str = Verdict.OPEN
    reason: str = ""

    def kept(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def decided(self) -> str:
        return str(Verdict(self.verdict).label)


@dataclass(frozen=True)
class Held:
    """The sealed words of a report: sections, recommendations and comments in order, sources.

    What is made from a report is made from the first three; sources stay with the desk (D8).
    """

    sections: dict[str, str]
    proposals: tuple[Proposal, ...]
    comments: tuple[Comment, ...]
    sources: tuple[Source, ...] = ()

    @classmethod
    def of(cls, words: Mapping[str, Any]) -> Self:
        return cls(
            words.get("sections", {}),
            tuple(Proposal(**one) for one in words.get("proposals", ())),
            tuple(Comment(**one) for one in words.get("comments", ())),
            tuple(Source(**one) for one in words.get("sources", ())),
        )

    def kept(self) -> dict[str, Any]:
        return {
            "sections": self.sections,
            "proposals": [one.kept() for one in self.proposals],
            "comments": [one.kept() for one in self.comments],
            "sources": [one.kept() for one in self.sources],
        }


Row = TypeVar("Row", Proposal, Comment, Source)


def put(rows: tuple[Row, ...], row: Row) -> tuple[Row, ...]:
    """Return the rows with one put in the place of its id, or at the end."""
    if any(one.id == row.id for one in rows):
        return tuple(row if one.id == row.id else one for one in rows)
    return rows + (row,)  # noqa: RUF005  unpacking loses the type
