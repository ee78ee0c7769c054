"""What our record says of the law of a State. What no row says is unknown, and never no."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapporteur.law.models import ScopeCode
from rapporteur.law.national.models import LegalAge, LegalAnswer
from rapporteur.law.national.questions import ACTS, INDICATORS, QUESTIONS
from rapporteur.world.models import Country

Answer = LegalAnswer.Answer


@dataclass(frozen=True)
class Ages:
    """One of the five ages: the newest row for all, girls and boys; empty where none is on record."""

    kind: LegalAge.Kind
    rows: tuple[LegalAge, ...]

    @property
    def is_under_18(self) -> bool:
        return any(row.is_under_18 for row in self.rows)


@dataclass(frozen=True)
class Asked:
    """A question with its newest answer; None, and so unknown, where none is on record."""

    code: str
    label: str
    place: str  # in the Protocol, empty for an indicator
    told: LegalAnswer | None

    @property
    def answer(self) -> Answer:
        return Answer(self.told.answer) if self.told else Answer.UNKNOWN


@dataclass(frozen=True)
class Law:
    """All that was asked of the criminal law of a State."""

    acts: tuple[Asked, ...]
    indicators: tuple[Asked, ...]

    @property
    def gaps(self) -> list[Asked]:
        """Return the acts that are not known to be criminalized fully, the unknown among them."""
        return [one for one in self.acts if one.answer != Answer.FULL]

    @property
    def known(self) -> int:
        return sum(one.answer != Answer.UNKNOWN for one in self.acts)


def ages_of(country: Country, *, public_only: bool = False) -> list[Ages]:
    """Return the five ages in their order, each also where nothing is on record; one query."""
    found = LegalAge.objects.filter(country=country)
    rows = newest_ages(found.filter(public=True) if public_only else found)
    return [Ages(kind, tuple(row for row in rows if row.kind == kind)) for kind in LegalAge.Kind]


def newest_ages(found: Iterable[LegalAge]) -> list[LegalAge]:
    newest: dict[tuple[str, str], LegalAge] = {}
    for row in sorted(found, key=lambda one: (one.as_of, one.at), reverse=True):
        newest.setdefault((row.kind, row.whom), row)
    return sorted(newest.values(), key=lambda one: (one.kind, one.whom))


def law_of(country: Country) -> Law:
    """Return every question with its newest answer; two queries."""
    newest: dict[str, LegalAnswer] = {}
    told = LegalAnswer.objects.filter(country=country).order_by("-as_of", "-at", "-pk")
    for row in told:
        newest.setdefault(row.question, row)
    names = names_of_acts()
    return Law(
        tuple(Asked(code, names[code], place, newest.get(code)) for code, place in ACTS.items()),
        tuple(Asked(code, str(words), "", newest.get(code)) for code, words in INDICATORS.items()),
    )


def names_of_acts() -> dict[str, str]:
    """Return what each act is called in the active language; one query."""
    found = {one.pk: one.name for one in ScopeCode.objects.filter(pk__in=ACTS)}
    return {code: found.get(code, code) for code in ACTS}


HEADERS = ("state", "iso3", "question", "provision", "answer", "law", "as_of", "source", "note")


def matrix() -> Iterator[tuple[str, ...]]:
    """Yield a row for every State and question, with headers first; unknown is written out."""
    yield HEADERS
    newest: dict[tuple[str, str], LegalAnswer] = {}
    for row in LegalAnswer.objects.order_by("-as_of", "-at", "-pk"):
        newest.setdefault((row.country_id, row.question), row)
    for state in Country.objects.states().order_by("pk"):
        for code in QUESTIONS:
            told = newest.get((state.pk, code))
            place = f"OPSC {ACTS[code]}" if code in ACTS else ""
            says = (told.answer, told.law, told.as_of, told.source, told.note) if told else NOTHING
            yield (state.names["en"], state.pk, code, place, *says)


NOTHING = (Answer.UNKNOWN.value, "", "", "", "")
