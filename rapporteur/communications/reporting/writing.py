"""A report and its figures as CSV and JSON: the same rows and numbers as the page."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from rapporteur.communications.reporting.building import AGENDA, Report, Row, Titled
from rapporteur.communications.reporting.metrics import Figure
from rapporteur.communications.reporting.windows import Span
from rapporteur.publication.exports import Column, row, safe, written_csv

NOTE = (
    "Letters and replies as they were made public, by date; those that are not public are counted"
    " and not told. Letters do not measure how much abuse there is. An empty value is unknown,"
    " never no."
)
FIGURES = ("figure", "code", "line", "value", "unit", "definition")


def field(name: str) -> Column:
    return Column(name, lambda record: getattr(record, name))


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


LINES = (
    Column("list", lambda line: str(line.part)),
    *(field(name) for name in ("number", "kind")),
    Column("sent_on", lambda line: iso(line.sent_on)),
    Column("joint", lambda line: line.is_joint),
    *(field(name) for name in ("reference", "addressee_kind", "addressee")),
    Column("country", lambda line: line.country or None),
    Column("mandates", lambda line: list(line.mandates)),
    Column("signed_as", lambda line: list(line.signed_as)),
    Column("subject", lambda line: line.summary.subject),
    Column("facts", lambda line: list(line.summary.facts)),
    Column("facts_more", lambda line: line.summary.more),
    field("language"),
    Column("replies_on", lambda line: [iso(one.received_on) for one in line.replies]),
    Column("reply_languages", lambda line: [one.language for one in line.replies]),
    Column("reply_keys", lambda line: [one.key for one in line.replies]),
    Column("reply_addresses", lambda line: [one.address for one in line.replies]),
    Column("no_reply_as_of", lambda line: iso(line.none_as_of)),
    *(field(name) for name in ("key", "address", "why_no_address")),
)


def lines(report: Report) -> tuple[Row, ...]:
    return (*report.list_a, *report.list_b)


def as_csv(report: Report) -> str:
    """Return both lists as one table; each row says of which report, day and mode it is."""
    more = (
        Column("session", lambda _line: report.session.code),
        Column("as_of", lambda _line: iso(report.on)),
        Column("exercise", lambda _line: report.exercise),
    )
    return "".join(written_csv([*LINES, *more], lines(report)))


def as_json(report: Report) -> dict[str, Any]:
    """Return the whole report: what it covers and by which rule, lists, figures and appendices."""
    rule = report.windows.rule
    return {
        "report": "communications",
        "note": NOTE,
        "exercise": report.exercise,
        "session": report.session.code,
        "session_number": report.number,
        "agenda_items": list(AGENDA),
        "language": report.language,
        "as_of": iso(report.on),
        "letters": days(report.windows.letters),
        "replies": days(report.windows.replies),
        "rule": {"source": rule.source, "as_of": rule.as_of, "note": rule.note},
        "not_public": report.closed,
        "list_a": [row(LINES, one) for one in report.list_a],
        "list_b": [row(LINES, one) for one in report.list_b],
        "figures": figures_json(report.figures),
        "abbreviations": dict(report.abbreviations),
        "mandates": [title(one) for one in report.mandates],
    }


def days(span: Span) -> dict[str, str | None]:
    return {"from": iso(span.since), "until": iso(span.until)}


def title(one: Titled) -> dict[str, str | None]:
    return {
        "code": one.code,
        "label": one.label,
        "title": one.title or None,
        "language": one.language,
        "since": one.since or None,
        "until": one.until or None,
    }


def figures_csv(figures: Iterable[Figure]) -> str:
    """Return figures as a table, a row a number, with its definition."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(FIGURES)
    for one in figures:
        for line in one.lines:
            value = line.shown if line.value is None else str(line.value)
            cells = (one.label, line.code, line.label, value, line.unit, one.definition)
            table.writerow([safe(cell) for cell in cells])
    return out.getvalue()


def figures_json(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """Return figures for JSON; `value` is null where it is not known, and `shown` says it."""
    return [
        {
            "code": one.code,
            "label": one.label,
            "definition": one.definition,
            "lines": [
                {name: getattr(line, name) for name in ("code", "label", "value", "unit", "shown")}
                for line in one.lines
            ],
        }
        for one in figures
    ]
