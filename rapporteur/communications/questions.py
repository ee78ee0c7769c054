"""The questions of a letter, as its block of questions numbers them, and which of them are open.

Pure text. A reply is classed as a whole; which question it answers is what two people grade
(actions.grading). Where they did not, a person says which are open.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from rapporteur.communications.models import Communication, ReplyClass, TextBlock

NUMBERED = re.compile(r"(?m)^[ \t]*(\d{1,2})[.)][ \t]+")


@dataclass(frozen=True)
class Asked:
    """What stands before the questions, and each question without its number."""

    before: str
    questions: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Asked":
        """Read a block. Without numbers the whole block is one question."""
        before, *rest = NUMBERED.split(text)
        questions = tuple(one.strip() for one in rest[1::2])
        if questions:
            return cls(before.strip(), questions)
        return cls("", (text.strip(),) if text.strip() else ())

    def only(self, numbers: Collection[int]) -> str:
        """Return the block with these questions alone, numbered anew from 1."""
        kept = [one for number, one in enumerate(self.questions, 1) if number in numbers]
        if not self.before and len(self.questions) == 1:
            return "\n\n".join(kept)
        numbered = [f"{number}. {one}" for number, one in enumerate(kept, 1)]
        return "\n\n".join([text for text in (self.before, *numbered) if text])


def asked_in(sent: Mapping[str, Any]) -> Asked:
    """Return the questions of a letter as its addressee read them (renditions.rendition)."""
    texts = [one["text"] for one in sent["parts"] if one["number"] == TextBlock.Part.QUESTIONS]
    return Asked.of(texts[0] if texts else "")


def squeezed(text: str) -> str:
    """Return a text with each run of spaces and ends of lines as one space."""
    return " ".join(text.split())


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a reply as it was typed: each line that is not empty."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


@dataclass(frozen=True)
class Open:
    """Which questions are open by our record, and whether the record can tell them apart."""

    numbers: tuple[int, ...]
    is_known: bool


def open_of(letter: Communication, asked: Asked) -> Open:
    """Return all questions where no reply answers any; else all, which then is not known."""
    answers = (ReplyClass.SUBSTANTIVE, ReplyClass.PARTIAL, ReplyClass.REJECTS_ALLEGATION, "")
    some = any(reply.reply_class in answers for reply in letter.replies.all())
    return Open(tuple(range(1, len(asked.questions) + 1)), not some)
