"""What loading some rows would add and change: read from the database, written nowhere."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.utils.translation import gettext as _

from rapporteur.communications.register.findings import Finding, Weight
from rapporteur.recommendations import matching
from rapporteur.recommendations.copying import ENCODE
from rapporteur.recommendations.matching import Mark
from rapporteur.recommendations.models import (
    POSITIONS,
    Recommendation,
    SourceRow,
    in_conflict,
)
from rapporteur.recommendations.readers.given import Given
from rapporteur.recommendations.readers.states import States

# What a source may say otherwise the next time, without becoming another row.
SAID = (
    *("text", "symbol", "paragraph", "position", "dated", "recommending", "recommending_written"),
    *("themes", "affected", "sdgs", "category"),
)
FILLED = ("paragraph", "symbol", "session", "cycle", "dated", "body")


@dataclass
class Plan:
    """What becomes of a batch of rows."""

    fresh: list[Recommendation] = field(default_factory=list)
    changed: dict[object, Recommendation] = field(default_factory=dict)
    rows: list[SourceRow] = field(default_factory=list)
    changed_rows: list[SourceRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unchanged: int = 0
    joined: int = 0  # new rows of a recommendation that stands, or that another row made


def key_of(row: Given, words: str) -> str:
    """Return the source's own id of a row, or a hash of what tells it from others."""
    if row.key:
        return row.key if row.language in ("", "en") else f"{row.key}:{row.language}"
    told = (words, *sorted(row.states), row.symbol, row.session, row.cycle, row.paragraph)
    return sha256("\n".join(map(str, told)).encode()).hexdigest()


def digest_of(row: Given) -> str:
    told = [getattr(row, name) for name in SAID]
    return sha256(ENCODE(told).encode()).hexdigest()


class Planner:
    """Plans one batch after the other; each batch is written before the next is planned."""

    def __init__(self, states: States, file: str, at: datetime) -> None:
        self.states, self.file, self.at = states, file, at

    def plan(self, given: list[Given]) -> Plan:
        """Return what becomes of rows; two queries and one for the rows that stand."""
        made = Plan()
        words = [matching.normal(row.text, row.paragraph, self.states) for row in given]
        keys = [key_of(row, said) for row, said in zip(given, words, strict=True)]
        matches = [
            matching.key_of(said, row.states) for row, said in zip(given, words, strict=True)
        ]
        standing = self._standing(given, keys)
        known = self._known(
            {
                match
                for row, key, match in zip(given, keys, matches, strict=True)
                if (row.kind.value, key) not in standing
            }
        )
        for row, key, match in zip(given, keys, matches, strict=True):
            made.findings += row.doubts
            stands = standing.get((row.kind.value, key))
            if stands is not None:
                self._again(made, stands, row, match)
                continue
            standing[row.kind.value, key] = self._new(made, known, row, key, match)
        return made

    def _standing(self, given: list[Given], keys: list[str]) -> dict[tuple[str, str], SourceRow]:
        kinds = {row.kind.value for row in given}
        found = SourceRow.objects.filter(kind__in=kinds, key__in=keys)
        return {(row.kind, row.key): row for row in found}

    def _known(self, matches: set[str]) -> dict[str, list[tuple[Recommendation, set[str]]]]:
        """Return what stands with the same words and States, each with its kinds of sources."""
        found = Recommendation.objects.filter(match_key__in=matches).order_by("paragraph", "id")
        kinds: dict[object, set[str]] = defaultdict(set)
        for pk, kind in SourceRow.objects.filter(recommendation__in=list(found)).values_list(
            "recommendation", "kind"
        ):
            kinds[pk].add(kind)
        known: dict[str, list[tuple[Recommendation, set[str]]]] = defaultdict(list)
        for one in found:
            known[one.match_key].append((one, kinds[one.pk]))
        return known

    def _again(self, made: Plan, stands: SourceRow, row: Given, match: str) -> None:
        """Hold a row against the same row of its source as it stands."""
        digest = digest_of(row)
        if stands.digest == digest:
            made.unchanged += 1
            return
        if stands.words != match:
            told = _("this entry stands with other words or another State, and is not changed")
            made.findings.append(Finding(row.line, "text", told, Weight.CONFLICT))
            return
        different = [name for name in SAID if getattr(stands, name) != getattr(row, name)]
        told = _("changed since it was loaded: %(names)s") % {"names": ", ".join(different)}
        made.findings.append(Finding(row.line, "", told, Weight.CHANGE))
        for name in different:
            setattr(stands, name, getattr(row, name))
        stands.digest, stands.file, stands.line = digest, self.file, row.line
        if not stands._state.adding:  # noqa: SLF001  Django's own word for "not yet stored"
            made.changed_rows.append(stands)
        one = stands.recommendation
        others = one.rows.exclude(pk=stands.pk).values_list("position", flat=True)
        one.positions = sorted({code for said in others for code in position_of(said)})
        tell(made, one, row)
        if not one._state.adding:  # noqa: SLF001  as above
            made.changed[one.pk] = one

    def _new(
        self,
        made: Plan,
        known: dict[str, list[tuple[Recommendation, set[str]]]],
        row: Given,
        key: str,
        match: str,
    ) -> SourceRow:
        found, kinds = self._joined(known[match], row)
        if found is None:
            found, kinds = self._recommendation(row, match), set()
            made.fresh.append(found)
            known[match].append((found, kinds))
        else:
            made.joined += 1
            tell(made, found, row)
        kinds.add(row.kind.value)
        said = {name: getattr(row, name) for name in SAID}
        fresh = SourceRow(
            **said,
            recommendation=found,
            kind=row.kind.value,
            key=key,
            words=match,
            digest=digest_of(row),
            file=self.file,
            line=row.line,
            loaded_at=self.at,
        )
        made.rows.append(fresh)
        return fresh

    def _joined(
        self, candidates: Iterable[tuple[Recommendation, set[str]]], row: Given
    ) -> tuple[Recommendation | None, set[str]]:
        """Return the recommendation that a row is of, one of the same paragraph before others."""
        mark = matching.mark_of(row)
        alike = [
            (one, kinds)
            for one, kinds in candidates
            if matching.same(mark_of(one), mark, one_source=kinds == {row.kind.value})
        ]
        alike.sort(key=lambda pair: pair[0].paragraph != row.paragraph)
        return alike[0] if alike else (None, set())

    def _recommendation(self, row: Given, match: str) -> Recommendation:
        return Recommendation(
            match_key=match,
            mechanism=row.mechanism,
            text=row.text,
            language=row.language,
            country_id=row.states[0] if len(row.states) == 1 else None,
            states=row.states,
            recommending=sorted(row.recommending),
            positions=position_of(row.position),
            source=f"{SourceRow.Kind(row.kind.value).name}: {self.file}"[:300],
            as_of=self.at.date().isoformat(),
            **{name: getattr(row, name) for name in FILLED},
        )


def mark_of(one: Recommendation) -> Mark:
    return Mark(one.paragraph, one.symbol, one.session, frozenset(one.recommending))


def position_of(written: str) -> list[str]:
    """Return the position that a source's word means; none for a word that is not known."""
    found = POSITIONS.get(written.casefold())
    return [found.value] if found else []


def tell(made: Plan, one: Recommendation, row: Given) -> None:
    """Add to a recommendation what a row says beyond it; what stands is not overwritten."""
    before = (one.recommending, one.positions, *(getattr(one, name) for name in FILLED))
    one.recommending = sorted({*one.recommending, *row.recommending})
    one.positions = sorted({*one.positions, *position_of(row.position)})
    one.in_conflict = in_conflict(one.positions)
    for name in FILLED:
        if not getattr(one, name):
            setattr(one, name, getattr(row, name))
    after = (one.recommending, one.positions, *(getattr(one, name) for name in FILLED))
    if before != after and not one._state.adding:  # noqa: SLF001  Django's word for "not stored"
        made.changed[one.pk] = one
