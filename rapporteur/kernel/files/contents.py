"""What is shown of a file: its text, page by page or paragraph by paragraph, and what is not shown."""

import re
from dataclasses import dataclass, field

from rapporteur.kernel.files import limits
from rapporteur.kernel.files.verdicts import Form, Note

# Control characters, halves of characters, and marks that turn the direction of what follows.
UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


@dataclass
class Contents:
    """The text of a file. A PDF has a text for each page, a DOCX one for each paragraph."""

    form: Form
    texts: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)  # what is in the file and not in the text
    left: int = limits.CHARACTERS

    def add(self, text: str) -> None:
        """Add a page or paragraph, without what cannot be shown; nothing beyond the limit."""
        shown = UNSHOWN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
        if len(shown) > self.left:
            self.note(Note.CUT)
        self.texts.append(shown[: self.left])
        self.left -= len(self.texts[-1])

    def note(self, note: Note) -> None:
        if note not in self.notes:
            self.notes.append(note)

    @property
    def is_full(self) -> bool:
        return self.left <= 0
