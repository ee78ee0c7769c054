"""A fair line for what is dear: a few at a time, and each thread has one place in it.

It lies in the memory of one process and knows look-up values for some seconds. Nobody waits inside
it: whoever has no turn is told so at once, and comes again with the second of the first asking, which
the sealed cookie keeps. So those who asked first are first, a thread that asks a hundred times has one
place, and who went away loses it. Nothing is counted by address, and the site as a whole never stops.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, time

LAPSES = 10  # seconds after which a place that nobody asked for again is given up
MOST = 5_000  # places that are remembered; who comes on top keeps its second all the same


class Line:
    """Turns for `at_once` at a time, those who asked first going first."""

    def __init__(self, at_once: int) -> None:
        self.at_once = at_once
        self.lock = threading.Lock()
        self.served: set[bytes] = set()
        self.waiting: dict[bytes, tuple[int, float]] = {}  # second of asking, last heard of

    @contextmanager
    def turn(self, who: bytes, asked: int = 0) -> Iterator[bool]:
        """Say whether it is the turn of `who`, for as long as the block lasts."""
        ours = self.take(who, asked or int(time()))
        try:
            yield ours
        finally:
            if ours:
                with self.lock:
                    self.served.discard(who)

    def take(self, who: bytes, asked: int) -> bool:
        with self.lock:
            heard = monotonic()
            self.waiting = {
                one: place for one, place in self.waiting.items() if heard - place[1] < LAPSES
            }
            before = sum(
                (place[0], one) < (asked, who) for one, place in self.waiting.items() if one != who
            )
            if who not in self.served and len(self.served) + before < self.at_once:
                self.waiting.pop(who, None)
                self.served.add(who)
                return True
            if who in self.waiting or len(self.waiting) < MOST:
                self.waiting[who] = (asked, heard)
            return False


SENDING = Line(4)  # of the sixteen threads of a process: the others go on answering those who read
