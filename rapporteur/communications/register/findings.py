"""What is said of a line of a register: why it was refused, what is doubtful, what it changes."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.kernel.access.rules import Reason


class Weight(StrEnum):
    """How much a finding weighs; only the first two keep a line out."""

    REFUSED = "refused"
    CONFLICT = "conflict"  # what is on record from elsewhere says otherwise
    CHANGE = "change"
    DOUBT = "doubt"

    @property
    def label(self) -> Reason:
        return LABELS[self]


LABELS: dict[Weight, Reason] = {
    Weight.REFUSED: gettext_lazy("refused"),
    Weight.CONFLICT: gettext_lazy("conflict"),
    Weight.CHANGE: gettext_lazy("changes what is on record"),
    Weight.DOUBT: gettext_lazy("doubtful"),
}


@dataclass(frozen=True)
class Finding:
    """One thing to say of one line. Line 1 is that of the headings; no column: the whole line."""

    line: int
    column: str
    reason: str
    weight: Weight = Weight.REFUSED

    def __str__(self) -> str:
        told = {"line": self.line, "column": self.column, "reason": self.reason}
        if self.column:
            return _("line %(line)s, column %(column)s: %(reason)s") % told
        return _("line %(line)s: %(reason)s") % told

    @property
    def keeps_out(self) -> bool:
        return self.weight in (Weight.REFUSED, Weight.CONFLICT)

    def as_json(self) -> dict[str, str | int]:
        return asdict(self)


def kept_out(findings: Iterable[Finding]) -> set[int]:
    """Return the lines that a finding keeps out."""
    return {one.line for one in findings if one.keeps_out}
