"""What a search is as a file: its columns, and what each means. A column has its line here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rapporteur.kernel.instance.queries import mode
from rapporteur.publication.exports import NOTE, Column, line
from rapporteur.recommendations.models import (
    Action,
    Level,
    Mechanism,
    Persons,
    Pillar,
    Position,
    Recommendation,
    Sector,
)
from rapporteur.recommendations.searching.search import Wanted

LIST = ("array",)
ISO3 = "codes of the table world.country"
DAY = "partial date: a year, a month or a day"


@dataclass(frozen=True)
class Meaning:
    """What a column holds, how it is written, and what its codes mean."""

    column: Column
    meaning: str
    unit: str = "text"
    values: Any = ()


def of_standing(name: str) -> Any:
    def value(one: Recommendation) -> Any:
        standing = getattr(one, "standing", None)
        return None if standing is None else getattr(standing, name)

    return value


def field(name: str, types: tuple[str, ...] = ("string",)) -> Column:
    return Column(name, lambda one: getattr(one, name), types=types)


def standing(name: str, types: tuple[str, ...]) -> Column:
    return Column(name, of_standing(name), types=types)


BOOK = (
    Meaning(Column("id", lambda one: str(one.pk)), "The key of the row; it never changes", "key"),
    Meaning(field("mechanism"), "What kind of mechanism recommends", "code", Mechanism.choices),
    Meaning(field("body"), "The body that recommends"),
    Meaning(field("symbol"), "Symbol of the document"),
    Meaning(field("paragraph"), "Paragraph or number in it"),
    Meaning(field("text"), "The recommendation in the words of its first source"),
    Meaning(field("language"), "Language of the text", "code"),
    Meaning(field("states", LIST), "States it is addressed to; none: every State", ISO3),
    Meaning(field("recommending", LIST), "States that recommend", ISO3),
    Meaning(field("dated"), "Day of the document", DAY),
    Meaning(field("session", ("integer", "null")), "Session of the review", "number"),
    Meaning(field("cycle", ("integer", "null")), "Cycle of the review", "number"),
    Meaning(
        field("positions", LIST), "Each position that a source tells", "code", Position.choices
    ),
    Meaning(field("in_conflict", ("boolean",)), "Whether sources tell different ones", "yes or no"),
    Meaning(
        standing("in_scope", ("boolean", "null")),
        "Whether a person decided that it concerns the mandate; empty: not decided",
        "yes or no",
    ),
    Meaning(
        standing("codes", ("array", "null")), "Kinds of matter", "codes of the table law.scopecode"
    ),
    Meaning(standing("pillars", ("array", "null")), "Pillars", "code", Pillar.choices),
    Meaning(standing("sectors", ("array", "null")), "Sectors", "code", Sector.choices),
    Meaning(standing("levels", ("array", "null")), "Levels", "code", Level.choices),
    Meaning(standing("persons", ("array", "null")), "Affected persons", "code", Persons.choices),
    Meaning(standing("action", ("string", "null")), "Action asked for", "code", Action.choices),
    Meaning(field("source"), "The source that told it first"),
    Meaning(field("as_of"), "The day on which it was so", DAY),
    Meaning(
        Column("exercise", lambda _one: mode() == "exercise", types=("boolean",)),
        "Whether the installation is an exercise",
        "yes or no",
    ),
)
COLUMNS = tuple(one.column for one in BOOK)


def head(wanted: Wanted) -> dict[str, Any]:
    """Return what stands before the rows of a file of JSON."""
    return {"note": NOTE, "asked": {"words": wanted.words, **wanted.facets}}


def csv_of() -> Iterator[str]:
    yield line(["column", "types", "meaning", "unit", "values"])
    for one in BOOK:
        values = "; ".join(f"{code} = {label}" for code, label in one.values)
        column = one.column
        yield line([column.name, " or ".join(column.types), one.meaning, one.unit, values])
