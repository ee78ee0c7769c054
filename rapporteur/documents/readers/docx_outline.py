"""Puts blocks that a source gives one after the other into sections by their levels."""

from dataclasses import dataclass, field

from rapporteur.documents.tree import Block, Paragraph, Place, Point, Runs, Section


@dataclass
class _Point:
    number: str
    runs: Runs
    points: "list[_Point]" = field(default_factory=list)

    def frozen(self) -> Point:
        return Point(self.number, self.runs, tuple(point.frozen() for point in self.points))


@dataclass
class _Heading:
    section: Section
    blocks: list[Block] = field(default_factory=list)


class Outline:
    """Blocks of one part of a document, with the paragraph that is still open."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._headings: list[_Heading] = []
        self._open: Paragraph | None = None
        self._points: list[_Point] = []

    @property
    def depth(self) -> int:
        """How deep points may stand now: 0 where no paragraph is open, else one below the last."""
        if self._open is None:
            return 0
        deep, points = 1, self._points
        while points:
            deep, points = deep + 1, points[-1].points
        return deep

    def last(self, depth: int) -> str:
        """Return the number of the last point at a depth, or "" where there is none."""
        points, found = self._points, ""
        for _at in range(depth):
            if not points:
                return ""
            found, points = points[-1].number, points[-1].points
        return found

    def heading(self, section: Section) -> None:
        self._end_sections(section.level)
        self._headings.append(_Heading(section))

    def paragraph(self, number: str, runs: Runs, place: Place) -> None:
        self._end_paragraph()
        self._open = Paragraph(number, runs, place=place)

    def point(self, depth: int, number: str, runs: Runs, place: Place) -> None:
        """Add a point, at most one deeper than the last; open a paragraph where none is open."""
        if self._open is None:
            self.paragraph("", (), place)
        points = self._points
        for _at in range(depth - 1):
            if not points:
                break
            points = points[-1].points
        points.append(_Point(number, runs))

    def after(self, runs: Runs, place: Place) -> None:
        """Go on with the open paragraph once its points have ended."""
        if self._open is None or self._open.after:
            self.paragraph("", (), place)
        opened = self._open
        if opened is not None:
            self._open = Paragraph(opened.number, opened.runs, (), runs, opened.place)

    def block(self, block: Block) -> None:
        self._end_paragraph()
        (self._headings[-1].blocks if self._headings else self._blocks).append(block)

    def close(self) -> tuple[Block, ...]:
        self._end_sections(0)
        return tuple(self._blocks)

    def _end_paragraph(self) -> None:
        if self._open is not None:
            opened, points = self._open, tuple(point.frozen() for point in self._points)
            self._open, self._points = None, []
            self.block(Paragraph(opened.number, opened.runs, points, opened.after, opened.place))

    def _end_sections(self, level: int) -> None:
        """End the open paragraph and every section that is not above a level."""
        self._end_paragraph()
        while self._headings and self._headings[-1].section.level >= level:
            ended = self._headings.pop()
            told = ended.section
            self.block(
                Section(told.number, told.heading, told.level, tuple(ended.blocks), told.place)
            )
