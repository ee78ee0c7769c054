"""What a follow-up report says of a State: built once from what counts, kept, and told in any form.

Three voices stand side by side for each recommendation, then the mandate's view and all other grades,
then what the State committed itself to. Each figure says how it is counted. What is known to
the desk only is not in it.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Self
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from rapporteur.follow_up.history import (
    Item,
    assessments_on,
    in_columns,
    items_on,
    latest_of_each,
)
from rapporteur.follow_up.models import (
    Assessment,
    Assessor,
    Attribution,
    Commitment,
    CommitmentVersion,
    Following,
    Stage,
    Voice,
)
from rapporteur.follow_up.queries import versions_on
from rapporteur.kernel.dates import written_out
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.partners.models import Contribution
from rapporteur.partners.workflow import State as Brought
from rapporteur.people.desks.models import Desk
from rapporteur.recommendations.models import Pillar, Sector
from rapporteur.world.models import Country


@dataclass(frozen=True)
class Line:
    """One item as the report tells it; `asked` says that its giver is asked how to stand in it."""

    evidence: str
    asked: bool
    voice: str
    strength: str
    dated: str
    summary: str
    limits: str
    credit: str

    @property
    def who(self) -> str:
        return self.credit or str(Voice(self.voice).label)


@dataclass(frozen=True)
class Graded:
    who: str
    scale: str
    grade: str
    dated: str
    view: str
    source: str
    by: str = ""  # kind of assessor; unknown in reports that were kept before it was written down


@dataclass(frozen=True)
class Entry:
    """One recommendation: three voices, the mandate's view, other grades, commitments."""

    following: str
    reference: str
    mechanism: str
    text: str
    language: str
    columns: dict[str, list[Line]]
    mandate: list[Graded]
    others: list[Graded]
    commitments: list[str]

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        columns = {name: [Line(**one) for one in lines] for name, lines in kept["columns"].items()}
        grades = {name: [Graded(**one) for one in kept[name]] for name in ("mandate", "others")}
        return cls(**{**kept, "columns": columns, **grades})


@dataclass(frozen=True)
class Figure:
    """One number with how it is counted, and the filters of the list that gives it.

    `voice` is the column that it counts, where it counts one.
    """

    label: str
    value: int
    counted: str
    filters: str = ""
    voice: str = ""


@dataclass(frozen=True)
class Body:
    """All that a report says; plain texts and numbers, so that it can be kept as it is."""

    country: str
    name: str
    language: str
    on: str
    exercise: bool
    entries: list[Entry]
    figures: list[Figure]
    matrix: list[list[str]] = field(default_factory=list)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        entries = [Entry.of(one) for one in kept["entries"]]
        figures = [Figure(**one) for one in kept["figures"]]
        return cls(**{**kept, "entries": entries, "figures": figures})

    def kept(self) -> dict[str, Any]:
        return asdict(self)

    def honouring(self, answers: dict[str, str]) -> Self:
        """Return it as those who gave evidence want to stand in it: things are only taken away.

        Voices are counted anew: a number beside an empty column would tell that somebody spoke.
        """
        return self.telling(lambda line: as_answered(line, answers))

    def keeping(self, evidence: set[str]) -> Self:
        """Return it with these items only, by their ids."""
        return self.telling(lambda line: line if line.evidence in evidence else None)

    def telling(self, answer: Callable[[Line], Line | None]) -> Self:
        """Return it with each item as the answer has it, and without those that it leaves out."""
        entries = [answered(one, answer) for one in self.entries]
        figures = [recounted(one, entries) for one in self.figures]
        return replace(self, entries=entries, figures=figures)


def recounted(figure: Figure, entries: list[Entry]) -> Figure:
    """Return a figure of what is told of these entries, where it counts a voice."""
    if not figure.voice:
        return figure
    return replace(figure, value=sum(bool(one.columns[figure.voice]) for one in entries))


def answered(entry: Entry, answer: Callable[[Line], Line | None]) -> Entry:
    columns = {
        name: [told for line in lines if (told := answer(line))]
        for name, lines in entry.columns.items()
    }
    return replace(entry, columns=columns)


def stays(line: Line, answers: dict[str, str]) -> bool:
    return not line.asked or answers.get(line.evidence, "") in (
        Attribution.BY_KIND,
        Attribution.NAMED,
    )


def as_answered(line: Line, answers: dict[str, str]) -> Line | None:
    """Return an item as whoever gave it wants to stand in the report; None where it does not."""
    if not stays(line, answers):
        return None
    named = not line.asked or answers.get(line.evidence) == Attribution.NAMED
    return line if named else replace(line, credit="")


def build(desk: Desk, country: Country, *, language: str, on: date) -> Body:
    """Build what a report says of a State as of a day, in a language. Ten queries, for any number."""
    followings = list(
        Following.objects.filter(desk=desk, country=country, begun_on__lte=on)
        .select_related("recommendation__standing")
        .order_by("recommendation__symbol", "recommendation__paragraph", "pk")
    )
    items = [one for one in items_on(followings, on) if tells(one)]
    gone = withdrawn(items)
    items = [one for one in items if one.evidence.contribution not in gone]
    grades = assessments_on(followings, on)
    promises = versions_on(Commitment.objects.filter(following__in=followings), on)
    with translation.override(language):
        entries = [
            entry_of(
                one,
                [item for item in items if item.evidence.following_id == one.pk],
                latest_of_each(grade for grade in grades if grade.following_id == one.pk),
                [said for said in promises if said.commitment.following_id == one.pk],
            )
            for one in followings
        ]
        return Body(
            country=country.pk,
            name=country.name,
            language=language,
            on=on.isoformat(),
            exercise=is_exercise(),
            entries=entries,
            figures=figures_of(country, followings, items, grades, promises),
            matrix=matrix_of(followings),
        )


def tells(item: Item) -> bool:
    """Say whether an item is told: it counts, and is not known to the desk only."""
    return item.counts and item.evidence.attribution != Attribution.DESK_ONLY


def withdrawn(items: Iterable[Item]) -> set[UUID | None]:
    """Return the contributions that partners took back since. One query."""
    ids = [one.evidence.contribution for one in items if one.evidence.contribution]
    found = Contribution.objects.filter(pk__in=ids, state=Brought.WITHDRAWN)
    return set(found.values_list("pk", flat=True))


def entry_of(
    one: Following,
    items: list[Item],
    grades: list[Assessment],
    promises: list[CommitmentVersion],
) -> Entry:
    recommendation = one.recommendation
    told = [graded(grade) for grade in grades]
    of_mandate = [grade.assessor_kind == Assessor.MANDATE for grade in grades]
    return Entry(
        following=str(one.pk),
        reference=str(recommendation),
        mechanism=str(recommendation.get_mechanism_display()),
        text=recommendation.text,
        language=recommendation.language,
        columns={
            name: [line_of(item) for item in some] for name, some in in_columns(items).items()
        },
        mandate=[grade for grade, own in zip(told, of_mandate, strict=True) if own],
        others=[grade for grade, own in zip(told, of_mandate, strict=True) if not own],
        commitments=[promised(said) for said in promises],
    )


def line_of(item: Item) -> Line:
    evidence, review = item.evidence, item.review
    if review is None or review.strength is None:
        raise ValueError("What was not reviewed is not told.")
    return Line(
        evidence=str(evidence.pk),
        asked=not evidence.by_mission,
        voice=evidence.voice,
        strength=review.strength.label,
        dated=written_out(evidence.dated),
        summary=review.summary,
        limits=review.limits,
        credit=review.credit if evidence.attribution == Attribution.NAMED else "",
    )


def graded(one: Assessment) -> Graded:
    return Graded(
        who=one.assessor or str(one.get_assessor_kind_display()),
        scale=one.mark.scale.label,
        grade=one.mark.label,
        dated=written_out(one.dated),
        view=one.view,
        source=one.source,
        by=one.assessor_kind,
    )


def promised(said: CommitmentVersion) -> str:
    more = [said.responsible, written_out(said.due), said.get_progress_display(), said.source]
    return f"{said.words} ({'; '.join(str(one) for one in more if one)})"


def figures_of(
    country: Country,
    followings: list[Following],
    items: list[Item],
    grades: list[Assessment],
    promises: list[CommitmentVersion],
) -> list[Figure]:
    """Return the figures of a report, each with how it is counted."""
    state = f"country={country.pk}&closed=on"
    found = [
        Figure(
            _("Recommendations followed"),
            len(followings),
            _("Recommendations to this State that were followed on the day of the report."),
            state,
        )
    ]
    voices = {
        "government": _("Told of by the Government"),
        "un": _("Told of by the United Nations or a national human rights institution"),
        "ngo": _("Told of by organizations, children or others"),
    }
    columns = in_columns(items)
    for name, label in voices.items():
        number = len({item.evidence.following_id for item in columns[name]})
        counted = _("Recommendations on which something of theirs was reviewed and counts.")
        found.append(Figure(label, number, counted, state, voice=name))
    stages = latest_stages(grades)
    for stage, number in sorted(Counter(stages.values()).items()):
        label = _("Assessed by the mandate: %(stage)s") % {"stage": Stage(stage).label}
        counted = _("Recommendations whose last grade on the mandate’s own scale comes to this.")
        found.append(Figure(label, number, counted, state))
    unassessed = _(
        "Recommendations without a grade of the mandate. It says nothing about the State."
    )
    found.append(
        Figure(_("Not assessed by the mandate"), len(followings) - len(stages), unassessed, state)
    )
    number = len(promises)
    counted = _("Commitments that the desk has on record, in their last version.")
    return [*found, Figure(_("Commitments of the State"), number, counted, state)]


def latest_stages(grades: Iterable[Assessment]) -> dict[UUID, str]:
    """Return the stage of the mandate's last grade, by what it is about."""
    return {
        one.following_id: one.mark.stage for one in grades if one.assessor_kind == Assessor.MANDATE
    }


def matrix_of(followings: Iterable[Following]) -> list[list[str]]:
    """Return sectors by pillars, with their numbers; every recommendation has both (R25.2)."""
    counted = Counter(
        (sector, pillar)
        for one in followings
        for sector in one.recommendation.standing.sectors
        for pillar in one.recommendation.standing.pillars
    )
    head = ["", *(str(pillar.label) for pillar in Pillar)]
    rows = [
        [str(sector.label), *(str(counted[sector.value, pillar.value]) for pillar in Pillar)]
        for sector in Sector
        if any(counted[sector.value, pillar.value] for pillar in Pillar)
    ]
    return [head, *rows]
