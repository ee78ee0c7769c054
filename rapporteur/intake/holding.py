"""What resembles a flood is held back for a person to look at, and never refused or deleted.

It is weighed in memory while it is sealed; of the weighing only yes or no is kept (ADR 0125). What a
child writes and what cannot wait is never held. Of texts that were sent before
only a keyed mark is remembered, by one process, for an hour, under a key that dies with it.
"""

import hmac
import os
import re
import threading
from collections.abc import Mapping, Sequence
from time import monotonic

from rapporteur.intake.writers import is_child

KEY = os.urandom(32)  # of this process alone
REMEMBERED = 3600  # seconds
MOST = 20_000  # marks
ENOUGH = 3  # points at which it is held
SHORTEST = 200  # signs: fewer can well be the same twice
OFTEN = 3  # times that the same words came before
TEXTS = ("what", "where", "when", "who", "by_whom", "steps", "elsewhere", "feared")
LETTERS = re.compile(r"[^\W\d_]")
RUN = re.compile(r"(.)\1{19}")  # one sign twenty times


class Seen:
    """How often the same words came within the hour, by marks that nobody can turn back."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.marks: dict[bytes, list[float]] = {}

    def again(self, text: str) -> int:
        """Return how often this was seen before, and remember it."""
        mark = hmac.digest(KEY, " ".join(text.casefold().split()).encode(), "sha256")
        with self.lock:
            heard = monotonic()
            if len(self.marks) >= MOST:
                self.marks = {
                    one: times
                    for one, times in self.marks.items()
                    if heard - times[-1] < REMEMBERED
                }
            before = [one for one in self.marks.get(mark, ()) if heard - one < REMEMBERED]
            if before or len(self.marks) < MOST:
                self.marks[mark] = [*before, heard][-OFTEN - 1 :]
            return len(before)


SEEN = Seen()


def is_held(answers: Mapping[str, str], left_out: Mapping[str, Sequence[str]]) -> bool:
    """Say whether a person should look at this before it stands in the queue."""
    writer = answers.get("writer", "")
    if not writer or is_child(writer):
        return False  # who has not said who writes may be a child
    if answers.get("soon") == "yes":
        return False
    return points(" ".join(answers.get(code, "") for code in TEXTS), left_out) >= ENOUGH


def points(text: str, left_out: Mapping[str, Sequence[str]]) -> int:
    """Return how much a text resembles a flood: not what it says, but how."""
    letters = len(LETTERS.findall(text))
    found = 0
    if len(text.strip()) >= SHORTEST and SEEN.again(text) >= OFTEN:
        found += 3
    if text.strip() and letters * 3 < len(text.strip()):
        found += 2
    if RUN.search(text):
        found += 2
    if len(left_out) >= 3:
        found += 2
    return found
