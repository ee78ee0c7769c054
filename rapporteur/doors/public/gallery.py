"""Every component once, with made-up facts of Exerland, so that people can look at them all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from rapporteur.doors.languages import choices
from rapporteur.doors.public.articles import Shown
from rapporteur.doors.public.letters import Cited, standing
from rapporteur.doors.public.letters import Line as LetterLine
from rapporteur.doors.public.matters import Answered
from rapporteur.doors.public.positions import Line, Origin, Overview, Row, Stand, Treaties
from rapporteur.doors.public.visits import line as line_of_visit
from rapporteur.law.models import Instrument, Provision, ScopeBasis, ScopeCode, ScopeRule
from rapporteur.law.queries.acceptance import Position, Standing, position
from rapporteur.law.queries.instruments import Article
from rapporteur.law.queries.scope import Answer, Branch
from rapporteur.people.mandates.forms import DayForm
from rapporteur.people.mandates.models import Mandate, MandateTitle, Relation
from rapporteur.people.mandates.queries import Named
from rapporteur.publication.models import (
    PublishedEarlierLetter,
    PublishedLetter,
    PublishedObservation,
    PublishedReport,
)
from rapporteur.visits.chains import Told
from rapporteur.visits.published import Seen
from rapporteur.world.models import Country

Context = dict[str, Any]
MADE_UP = {"source": "exercise", "as_of": "2025-01-01"}
PANELS = (
    ("en", "ltr", "light"),
    ("en", "ltr", "dark"),
    ("ar", "rtl", "light"),
    ("ar", "rtl", "dark"),
)


@dataclass(frozen=True)
class Panel:
    """All components in one direction and one theme."""

    language: str
    direction: str
    theme: str
    samples: dict[str, SafeString]


def exerland() -> Country:
    names = {"en": "Exerland", "fr": "Exerlande", "ar": "إكسرلاند"}
    return Country(iso3="XEX", names=names, standing=Country.Standing.EXERCISE, **MADE_UP)


def instrument() -> Instrument:
    titles = {"en": "Convention of the exercise", "ar": "اتفاقية التمرين"}
    more = {"kind": "treaty", "binding": True, "adopted_on": "2001-05", "named_in_report": True}
    return Instrument(
        key="EXERCISE", label="EX", titles=titles, short_titles=titles, **more, **MADE_UP
    )


def code() -> ScopeCode:
    names = {"en": "sale of children", "ar": "بيع الأطفال"}
    plain = {"en": "Someone hands a child over for money or anything else."}
    return ScopeCode(code="EXERCISE", names=names, treaty_terms=names, plain=plain)


def bases() -> list[ScopeBasis]:
    provision = Provision(instrument=instrument(), number="3(1)", position=1)
    return [
        ScopeBasis(provision=provision),
        ScopeBasis(decision="A/HRC/RES/52/26", decided_on="2023-04-04"),
    ]


def stand() -> Position:
    return Position(instrument(), "XEX", Standing.PARTY, "2004-03", "2025-01-01", "exercise")


def overview() -> Overview:
    rows = [Stand(exerland(), stand()), Stand(exerland(), position(instrument(), "XEX"))]
    return Overview(rows, [Line(standing, rows) for standing in Standing], "As of 1 January 2025.")


def answered() -> Context:
    found = Answer(ScopeRule.Answer.BORDERLINE, None, "Made up for the exercise.", tuple(bases()))
    return {"answered": Answered(code(), date(2022, 5, 1), found, ["CRC"])}


def article() -> Context:
    place = {"instrument": instrument(), "position": 1, "subjects": {"en": "what sale is"}}
    whole = Provision(number="3", matters=True, **place)
    return {"shown": Shown(Article(whole, [Provision(number="3(1)", **place)]), [code()])}


def treaties() -> Context:
    origin = Origin(1, "exercise")
    return {"treaties": Treaties([Row(stand(), origin)], [instrument()], [origin])}


def then_and_now() -> Context:
    mandate = Mandate(code="EXERCISE", kind=Mandate.Kind.THEMATIC, may_cosign=True)
    title = MandateTitle(mandate=mandate, titles={"en": "Special Rapporteur of the exercise"})
    named = Relation(other=mandate, named_as="Independent expert of the exercise")
    return {"paragraph": 26, "lines": [Named(named, mandate, title), Named(named, None, None)]}


def letter() -> PublishedLetter:
    days = {"sent_on": date(2025, 3, 1), "checked_on": date(2025, 6, 1)}
    codes = {"key": "EXERCISE", "kind": "AL", "reference": "AL XEX 1/2025", "language": "en"}
    why = "An exercise has no official address."
    return PublishedLetter(**codes, **days, mandates=["A", "B"], why_no_address=why, exercise=True)


def line_of_letter() -> Context:
    reply = standing(letter(), is_answered=False)
    return {"lines": [LetterLine(letter(), removed(), exerland().name, reply)]}


def earlier() -> Context:
    days = {"sent_on": "2008-07", "answered": "none", "as_of": "2009-03-01", "exercise": True}
    told = {"kind": "UA", "reference": "XEX 3/2008", "joint": True, "source": "exercise"}
    return {"letters": [PublishedEarlierLetter(**told, **days, source_address="#earlier")]}


def observed() -> Context:
    words = "Observation: an answer to each question would help the children of the exercise."
    named = {"key": "EXERCISE", "symbol": "A/HRC/61/99", "language": "en"}
    report = PublishedReport(**named, published_on=date(2025, 6, 2), exercise=True)
    one = PublishedObservation(report=report, paragraph=12, letter=letter(), words=words)
    return {"observations": [one], "of_letter": True}


def visit() -> Context:
    told = [
        Told("requested", as_of="2008", source="exercise"),
        Told("standing", "2009-03", as_of="2009-03", source="exercise"),
        Told(
            "dates_agreed",
            "2010-05-03",
            "2010-05-03",
            "2010-05-12",
            as_of="2010",
            source="exercise",
        ),
    ]
    seen = Seen(exerland(), Mandate(code="EXERCISE"), (), tuple(told))
    return {"line": line_of_visit(seen, date(2025, 1, 1))}


def removed() -> list[dict[str, str]]:
    return [{"text": "A promise was made to "}, {"removed": "child"}, {"text": "."}]


def cited() -> Context:
    line = {"citation": "EX, art. 3(1)", "title": "Convention of the exercise", "subject": "sale"}
    return {"title": "…", "language": "en", "lines": [Cited(line, "EXERCISE", "3(1)")]}


# One sample a component, by the name of its template.
SAMPLES: dict[str, Callable[[], Context]] = {
    "public/components/address.html": lambda: {"record": letter()},
    "public/components/answer.html": answered,
    "public/components/article.html": lambda: {**article(), "unit": "article"},
    "public/components/bases.html": lambda: {"bases": bases()},
    "public/components/branch.html": lambda: {"branch": Branch(code(), (Branch(code(), ()),))},
    "public/components/cited.html": cited,
    "public/components/earlier.html": earlier,
    "public/components/instruments.html": lambda: {"instruments": [instrument()], "title": "…"},
    "public/components/legend.html": lambda: {"lines": overview().lines},
    "public/components/letters.html": line_of_letter,
    "public/components/observations.html": observed,
    "public/components/overview.html": lambda: {"overview": overview(), "instrument": instrument()},
    "public/components/pieces.html": lambda: {"pieces": [("Conv", False), ("ention", True)]},
    "public/components/place.html": lambda: {"unit": "article", "number": "3"},
    "public/components/positions.html": lambda: {"overview": overview()},
    "public/components/removable.html": lambda: {"pieces": removed()},
    "public/components/source.html": lambda: {"fact": instrument()},
    "public/components/then_and_now.html": then_and_now,
    "public/components/tile.html": lambda: {"country": exerland(), "position": stand()},
    "public/components/treaties.html": treaties,
    "public/components/visit.html": visit,
    "components/fields.html": lambda: {"form": DayForm({"on": "yesterday"})},
}


def panels(request: HttpRequest) -> list[Panel]:
    """Return all components in both directions and both themes."""
    return [panel(request, place, *look) for place, look in enumerate(PANELS)]


def panel(request: HttpRequest, place: int, language: str, direction: str, theme: str) -> Panel:
    with translation.override(language):
        samples = {
            name: SafeString(render_to_string(name, {"id": f"sample-{place}-{number}", **made()}))
            for number, (name, made) in enumerate(SAMPLES.items())
        }
        offered = {"languages": choices(request)}
        name = "components/languages.html"
        return Panel(language, direction, theme, {**samples, name: render_to_string(name, offered)})
