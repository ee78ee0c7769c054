"""What the figures of reports count: letters and replies of one desk, within days.

Each is the line of that code of `communications.reporting`, whose definition stands beside it. A
figure counts what the desk has on record, whoever looks: it is the same for every member.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models import Communication
from rapporteur.communications.reporting import entries, metrics
from rapporteur.communications.reporting.metrics import Names, Time
from rapporteur.communications.reporting.windows import Span
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.reports.writing import Tied

CODES = (
    *("letters.sent", "letters.joint", "letters.closed"),
    *("addressees.states", "addressees.others"),
    *("replies.received", "replies.to_these", "replies.to_older"),
    *("rate.within", "rate.within_percent", "rate.now", "rate.now_percent"),
)
NOBODY = Names({}, {})  # no figure here is told by name


@dataclass(frozen=True)
class Counted:
    """What a figure is today: `value` is None where it cannot be said, as a share of nothing."""

    label: str
    definition: str
    value: int | None


def known(figures: Iterable[Tied]) -> None:
    """Raise Refused for a figure that counts nothing that we have."""
    for one in figures:
        if one.code not in CODES:
            raise Refused(
                _("“%(code)s” is no figure: the list below the text has their names.")
                % {"code": one.code}
            )


def counted(desk: UUID, figures: Iterable[Tied]) -> Mapping[Tied, Counted]:
    """Return what each figure counts today; as many queries as there are different times, by seven."""
    spans: dict[tuple[object, object], dict[str, Counted]] = {}
    found: dict[Tied, Counted] = {}
    for one in figures:
        time = (one.since, one.until)
        if time not in spans:
            spans[time] = _of(desk, Span(one.since, one.until))
        found[one] = spans[time][one.code]
    return found


def offered() -> list[tuple[str, Counted]]:
    """Return every figure that a text may hold, with what it counts, without a value."""
    return list(_lines([], Time(Span(today(), today()), Span(today(), today()))).items())


def _of(desk: UUID, span: Span) -> dict[str, Counted]:
    letters = Communication.objects.filter(desk=desk)
    return _lines(entries.among(letters, span, span, today(), with_words=False), Time(span, span))


def _lines(found: list[entries.Entry], time: Time) -> dict[str, Counted]:
    made = metrics.made(found, entries.in_public(found), time, NOBODY, inside=False)
    return {
        line.code: Counted(f"{figure.label}: {line.label}", figure.definition, line.value)
        for figure in made
        for line in figure.lines
        if line.code in CODES
    }
