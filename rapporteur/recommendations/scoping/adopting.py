"""Learn from the desk's own decisions, and take a model only where it is better than the terms.

Pure: rows go in, a verdict comes out. Each code is judged on texts that were left out (`training`):
a model that is measurably better for none is not taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rapporteur.recommendations.scoping import labelled, training
from rapporteur.recommendations.scoping.linear import COST, Model


@dataclass(frozen=True)
class Verdict:
    """A model, and the codes for which it speaks beside the terms; none: it is not taken."""

    model: Model
    better: tuple[str, ...]

    @property
    def is_taken(self) -> bool:
        return bool(self.better)


def judge(rows: Sequence[dict[str, str]], cost: float = COST) -> Verdict:
    """Train on rows of text and scope_codes. Raises Unreadable where they are too few."""
    model = training.train(labelled.of_rows(rows), cost)
    held_out = model.header["held_out"]
    return Verdict(model, tuple(code for code in model.targets if held_out[code]["joins"]))
