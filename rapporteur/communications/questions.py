"""The questions of a letter, as its block of questions numbers them, and which of them are open.

Pure text. Replies are classed as a whole: our record does not say which question a reply answers,
so after a reply a person says which are open.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from rapporteur.communications.models import Communication, ReplyClass

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
