"""Compare the signature of an opened submission with the others, in the process of its reader."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter
from uuid import UUID

from rapporteur.cases.finding.cursors import Cursor
from rapporteur.cases.finding.pieces import standing
from rapporteur.cases.likeness.actions import KIND, ties
from rapporteur.cases.likeness.signatures import (
    Degree,
    Signature,
    containment,
    degree_of,
    unpacked,
)
from rapporteur.cases.models import Likeness
from rapporteur.cases.queries.received import of_desks
from rapporteur.cases.sealing import said_in
from rapporteur.intake.models import Submission
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.scanning import Scan
from rapporteur.people.accounts.models import Account

BESIDE = 0.25  # seconds that comparing may take on the page of a submission
ALONE = 3.0  # seconds on a page of its own
SHOWN = 20


@dataclass(frozen=True)
class Alike:
    """A submission that reads like the one that is opened, and how much."""

    submission: Submission
    degree: Degree


@dataclass(frozen=True)
class Compared:
    """What was found among the newest `reached` of `of`; `goes_on` where more are left.

    None of them is told where the text itself is too short to be compared.
    """

    alike: list[Alike]
    reached: int
    of: int
    goes_on: Cursor | None


@dataclass(frozen=True)
class Signed:
    """A sealed signature that the reader may open: of which submission, and where it lies."""

    cursor: Cursor
    desk: UUID
    version: UUID

    @property
    def row(self) -> UUID:
        return self.cursor.row


def signed(person: Account) -> list[Signed]:
    """Return the signatures of a person's desks, of the newest submissions first. One query."""
    rows = standing(Likeness.objects.filter(submission__in=of_desks(person)), KIND)
    columns = ("submission__day", "submission", "submission__desk", "sealed")
    found = [
        Signed(Cursor(day, row), desk, version)
        for day, row, desk, version in rows.values_list(*columns)
    ]
    return sorted(found, key=lambda one: one.cursor.key, reverse=True)


def reads_like(
    submission: Submission,
    keyring: Keyring,
    *,
    by: Account,
    seconds: float = BESIDE,
    after: Cursor | None = None,
) -> Compared | None:
    """Return what reads like a submission; None where it has no signature that opens.

    How many signatures were opened is in the journal before anything is returned.
    """
    ends = perf_counter() + seconds
    pool = signed(by)
    scan = Scan(keyring)
    own = own_signature(scan, [one for one in pool if one.row == submission.pk])
    if own is None:
        return None
    others = [one for one in pool if one.row != submission.pk]
    before = [one for one in others if after and one.cursor.key >= after.key]
    found: list[tuple[float, UUID, Degree]] = []
    reached, last = len(before), after
    for one, other in opened(scan, others[len(before) :]):
        reached, last = reached + 1, one.cursor
        degree = degree_of(own, other) if other else None
        if other and degree:
            found.append((containment(own, other), one.row, degree))  # never below resemblance
        if perf_counter() > ends:
            break
    detail: journal.Detail = {"opened": scan.opened, "passed": scan.passed_over}
    journal.record_read("compare", submission, by=str(by.pk), detail=detail)
    goes_on = last if reached < len(others) else None
    return Compared(likest(found, by), reached, len(others), goes_on)


def likest(found: list[tuple[float, UUID, Degree]], by: Account) -> list[Alike]:
    """Return those that are most alike first, with their submissions. One query where any is."""
    shown = sorted(found, key=lambda one: one[0], reverse=True)[:SHOWN]
    rows = of_desks(by).in_bulk([row for _weight, row, _degree in shown]) if shown else {}
    return [Alike(rows[row], degree) for _weight, row, degree in shown if row in rows]


def own_signature(scan: Scan, own: list[Signed]) -> Signature | None:
    return next((signature for _one, signature in opened(scan, own)), None)


def opened(scan: Scan, lines: list[Signed]) -> Iterator[tuple[Signed, Signature | None]]:
    """Yield each with its signature; None where it does not open or was hung on another's row."""
    found = scan.bodies([one.version for one in lines])
    for one, (_version, body) in zip(lines, found, strict=True):
        said = said_in(body, ties(one.row, one.desk)) if body else None
        yield one, unpacked(said) if said else None
