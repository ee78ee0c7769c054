"""Signatures of texts, by which copied and lightly edited ones are found without the texts.

A bottom sketch after Broder (*On the resemblance and containment of documents*, 1997), the MinHash
with one hash: of all runs of five letters of the folded text (three where it is Chinese) the 256
lowest hashes, and how many runs there are. So the signature of a text of any length stays in the
smallest body of the vault. What is told again in other words, or translated, shares no runs.
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.folding import words_of
from rapporteur.publication.folding import A_HAN

LOWEST = 256  # hashes kept
HASH_BYTES = 8
RUN, RUN_OF_HAN = 5, 3  # signs of a run
FEWEST = 60  # runs: of less text, likeness is chance
SAME, PARTS = 0.5, 0.35  # measured on the shipped set: ADR 0113


class Degree(TextChoices):
    """How alike two texts are, in words: the figure behind them is an estimate."""

    SAME = "same", _("nearly the same text")
    PARTS = "parts", _("parts are the same")


@dataclass(frozen=True)
class Signature:
    """The lowest hashes of a text in order, the length of a run, and how many runs it has."""

    run: int
    runs: int
    lowest: tuple[int, ...]

    @property
    def is_whole(self) -> bool:
        """Say whether every run is kept, so that nothing is estimated."""
        return self.runs == len(self.lowest)


def signature_of(text: str) -> Signature | None:
    """Return the signature of a text; None where it is too short to be compared."""
    plain = " ".join(words_of(text))
    run = RUN_OF_HAN if len(A_HAN.findall(plain)) * 2 > len(plain) else RUN
    hashes = {hash_of(one) for one in runs_of(plain, run)}
    if len(hashes) < FEWEST:
        return None
    return Signature(run, len(hashes), tuple(sorted(hashes)[:LOWEST]))


def runs_of(plain: str, run: int) -> set[str]:
    return {plain[at : at + run] for at in range(len(plain) - run + 1)}


def hash_of(run: str) -> int:
    return int.from_bytes(blake2b(run.encode(), digest_size=HASH_BYTES).digest())


def resemblance(one: Signature, other: Signature) -> float:
    """Return the estimated share of all runs of both that both have; 0 to 1."""
    common = {*one.lowest} & {*other.lowest}
    if one.run != other.run or not common:
        return 0.0
    both = sorted({*one.lowest, *other.lowest})
    sample = both if one.is_whole and other.is_whole else both[:LOWEST]
    return len(common & {*sample}) / len(sample)


def containment(one: Signature, other: Signature) -> float:
    """Return the estimated share of the shorter text's runs that stand in the longer one."""
    return contained(resemblance(one, other), one, other)


def contained(alike: float, one: Signature, other: Signature) -> float:
    shared = alike / (1 + alike) * (one.runs + other.runs)
    return min(1.0, shared / min(one.runs, other.runs))


def degree_of(one: Signature, other: Signature) -> Degree | None:
    """Return in words how alike two texts are; None where they are not."""
    alike = resemblance(one, other)
    if alike >= SAME:
        return Degree.SAME
    return Degree.PARTS if contained(alike, one, other) >= PARTS else None


def packed(signature: Signature) -> dict[str, Any]:
    """Return a signature as it lies in a sealed body."""
    raw = b"".join(one.to_bytes(HASH_BYTES) for one in signature.lowest)
    return {
        "run": signature.run,
        "runs": signature.runs,
        "lowest": b64encode(raw).decode("ascii"),
    }


def unpacked(body: Mapping[str, Any]) -> Signature:
    raw = b64decode(body["lowest"])
    hashes = (raw[at : at + HASH_BYTES] for at in range(0, len(raw), HASH_BYTES))
    return Signature(body["run"], body["runs"], tuple(int.from_bytes(one) for one in hashes))
