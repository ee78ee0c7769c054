"""What a dossier does not know, and what changed since the one before: pure functions."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapporteur.visits.cycles.dossiers.parts import PARTS, Cells, Content, Names, Part, not_known


@dataclass(frozen=True)
class Change:
    """One row that came, went or says something else. Cells are empty where there is no row."""

    part: Part
    before: Cells
    after: Cells

    @property
    def what(self) -> str:
        if not self.before:
            return _("added")
        return _("changed") if self.after else _("no longer there")

    @property
    def named(self) -> str:
        return (self.after or self.before)[0]

    @property
    def was(self) -> str:
        return self.said(self.before)

    @property
    def now(self) -> str:
        return self.said(self.after)

    @staticmethod
    def said(cells: Cells) -> str:
        return " · ".join(one for one in cells[1:] if one and one != "–")


@dataclass(frozen=True)
class Gap:
    """A part of which nothing or not all is on record: the names of what is not, none for all of it."""

    part: Part
    names: tuple[str, ...]

    @property
    def said(self) -> str:
        return "; ".join(self.names) or not_known()


def changes(before: Content, after: Content, names: Names) -> Iterator[Change]:
    """Yield what differs between two dossiers, part by part: what came and changed, then what went."""
    for part in PARTS:
        was = {part.key_of(row): row for row in part.rows(before)}
        now = {part.key_of(row): row for row in part.rows(after)}
        for key, row in now.items():
            if row != was.get(key):
                old = part.cells(was[key], names) if key in was else ()
                yield Change(part, old, part.cells(row, names))
        for key, row in was.items():
            if key not in now:
                yield Change(part, part.cells(row, names), ())


def gaps(content: Content, names: Names) -> list[Gap]:
    """Return what is missing, part by part. Nothing on record does not say that there is nothing."""
    found = []
    for part in PARTS:
        rows = part.rows(content)
        unknown = tuple(part.cells(row, names)[0] for row in rows if part.is_unknown(row))
        if unknown or not rows:
            found.append(Gap(part, unknown))
    return found


def undecided(content: Content) -> str:
    """Say of how many recommendations nobody decided yet, and how many were left out; or nothing."""
    told = []
    if number := content["undecided"]:
        words = ngettext(
            "Of %(count)s recommendation to this State nobody has decided yet whether it concerns"
            " the mandate; it is not listed.",
            "Of %(count)s recommendations to this State nobody has decided yet whether they concern"
            " the mandate; they are not listed.",
            number,
        )
        told.append(words % {"count": number})
    if number := content["left_out"]:
        words = ngettext(
            "%(count)s open recommendation more is not listed: the list would be too long.",
            "%(count)s open recommendations more are not listed: the list would be too long.",
            number,
        )
        told.append(words % {"count": number})
    return " ".join(told)
