"""The parts of a dossier: for each its rows, how one is named, and its cells in the active language.

A content holds plain values: codes, partial dates, sources, texts of reference data by language.
An empty value is unknown, and is written out so; it is never no.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.communications.models.kinds import Kind as LetterKind
from rapporteur.kernel.dates import written_out
from rapporteur.kernel.texts import in_language
from rapporteur.law.models import Reservation
from rapporteur.law.national.models import LegalAge, LegalAnswer
from rapporteur.law.national.questions import ACTS, INDICATORS
from rapporteur.law.queries.acceptance import Standing
from rapporteur.recommendations.models import Mechanism, Position, SourceRow, Stage, Status
from rapporteur.visits.choosing.measures import Measure
from rapporteur.visits.cycles.indicators import LABELS
from rapporteur.visits.kinds import Kind

Row = Mapping[str, Any]
Content = Mapping[str, Any]
Cells = tuple[str, ...]
Names = Mapping[str, str]  # of acts, in the active language


@dataclass(frozen=True)
class Part:
    """One part: the first cell of a row names it. `key` finds a row again in a later dossier."""

    code: str
    heading: Promise
    heads: tuple[Promise, ...]
    key: tuple[str, ...]
    cells: Callable[[Row, Names], Cells]
    is_unknown: Callable[[Row], bool] = lambda _row: False

    def rows(self, content: Content) -> list[Row]:
        return list(content[self.code])

    def key_of(self, row: Row) -> tuple[str, ...]:
        return tuple(str(row[name]) for name in self.key)


def not_known() -> str:
    return _("not in our record")


def told(row: Row) -> tuple[str, str]:
    """Return source and day of a fact; both unknown where nothing is on record."""
    return row["source"] or "–", written_out(row["as_of"] or "") or "–"


def of_treaty(row: Row, names: Names) -> Cells:
    since = written_out(row["since"] or "")
    position = " ".join(filter(None, [str(Standing(row["standing"]).label), since]))
    made = [
        ", ".join(
            filter(
                None,
                [
                    str(Reservation.Kind(one["kind"]).label),
                    one["provisions"],
                    written_out(one["made_on"] or ""),
                    in_language(one["gist"]),
                ],
            )
        )
        for one in row["reservations"]
    ]
    return in_language(row["titles"]), position, "; ".join(made) or "–", *told(row)


def of_age(row: Row, names: Names) -> Cells:
    label = str(LegalAge.Kind(row["kind"]).label)
    if row["for"] != "all":
        label = f"{label} · {LegalAge.Whom(row['for']).label}"
    if not row["source"]:
        return label, not_known(), "–", *told(row)
    age = _("none fixed, says the source") if row["age"] is None else str(row["age"])
    return label, age, row["law"] or "–", *told(row)


def of_law(row: Row, names: Names) -> Cells:
    code = row["question"]
    label = names.get(code) or str(INDICATORS.get(code, code))
    place = f" ({row['provision']})" if row["provision"] else ""
    answer = LegalAnswer.Answer(row["answer"])
    words = str(answer.label)
    if row["answer"] == LegalAnswer.Answer.UNKNOWN:
        words = not_known()
    elif code not in ACTS and answer == LegalAnswer.Answer.FULL:
        words = _("yes")
    return f"{label}{place}", words, row["law"] or "–", *told(row)


def of_committee(row: Row, names: Names) -> Cells:
    stage = f"{row['instrument']}: {Stage(row['stage']).label}"
    when = " ".join(filter(None, [written_out(row["date"]), str(Status(row["status"]).label)]))
    return stage, when, str(row["session"] or "–"), row["symbol"] or "–", *told(row)


def of_review(row: Row, names: Names) -> Cells:
    session = _("Universal Periodic Review, session %(number)s") % {"number": row["session"]}
    return session, written_out(row["date"] or "") or not_known(), *told(row)


def of_visit(row: Row, names: Names) -> Cells:
    days = " – ".join(written_out(day) for day in (row["starts_on"], row["ends_on"]) if day)
    day = written_out(row["day"] or "") or not_known()
    source = row["source"] or _("the desk’s own record")
    return str(Kind(row["kind"]).label), row["mandate"], day, days, row["symbol"], source


def of_letter(row: Row, names: Names) -> Cells:
    replies = "; ".join(written_out(day) for day in row["replies"]) or _("none on record")
    public = written_out(row["public_from"] or "") or not_known()
    kind = str(LetterKind(row["kind"]).label)
    return row["code"], kind, written_out(row["sent_on"]), replies, public


def of_recommendation(row: Row, names: Names) -> Cells:
    place = " ".join(filter(None, [row["symbol"], row["paragraph"]])) or not_known()
    made = [str(Mechanism(row["mechanism"]).label), written_out(row["dated"])]
    said = ", ".join(str(Position(code).label) for code in row["positions"])
    followed = _("followed") if row["followed"] else _("not followed yet")
    kinds = [str(SourceRow.Kind(code).label) for code in row["sources"]]
    day = written_out(row["as_of"])
    source = "; ".join(filter(None, [row["source"], *kinds, day]))
    return place, row["text"], ", ".join(filter(None, made)), said or "–", followed, source


def of_indicator(row: Row, names: Names) -> Cells:
    amount = not_known() if row["amount"] is None else row["amount"]
    return str(LABELS[Measure(row["measure"])]), amount, *told(row)


SOURCE, AS_OF = gettext_lazy("Source"), gettext_lazy("As of")
LAW = gettext_lazy("The law, as cited")
PARTS = (
    Part(
        "treaties",
        gettext_lazy("Treaties"),
        (
            gettext_lazy("Instrument"),
            gettext_lazy("Position"),
            gettext_lazy("Reservations and declarations"),
            SOURCE,
            AS_OF,
        ),
        ("instrument",),
        of_treaty,
        lambda row: row["standing"] == Standing.UNKNOWN,
    ),
    Part(
        "ages",
        gettext_lazy("Five legal ages"),
        (gettext_lazy("Age of"), gettext_lazy("Years"), LAW, SOURCE, AS_OF),
        ("kind", "for"),
        of_age,
        lambda row: not row["source"],
    ),
    Part(
        "law",
        gettext_lazy("Criminal law and article 3 of the Protocol"),
        (gettext_lazy("Act"), gettext_lazy("Answer"), LAW, SOURCE, AS_OF),
        ("question",),
        of_law,
        lambda row: row["answer"] == LegalAnswer.Answer.UNKNOWN,
    ),
    Part(
        "indicators",
        gettext_lazy("Indicators"),
        (gettext_lazy("Indicator"), gettext_lazy("Value"), SOURCE, AS_OF),
        ("measure",),
        of_indicator,
        lambda row: row["amount"] is None,
    ),
    Part(
        "committee",
        gettext_lazy("Committee on the Rights of the Child"),
        (
            gettext_lazy("Stage"),
            gettext_lazy("Date"),
            gettext_lazy("Session"),
            gettext_lazy("Symbol"),
            SOURCE,
            AS_OF,
        ),
        ("instrument", "stage", "session"),
        of_committee,
    ),
    Part(
        "reviews",
        gettext_lazy("Universal Periodic Review"),
        (gettext_lazy("Session"), gettext_lazy("Date"), SOURCE, AS_OF),
        ("session",),
        of_review,
    ),
    Part(
        "visits",
        gettext_lazy("Visits"),
        (
            gettext_lazy("What happened"),
            gettext_lazy("Mandate"),
            gettext_lazy("Date"),
            gettext_lazy("Days of the visit"),
            gettext_lazy("Symbol"),
            SOURCE,
        ),
        ("mandate", "kind", "day", "starts_on", "symbol", "source"),
        of_visit,
    ),
    Part(
        "letters",
        gettext_lazy("Letters and replies"),
        (
            gettext_lazy("Letter"),
            gettext_lazy("Kind"),
            gettext_lazy("Sent on"),
            gettext_lazy("Replies"),
            gettext_lazy("Confidential until"),
        ),
        ("code",),
        of_letter,
    ),
    Part(
        "recommendations",
        gettext_lazy("Open recommendations"),
        (
            gettext_lazy("Place"),
            gettext_lazy("Recommendation"),
            gettext_lazy("Recommended by"),
            gettext_lazy("Position"),
            gettext_lazy("Follow-up"),
            SOURCE,
        ),
        ("key",),
        of_recommendation,
    ),
)
