"""What anyone will read, as plain data in the form of the published tables."""

from collections.abc import Mapping
from typing import Any

from rapporteur.communications.publishing.bases import FACT, PART, SUBJECT, TEXT
from rapporteur.communications.publishing.redaction import Words, redacted
from rapporteur.publication.pieces import Piece

Pieces = list[Piece]


def without_runs(passages: list[Pieces]) -> list[Pieces]:
    """Return passages with one mark in the place of several that were removed whole in a row."""
    found: list[Pieces] = []
    for pieces in passages:
        gone = not any("text" in one for one in pieces)
        if gone and found and not any("text" in one for one in found[-1]):
            continue
        found.append(pieces)
    return found


def of_letter(words: Words) -> dict[str, Any]:
    """Return the words of a PublishedLetter. Raises Refused for brackets that do not fit."""
    found, frame = redacted(words), words.frame
    facts = [pieces for key, pieces in found.items() if key.startswith(f"{FACT}-")]
    return {
        "letterhead": frame["letterhead"],
        "addressee": frame["addressee"],
        "subject": found[SUBJECT],
        "parts": [
            {
                "number": number,
                "pieces": found[f"{PART}-{number}"],
                "facts": without_runs(facts) if number in frame["with_facts"] else [],
            }
            for number in frame["numbers"]
        ],
        "annex": frame["annex"],
        "signatures": frame["signatures"],
    }


def of_reply(words: Words) -> dict[str, Any]:
    """Return the words of a PublishedReply. Raises Refused for brackets that do not fit."""
    files: dict[str, list[Pieces]] = {}
    passages: list[Pieces] = []
    for key, pieces in redacted(words).items():
        if key.startswith(f"{TEXT}-"):
            passages.append(pieces)
        else:
            files.setdefault(key.split("-")[1], []).append(pieces)
    return {
        "passages": without_runs(passages),
        "files": [without_runs(file) for file in files.values()],
    }


def shown(words: Words, *, reply: bool) -> Mapping[str, Any]:
    """Return what will be public, of a letter or of a reply."""
    return of_reply(words) if reply else of_letter(words)
