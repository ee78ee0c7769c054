"""How a recommendation stood on a day, and all that happened to it, in words (PEERS E9).

Nothing here is changed once it is written, so a past day is read from the same rows as today.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from rapporteur.follow_up.models import (
    COLUMNS,
    Assessment,
    CommitmentVersion,
    Evidence,
    Following,
    NextAction,
    Progress,
    Review,
)
from rapporteur.follow_up.queries import versions_on
from rapporteur.kernel.dates import written_out


@dataclass(frozen=True)
class Item:
    """One thing that came in, with the review that held on the day; None: not reviewed yet."""

    evidence: Evidence
    review: Review | None

    @property
    def counts(self) -> bool:
        return self.review is not None and self.review.counts


@dataclass(frozen=True)
class Standing:
    """What was known and planned of a recommendation on a day. `columns` are the three voices."""

    on: date
    next_action: NextAction | None
    columns: dict[str, list[Item]]
    assessments: list[Assessment]
    commitments: list[CommitmentVersion]

    @property
    def items(self) -> list[Item]:
        return [item for items in self.columns.values() for item in items]


def standing(following: Following, on: date) -> Standing:
    """Return how a recommendation stood at the end of a day. Seven queries."""
    actions = following.next_actions.filter(made_on__lte=on).select_related("owner", "made_by")
    return Standing(
        on=on,
        next_action=actions.order_by("-number").first(),
        columns=in_columns(items_on([following], on)),
        assessments=latest_of_each(assessments_on([following], on)),
        commitments=versions_on(following.commitments.all(), on),
    )


def items_on(followings: Iterable[Following], on: date) -> list[Item]:
    """Return what had come in by a day, each with its last review until then. Two queries."""
    reviews = Review.objects.filter(on__lte=on).select_related("strength", "by")
    found = Evidence.objects.filter(following__in=list(followings), received_on__lte=on)
    found = found.prefetch_related(Prefetch("reviews", reviews.order_by("number"), "until_then"))
    return [
        Item(one, one.until_then[-1] if one.until_then else None)  # type: ignore[attr-defined]
        for one in found
    ]


def in_columns(items: Iterable[Item]) -> dict[str, list[Item]]:
    """Put items side by side by who speaks, the strongest evidence first, the unreviewed last."""
    ordered = sorted(items, key=weight)
    return {
        name: [item for item in ordered if item.evidence.voice in voices]
        for name, voices in COLUMNS.items()
    }


def weight(item: Item) -> tuple[bool, int, str]:
    strength = item.review.strength.number if item.review and item.review.strength else 99
    return not item.counts, strength, item.evidence.received_on.isoformat()


def assessments_on(followings: Iterable[Following], on: date) -> list[Assessment]:
    """Return all grades that were written down by a day, oldest first. Two queries."""
    found = Assessment.objects.filter(following__in=list(followings), made_at__date__lte=on)
    return list(found.select_related("mark__scale").prefetch_related("evidence"))


def latest_of_each(assessments: Iterable[Assessment]) -> list[Assessment]:
    """Keep the last grade of each assessor on each scale: they stand side by side (R50.3)."""
    kept = {(one.assessor_kind, one.assessor, one.mark.scale_id): one for one in assessments}
    return list(kept.values())


@dataclass(frozen=True)
class Event:
    """One thing that happened, in words, and who wrote it down; empty: somebody at a door."""

    on: date
    words: str
    by: str = ""


def timeline(following: Following) -> list[Event]:
    """Return all that happened to a recommendation, newest first. Ten queries."""
    found = [
        Event(following.begun_on, _("followed from this day"), str(following.begun_by)),
        *of_next_actions(following),
        *of_commitments(following),
        *of_evidence(following),
        *of_assessments(following),
    ]
    if following.closed_on:
        found.append(Event(following.closed_on, _("no longer followed")))
    return sorted(found, key=lambda one: one.on, reverse=True)


def of_next_actions(following: Following) -> Iterator[Event]:
    for one in following.next_actions.select_related("owner", "made_by"):
        words = _("next by %(day)s, %(owner)s: %(words)s") % {
            "day": written_out(one.on.isoformat()),
            "owner": one.owner,
            "words": one.words,
        }
        yield Event(one.made_on, words, str(one.made_by))


def of_commitments(following: Following) -> Iterator[Event]:
    before: CommitmentVersion | None = None
    found = CommitmentVersion.objects.filter(commitment__following=following)
    for one in found.select_related("made_by").order_by("commitment_id", "number"):
        if before is None or before.commitment_id != one.commitment_id:
            words = _("commitment: %(words)s") % {"words": one.words}
        else:
            words = "; ".join(difference(before, one))
        yield Event(one.made_on, words, str(one.made_by))
        before = one


def difference(before: CommitmentVersion, after: CommitmentVersion) -> list[str]:
    """Say in words what a version of a commitment changed."""
    found = []
    for name, label in (
        ("words", _("what is to be done")),
        ("responsible", _("who is responsible")),
        ("due", _("until when")),
        ("indicator", _("indicator")),
        ("budget", _("budget")),
        ("progress", _("progress")),
        ("source", _("source")),
    ):
        was, now = shown(before, name), shown(after, name)
        if was != now:
            found.append(
                _("%(what)s: “%(was)s” became “%(now)s”")
                % {"what": label, "was": was or "–", "now": now or "–"}
            )
    return found or [_("kind of indicator")]


def shown(version: CommitmentVersion, name: str) -> str:
    if name == "due":
        return written_out(version.due)
    if name == "progress":
        return str(Progress(version.progress).label)
    return str(getattr(version, name))


def of_evidence(following: Following) -> Iterator[Event]:
    for one in following.evidence.prefetch_related("reviews__by", "reviews__strength"):
        voice = one.get_voice_display()
        yield Event(one.received_on, _("received: %(voice)s") % {"voice": voice})
        for review in one.reviews.all():
            verdict = _("counts") if review.counts else _("does not count")
            words = _("reviewed, %(voice)s: %(verdict)s") % {"voice": voice, "verdict": verdict}
            yield Event(review.on, words, str(review.by))


def of_assessments(following: Following) -> Iterator[Event]:
    for one in following.assessments.select_related("mark__scale", "made_by"):
        words = _("assessed by %(who)s: %(grade)s (%(scale)s)") % {
            "who": one.assessor or one.get_assessor_kind_display(),
            "grade": one.mark.label,
            "scale": one.mark.scale.label,
        }
        yield Event(one.made_at.date(), words, str(one.made_by))
