"""What a letter over a visit says, and the letter as a document, in its own language."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any, Self

from django.utils import translation
from django.utils.translation import gettext as _

from rapporteur.documents.tree import (
    Annex,
    Block,
    Document,
    Front,
    Paragraph,
    Point,
    Runs,
    Section,
    Words,
)
from rapporteur.kernel.dates import written_out
from rapporteur.kernel.texts import in_language
from rapporteur.people.mandates.queries import title_on
from rapporteur.visits.cycles import queries
from rapporteur.visits.cycles.models import VisitLetter
from rapporteur.visits.cycles.terms import SOURCE, Guarantee
from rapporteur.visits.kinds import Kind


@dataclass(frozen=True)
class Said:
    """The words of a letter. `earlier` are kind and day of what went before; a day may be unknown.

    `together` are the codes of the mandates that go along, as they stood when it was written.
    """

    purpose: str = ""
    value: str = ""
    window: str = ""  # when a visit is proposed for
    reason: str = ""  # that the earlier request gave
    by_predecessor: bool = False
    earlier: list[list[str]] = field(default_factory=list)
    together: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        return cls(**{one.name: told[one.name] for one in fields(cls) if one.name in told})

    def kept(self) -> dict[str, Any]:
        return asdict(self)


def runs(text: str) -> Runs:
    return (Words(text),) if text else ()


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    """Return the texts as paragraphs, parted where someone left a line empty."""
    parts = [part.strip() for text in texts for part in text.split("\n\n")]
    return tuple(Paragraph("", runs(part)) for part in parts if part)


def document(letter: VisitLetter, said: Said, *, on: date) -> Document:
    """Return a letter to a Permanent Mission as a document; `on` is its day where it was not sent."""
    day = letter.sent_on or on
    with translation.override(letter.language):
        state = letter.country.name_in_text
        title = title_on(letter.visit.mandate, day)
        office = str(title) if title else letter.visit.mandate_id
        asks = letter.kind == Kind.REQUESTED
        heading = _("Request for a visit") if asks else _("Renewed request for a visit")
        draft = [] if letter.sent_on else [_("Draft: this was not sent.")]
        first = _("I have the honour to write to your Government as %(office)s.") % {
            "office": office
        }
        body: tuple[Block, ...] = (
            *paragraphs(*draft, addressee(letter), _("Excellency,"), first),
            *paragraphs(asked(state) if asks else renewed(said, state)),
            *paragraphs(*with_whom(said, day)),
            *part(_("Purpose of the visit"), said.purpose),
            *part(_("What the visit can be worth"), said.value),
            *part(_("Proposed time"), said.window),
            *paragraphs(closing()),
        )
        front = Front(day=day, language=letter.language, title=runs(heading), author=office)
        return Document(front, body=body, annexes=(of_terms(),), signatures=(office,))


def addressee(letter: VisitLetter) -> str:
    return _("To the Permanent Mission to the United Nations Office at Geneva: %(state)s") % {
        "state": in_language(letter.country.formal_names) or letter.country.name
    }


def asked(state: str) -> str:
    return _("I should like to visit this country and ask for an invitation: %(state)s.") % {
        "state": state
    }


def renewed(said: Said, state: str) -> str:
    """Return what was asked before, with its day and its reason, and that it is renewed (R13.2)."""
    lines = [_("I renew the request for a visit to this country: %(state)s.") % {"state": state}]
    for place, (kind, day) in enumerate(said.earlier):
        when = written_out(day)
        if kind == Kind.REQUESTED and said.by_predecessor:
            text = (
                _("It was made by my predecessor (%(day)s).")
                if day
                else _("It was made by my predecessor.")
            )
        elif kind == Kind.REQUESTED:
            text = _("It was made earlier (%(day)s).")
        else:
            text = _("It was renewed (%(day)s).")
        if day or (place == 0 and said.by_predecessor):
            lines.append(text % {"day": when})
    if said.reason:
        lines.append(_("The reason given was: %(reason)s") % {"reason": said.reason})
    return " ".join(lines)


def with_whom(said: Said, day: date) -> list[str]:
    """Say which mandates go along (R46.2): the State agrees to them too. Nothing where none does."""
    if not said.together:
        return []
    titles = "; ".join(queries.titles_of(said.together, day))
    return [_("The visit is proposed together with: %(mandates)s.") % {"mandates": titles}]


def part(heading: str, text: str) -> tuple[Section, ...]:
    return (Section("", runs(heading), 1, paragraphs(text)),) if text.strip() else ()


def closing() -> str:
    return _(
        "The terms of reference of country visits are annexed. I should be grateful if your"
        " Government would answer on each of them, and would propose dates."
    )


def of_terms() -> Annex:
    points = tuple(Point("", runs(str(one.label))) for one in Guarantee)
    return Annex(
        "", runs(_("Terms of reference of country visits")), (Paragraph("", runs(SOURCE), points),)
    )
