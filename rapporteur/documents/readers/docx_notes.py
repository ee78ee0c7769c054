"""Footnotes and endnotes of a Word file, in the order in which they are called."""

from django.utils.translation import gettext as _

from rapporteur.documents.readers.docx_package import Package
from rapporteur.documents.readers.docx_runs import MARK, Inline, cut, leading
from rapporteur.documents.readers.docx_styles import Styles
from rapporteur.documents.refusals import Unreadable
from rapporteur.documents.tree import Call, Doubt, Note, Place, Runs
from rapporteur.documents.word import Element, W, value

KINDS = ("footnote", "endnote")
MOST_NOTES = 5_000
FORMATS = {"footnote": "decimal", "endnote": "lowerRoman"}  # where a file says nothing


class Notes:
    """The notes of a file by kind and id. More than MOST_NOTES are refused."""

    def __init__(self, package: Package, styles: Styles) -> None:
        self._package = package
        self._styles = styles
        self._roots: dict[str, dict[str, Element]] = {kind: {} for kind in KINDS}
        self._hrefs: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
        for kind in KINDS:
            part = package.related(package.main, f"{kind}s")
            if part:
                self._hrefs[kind] = package.hrefs(part)
                self._roots[kind] = _ordinary(package.xml(part), kind)
        if sum(len(found) for found in self._roots.values()) > MOST_NOTES:
            raise Unreadable(_("The file has more than %d footnotes.") % MOST_NOTES)

    def formats(self, document: Element) -> dict[str, str]:
        """Return how automatic marks are written, as the document or the settings tell."""
        part = self._package.related(self._package.main, "settings")
        settings = self._package.xml(part) if part else None
        return {
            kind: value(document, f"body/sectPr/{kind}Pr/numFmt")
            or value(settings, f"{kind}Pr/numFmt")
            or FORMATS[kind]
            for kind in KINDS
        }

    def read(self, called: list[tuple[str, str, str, Place]]) -> tuple[list[Note], list[Doubt]]:
        """Return the notes that are called, then those that are not, and what was not understood."""
        notes: list[Note] = []
        doubts: list[Doubt] = []
        left = {kind: dict(found) for kind, found in self._roots.items()}
        for kind, identity, marker, place in called:
            note = left[kind].pop(identity, None)
            if note is None:
                why = _("A note is called that is not there, or a second time.")
                doubts.append(Doubt(place, marker, why))
            else:
                notes.append(self._note(note, kind, marker, place, doubts))
        for kind in KINDS:
            for note in left[kind].values():
                made = self._note(note, kind, "", Place(0), doubts)
                doubts.append(Doubt(Place(0), made.marker, _("Nothing calls this note.")))
                notes.append(made)
        return notes, doubts

    def _note(
        self, note: Element, kind: str, marker: str, place: Place, doubts: list[Doubt]
    ) -> Note:
        inline = Inline(self._styles, self._hrefs[kind], FORMATS)
        paragraphs = [inline.read(found, place) for found in note.iter(f"{W}p")]
        if paragraphs:
            marker, paragraphs[0] = _unmarked(paragraphs[0], marker)
        doubts.extend(inline.doubts)
        if note.find(f".//{W}tbl") is not None:
            doubts.append(Doubt(place, marker, _("A table in a note is read as paragraphs.")))
        kept = [tuple(run for run in runs if run != MARK) for runs in paragraphs]
        return Note(marker, tuple(runs for runs in kept if runs), place)


def _ordinary(root: Element, kind: str) -> dict[str, Element]:
    """Return the notes by id, without the lines that separate them from the text."""
    return {
        found.get(f"{W}id", ""): found
        for found in root.findall(f"{W}{kind}")
        if found.get(f"{W}type", "normal") == "normal"
    }


def _unmarked(runs: Runs, marker: str) -> tuple[str, Runs]:
    """Take the mark that a note repeats, and the space around it, from its first paragraph."""
    text = leading(runs)
    rest = runs if text.strip() else cut(runs, len(text))
    first = rest[0] if rest else None
    if not isinstance(first, Call) or (marker and first.marker not in {"", marker}):
        return marker, runs
    text = leading(rest[1:])
    return marker or first.marker, cut(rest[1:], len(text) - len(text.lstrip()))
