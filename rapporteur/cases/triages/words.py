"""The words of a triage: one record of the vault, a version each time that it is saved."""

import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from rapporteur.cases import sealing
from rapporteur.cases.models.cases import Case
from rapporteur.cases.models.triages import Triage
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import SealedRecord, Version

KIND = "cases.triage"


@dataclass(frozen=True)
class Words:
    """What lies sealed of a triage, by the code of what it belongs to.

    `reasons` by criterion, `involved` by mandate or body, `notes` by the name of the field, `age`
    as it was given, `decided` the page as it was decided, in the language of who decided.
    """

    reasons: dict[str, str] = field(default_factory=dict)
    involved: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    age: dict[str, Any] = field(default_factory=dict)
    decided: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, body: bytes) -> Self:
        return cls(**json.loads(body))

    def body(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()

    def noted(self, **notes: str) -> Self:
        """Return the words with these notes put in place."""
        return replace(self, notes={**self.notes, **notes})


@dataclass(frozen=True)
class Opened:
    """The words of a triage as they were read: of which version, so that nothing is overwritten."""

    words: Words
    version: int


def keep(case: Case, *, by: str) -> SealedRecord:
    """Keep the empty words of a new triage; return their record. Raises Refused."""
    return sealing.keep(case, KIND, Words().body(), by=by).record


def add(triage: Triage, words: Words, *, by: str) -> None:
    """Seal the next version of the words; the caller saves `triage.version`. Raises Refused."""
    triage.version += 1
    sealing.add(triage.case, triage.record, triage.version, words.body(), by=by)


def read(triage: Triage, keyring: Keyring, *, by: str) -> Opened:
    """Open the newest words of a triage; the journal knows before. Raises Refused."""
    version = Version.objects.select_related("record").get(
        record=triage.record_id, number=triage.version
    )
    body = sealing.read(version, sealing.recipient_of(triage.case), keyring, by=by)
    return Opened(Words.of(body), triage.version)
