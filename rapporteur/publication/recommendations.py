"""Public recommendations as a table of open data. Rows are plain: this room knows no other."""

from collections.abc import Callable
from typing import Any

from rapporteur.publication.exports import Column
from rapporteur.publication.tables import FLAG, LIST, MAYBE, TEXT, Described

SOURCE = "documents of the United Nations, as public sources tell them"
LICENCE = "text of the United Nations; facts"
NOTE = (
    "Recommendations to States that a public source tells, as of last night. What this mandate"
    " decided of them is not here. An empty value is unknown, never no. How many recommendations a"
    " State has says nothing of how much abuse there is."
)


def of_key(name: str, types: tuple[str, ...] = TEXT) -> Column:
    value: Callable[[Any], Any] = lambda row: row[name]  # noqa: E731  a column holds a function
    return Column(name, value, types=types)


NUMBER = ("integer", "null")
COLUMNS = (
    *(of_key(name) for name in ("key", "mechanism", "body", "symbol", "paragraph")),
    of_key("text"),
    of_key("language"),
    of_key("states", LIST),
    of_key("recommending", LIST),
    of_key("dated", MAYBE),
    of_key("session", NUMBER),
    of_key("cycle", NUMBER),
    of_key("positions", LIST),
    of_key("sources", LIST),
    Column("source", lambda _row: SOURCE),
    of_key("as_of"),
    Column("licence", lambda _row: LICENCE),
    of_key("exercise", FLAG),
)
TABLE = Described(
    "recommendations",
    "recommendations to States that a public source tells",
    COLUMNS,
    SOURCE,
    LICENCE,
    NOTE,
)
