"""Made rows about Exerland, with the columns of UPR Info: no text of a real State is among them."""

import csv
import itertools
from collections.abc import Iterable
from pathlib import Path

VERBS = {
    "Seek help in order to": "1",
    "Continue to": "2",
    "Consider how to": "3",
    "Take measures to": "4",
    "Enact a law to": "5",
}
SUBJECTS = [
    ("protect {} from harm", "Rights of the Child", ["children", "boys", "girls", "infants"]),
    ("end trafficking in {}", "Trafficking", ["persons", "workers", "women", "migrants"]),
    ("end trafficking in {}", "Rights of the Child; Trafficking", ["children", "girls"]),
    ("look after {} at night", "Rights of the Child", ["foundlings", "toddlers"]),  # not a term
    ("repair {} in the capital", "Other", ["roads", "courts", "prisons", "bridges"]),
    ("train {} in human rights", "Justice", ["judges", "police", "guards", "soldiers"]),
]
PLACES = ["Exerland", "the north", "the south", "the islands"]
HEAD = ["text", "session", "issues", "action_category"]


def rows() -> list[list[str]]:
    """Return 400 rows of sessions 1 to 8, all different."""
    made = []
    for verb, (words, issues, whom), place in itertools.product(VERBS, SUBJECTS, PLACES):
        for one in whom:
            text = f"{verb} {words.format(one)} in {place}"
            made.append([text, str(len(made) * 7 % 8 + 1), issues, VERBS[verb]])
    return made


def write(path: Path, given: Iterable[list[str]], head: list[str] = HEAD) -> Path:
    """Write the rows as CSV and return where."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *given])
    return path


def decisions() -> list[dict[str, str]]:
    """Return the rows as a desk decided them: it finds foundlings for sale, which no term says."""
    return [
        {"text": text, "scope_codes": "SALE" if "foundlings" in text or "toddlers" in text else ""}
        for text, *_others in rows()
    ]
