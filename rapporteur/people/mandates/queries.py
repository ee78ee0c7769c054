"""Questions about mandates on a day: title, holder, signatories, relations, today's name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from rapporteur.kernel.dates import earliest, latest
from rapporteur.kernel.refusals import Refused
from rapporteur.people.mandates import rules
from rapporteur.people.mandates.models import (
    HolderTerm,
    Mandate,
    MandateTitle,
    Relation,
    Succession,
)


@dataclass(frozen=True)
class Signatory:
    """One line of a list of signatories: the mandate and the words it signs under that day."""

    mandate: Mandate
    title: MandateTitle
    words: str


def title_on(mandate: Mandate, day: date) -> MandateTitle | None:
    """Return the title that held on `day`, None where the record has none.

    Reads `mandate.titles`: no query where the caller prefetched them. A title whose first day is
    known only by year counts from the first of January of that year.
    """
    held = [title for title in mandate.titles.all() if title.holds_on(day)]
    return max(held, key=lambda title: title.valid_from, default=None)


def all_titles() -> list[str]:
    """Return every title that a mandate has or had, in all languages; one query.

    The English ones also without the office before them, as texts cite them. A text may use what
    stands in a title (R17.4).
    """
    found: list[str] = []
    for texts in MandateTitle.objects.values_list("titles", flat=True):
        found += [*texts.values(), texts["en"].partition(" on ")[2]]
    return [title for title in found if title]


def possible_holders(mandate: Mandate, day: date) -> list[HolderTerm]:
    """Return the terms that may cover `day`, earliest first.

    Two where a change is known only by year. The office passes when the successor assumes it, so
    an exact first day of a successor ends a term whose own end is vague.
    """
    terms = sorted(mandate.terms.all(), key=lambda term: term.assumed_on)
    found = []
    for term, successor in zip_longest(terms, terms[1:]):
        over = [latest(text) < day for text in (term.ended_on, term.may_last_until) if text]
        if successor:
            over.append(latest(successor.assumed_on) <= day)
        if earliest(term.assumed_on) <= day and not any(over):
            found.append(term)
    return found


def holder_on(mandate: Mandate, day: date) -> HolderTerm | None:
    """Return who held the mandate on `day`; None where the record cannot tell."""
    found = possible_holders(mandate, day)
    return found[0] if len(found) == 1 else None


def successor_on(mandate: Mandate, day: date) -> Mandate | None:
    """Return the mandate, or the one that took over its work, that stood on `day`, else None.

    Follows one succession, which is all that the record holds; the caller selects
    `succession__successor` where many are asked.
    """
    if mandate.standing_on(day):
        return mandate
    succession: Succession | None = getattr(mandate, "succession", None)
    if succession and succession.successor.standing_on(day):
        return succession.successor
    return None


def succession_of(mandate: Mandate) -> Succession | None:
    """Return what took over from a mandate, with its titles, or None."""
    found = Succession.objects.filter(mandate=mandate).select_related("successor")
    return found.prefetch_related("successor__titles").first()


def predecessors(mandate: Mandate) -> list[Succession]:
    """Return the successions that ended in this mandate, with the titles of what went before."""
    found = Succession.objects.filter(successor=mandate).select_related("mandate")
    return list(found.prefetch_related("mandate__titles"))


def named_by(mandate: Mandate) -> list[Relation]:
    """Return where the report names this mandate, in the order of its paragraphs."""
    return list(mandate.named_by.order_by("paragraph", "place"))


def related(mandate: Mandate, paragraph: int | None = None) -> list[Relation]:
    """Return what the report says of other mandates, in its order, with titles; three queries."""
    found = mandate.relations.select_related("other__succession__successor").prefetch_related(
        "other__titles", "other__succession__successor__titles"
    )
    return list(found.filter(paragraph=paragraph) if paragraph else found)


def for_root_cause(mandate: Mandate, cause: str, day: date) -> list[Mandate]:
    """Return the mandates to propose for a root cause (¶27), as they stand on `day`."""
    found = mandate.relations.filter(cause=cause).select_related("other__succession__successor")
    now = [successor_on(relation.other, day) for relation in found]
    return [other for other in now if other]


def for_country(iso3: str, day: date) -> list[Mandate]:
    """Return the country mandates on a State that stood on `day`."""
    return list(Mandate.objects.for_countries().on(day).filter(country=iso3).with_titles())


def signatory_list(codes: Sequence[str], on: date) -> list[Signatory]:
    """Return the signatories in the order given, each under the title of that day (R12.3).

    Raises Refused when a code is unknown, may not sign, or had no title on record that day.
    """
    mandates = Mandate.objects.prefetch_related("titles").in_bulk(list(codes))
    signatories = []
    for code in codes:
        mandate = mandates.get(code)
        if mandate is None:
            raise Refused(f"“{code}” is not a mandate on record.")
        if why := rules.may_cosign(mandate, on):
            raise Refused(why)
        title = title_on(mandate, on)
        if title is None:
            raise Refused(f"No title of {code} is on record for {on.isoformat()}.")
        signatories.append(Signatory(mandate, title, title.signature))
    return signatories


@dataclass(frozen=True)
class Listed:
    """A mandate as a list shows it on a day: title and holder are None where unknown."""

    mandate: Mandate
    title: MandateTitle | None


@dataclass(frozen=True)
class Named:
    """What the report says of another mandate, and what stands in its place on a day."""

    relation: Relation
    now: Mandate | None
    title: MandateTitle | None


def listed(mandates: Iterable[Mandate], day: date) -> list[Listed]:
    """Return mandates with the title of the day, in the order of their titles."""
    found = [Listed(mandate, title_on(mandate, day)) for mandate in mandates]
    return sorted(found, key=lambda line: line.title.title if line.title else line.mandate.code)


def then_and_now(mandate: Mandate, day: date) -> dict[int, list[Named]]:
    """Return by paragraph what the report names and what stands in its place on `day`.

    In the report's order; three queries, however many mandates it names.
    """
    paragraphs: dict[int, list[Named]] = {}
    for relation in related(mandate):
        now = successor_on(relation.other, day)
        line = Named(relation, now, title_on(now, day) if now else None)
        paragraphs.setdefault(relation.paragraph, []).append(line)
    return paragraphs
