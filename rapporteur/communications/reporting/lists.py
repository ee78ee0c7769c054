"""The two lists of a report: letters of its time with their replies, late replies to older ones.

Pure. Rows stand by the day on which the letter was sent, never by State or by how many replies.
"""

from collections.abc import Iterable
from dataclasses import replace

from rapporteur.communications.reporting.entries import Entry
from rapporteur.communications.reporting.windows import Windows


def by_day(entries: Iterable[Entry]) -> list[Entry]:
    """Return rows by the day of the letter, then as the official references count."""
    return sorted(entries, key=lambda one: (one.sent_on, one.reference or one.name, str(one.pk)))


def list_a(entries: Iterable[Entry], windows: Windows) -> list[Entry]:
    """Return the letters of the time, each with its replies up to the end of that of replies."""
    return by_day(
        replace(
            one, answers=tuple(a for a in one.answers if a.received_on <= windows.replies.until)
        )
        for one in entries
        if one.sent_on in windows.letters
    )


def list_b(entries: Iterable[Entry], windows: Windows) -> list[Entry]:
    """Return older letters to which replies came within the time, each with these replies alone."""
    older = (
        replace(one, answers=tuple(a for a in one.answers if a.received_on in windows.replies))
        for one in entries
        if one.sent_on < windows.letters.since
    )
    return by_day(one for one in older if one.answers)
