"""On what each paragraph of facts rests: pieces of evidence, each with how far it can be relied on.

Pure. A piece is tied to the words of its paragraph. Where these are changed it is loose, until a
person says that it still speaks for what is written now. None of it is ever in what an addressee
or the public reads: it is a sealed record of its own, the desk's alone.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from rapporteur.communications.questions import squeezed


@dataclass(frozen=True)
class Proof:
    """One piece of evidence for one paragraph. `where` says what it is and where it is kept."""

    fact: str
    kind: str  # codes of models.ProofTerm
    reliability: str
    where: str
    edition: str  # first day of the scale
    by: str  # name of who added it
    on: str

    @classmethod
    def all_of(cls, words: Mapping[str, Any]) -> list[Self]:
        """Read the pieces as they were sealed."""
        return [cls(**one) for one in words.get("proofs", ())]

    def speaks_for(self, fact: str) -> bool:
        return self.fact == squeezed(fact)


def words_of(proofs: Iterable[Proof]) -> dict[str, Any]:
    return {"proofs": [asdict(one) for one in proofs]}


def beside(facts: Sequence[str], proofs: Sequence[Proof]) -> list[list[tuple[int, Proof]]]:
    """Return for each paragraph its pieces, each with its place among all."""
    return [
        [(place, one) for place, one in enumerate(proofs) if one.speaks_for(fact)] for fact in facts
    ]


def loose(facts: Sequence[str], proofs: Sequence[Proof]) -> list[tuple[int, Proof]]:
    """Return the pieces whose paragraph does not stand so any more, each with its place."""
    return [
        (place, one)
        for place, one in enumerate(proofs)
        if not any(one.speaks_for(fact) for fact in facts)
    ]


def unsourced(
    facts: Sequence[str], proofs: Sequence[Proof], rated: Collection[str]
) -> list[tuple[int, str]]:
    """Return the paragraphs, with their numbers, that no piece with a rating speaks for (R29.3)."""
    return [
        (number, fact)
        for number, fact in enumerate(facts, 1)
        if not any(one.speaks_for(fact) and one.reliability in rated for one in proofs)
    ]
