"""What pages show of the rooms' answers: counted, grouped, in the order of a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rapporteur.law.models import Instrument
from rapporteur.people.mandates import queries
from rapporteur.people.mandates.models import HolderTerm, Mandate, MandateTitle
from rapporteur.people.mandates.queries import Listed
from rapporteur.world.models import Country


@dataclass(frozen=True)
class Counts:
    """How much the record holds."""

    members: int
    instruments: int
    mandates: int


def counts(day: date) -> Counts:
    return Counts(
        members=Country.objects.members().count(),
        instruments=Instrument.objects.count(),
        mandates=Mandate.objects.on(day).thematic().count(),
    )


@dataclass(frozen=True)
class Profile:
    """The mandate whose desk is kept here: its title and holder of a day, None where unknown."""

    mandate: Mandate
    title: MandateTitle | None
    holder: HolderTerm | None


def profile(day: date) -> Profile | None:
    """Return the first mandate with a desk here, or None."""
    found = Mandate.objects.with_profile().with_titles().prefetch_related("terms").first()
    if found is None:
        return None
    title = queries.title_on(found, day) or found.last_title
    return Profile(found, title, queries.holder_on(found, day))


@dataclass(frozen=True)
class KindOfMandate:
    """Mandates of one kind, in the order of their titles."""

    kind: str
    label: str
    mandates: list[Listed]


def mandates_by_kind(day: date) -> list[KindOfMandate]:
    """Return the mandates that stood on a day, by kind; two queries."""
    found: Iterable[Mandate] = list(Mandate.objects.on(day).with_titles())
    groups = [
        KindOfMandate(
            kind.value,
            str(kind.label),
            queries.listed([one for one in found if one.kind == kind], day),
        )
        for kind in Mandate.Kind
    ]
    return [group for group in groups if group.mandates]
