"""States and the steps between them. `take` is the only thing that moves a record.

A room's `workflow.py` names its states, its steps and `STEPS`; `make states` prints them to
`docs/states/`. Rules are asked with the row locked, so that two people cannot both take a step
that only one may.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused

Record = TypeVar("Record", bound=models.Model)
StepRule = Callable[[Any, Any], "str | Promise | None"]


@dataclass(frozen=True)
class Step:
    """One verb: from which states, to which, and under which rules (person, record)."""

    verb: str
    sources: Sequence[str]
    target: str
    rules: tuple[StepRule, ...] = field(default=())

    def refusal(self, by: Any, record: Any) -> "str | Promise | None":
        """Return why `by` may not take this step with `record` now; None means that they may."""
        if record.state not in self.sources:
            return _("This cannot be done any more, or not yet: its state has changed.")
        for rule in self.rules:
            if why := rule(by, record):
                return why
        return None


class StepRefused(Refused):
    """A step was refused; the journal learns which one, and of which record."""

    def __init__(self, why: object, step: Step, record: Any) -> None:
        super().__init__(why)
        self.step = step
        self.record = record


def actor(by: Any) -> str:
    """Return how the journal names a person (their id) or a job (`job:name`)."""
    return by if isinstance(by, str) else str(by.pk)


@transaction.atomic
def take(step: Step, record: Record, *, by: Any, why: str = "", **fields: Any) -> Record:
    """Move a record by one step, with what else is true from then on, in one save.

    Locks the row, asks the rules of the row as it now stands, saves state and `fields`, writes
    to the journal; returns the fresh record. `why` is the person's reason, for the journal.
    Raises StepRefused; the caller's copy of the record is left as it was.
    """
    records = type(record)._default_manager.select_for_update(of=("self",))
    current = records.get(pk=record.pk)
    if refusal := step.refusal(by, current):
        raise StepRefused(refusal, step, current)
    for name, value in {**fields, "state": step.target}.items():
        setattr(current, name, value)
    current.save(update_fields=["state", *fields])
    journal.record(step.verb, current, by=actor(by), why=why)
    return current
