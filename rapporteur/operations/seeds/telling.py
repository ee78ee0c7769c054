"""One matter on its way through the desk, and the day on which each step is told."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from rapporteur.communications.models import Communication
from rapporteur.intake.models import Submission
from rapporteur.intake.receipts import Receipt
from rapporteur.kernel import clock
from rapporteur.operations.seeds import texts
from rapporteur.operations.seeds.people import Office

MORNING = time(8, tzinfo=UTC)
APART = timedelta(minutes=5)  # from one step to the next, so that steps of one day keep their order


@dataclass(frozen=True)
class Received:
    """A submission as its source sent it, with the code's keys, so that the source can go on."""

    submission: Submission
    receipt: Receipt
    answers: dict[str, str]


@dataclass
class Story:
    """What happens to one matter. `number` is its place, from which words are chosen."""

    office: Office
    number: int
    received: dict[str, Received] = field(default_factory=dict)
    letters: dict[str, Communication] = field(default_factory=dict)
    steps: int = 0

    @contextmanager
    def on(self, days: int) -> Iterator[None]:
        """Do a step so many days before today; today's are done at the true time."""
        self.steps += 1
        if days <= 0:
            yield
            return
        begun = datetime.combine(day_before(days), MORNING)
        with clock.told(begun + APART * self.steps):
            yield

    def one_of(self, found: Sequence[str], further: int = 0) -> str:
        """Return one of several sentences: always the same for the same matter."""
        return found[(self.number + further) % len(found)]

    def words(self, *path: str, further: int = 0) -> str:
        return self.one_of(texts.words(*path), further)


def day_before(days: int) -> date:
    """Return the day so many days before today; a negative number lies ahead."""
    return clock.true_now().date() - timedelta(days=days)
