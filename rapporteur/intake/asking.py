"""What the desk asks for more, each question of a kind, and what its source answers with the code.

The desk puts its questions into one message of the thread, with a day by which an answer would help.
Each answer is a message of its own, and so is a question that is skipped: the desk knows it from
silence. To ask once more, and to ask no longer, are messages too. So both sides read how it stands
from the thread alone, sealed as everything there (ADR 0128). After the day nothing happens by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapporteur.intake import threads
from rapporteur.intake.models import Message
from rapporteur.intake.receipts import Receipt
from rapporteur.intake.threads import Contents, Letter


class Form(TextChoices):
    """How a question of the desk is answered."""

    WORDS = "words", _("in words")
    YES_NO = "yes_no", _("yes, no or not known")
    MONTH = "month", _("a month or a year")
    PLACE = "place", _("a place")


CHOICES: tuple[tuple[str, str | Promise], ...] = (
    ("yes", _("Yes")),
    ("no", _("No")),
    ("unknown", _("I do not know")),
)


@dataclass
class Asked:
    """One question. `answer` is None until it was answered, and empty where it was skipped."""

    number: int
    words: str
    form: str
    answer: str | None = None

    @property
    def said(self) -> str | Promise:
        return in_words(self.form, self.answer or "")


@dataclass
class Enquiry:
    """Questions of the desk as they stand. `place` is their number in the thread, from 1."""

    row: UUID | None
    place: int
    until: date
    asked: list[Asked] = field(default_factory=list)
    again: bool = False
    is_over: bool = False

    @property
    def is_answered(self) -> bool:
        return all(one.answer is not None for one in self.asked)

    def after(self, number: int) -> int | None:
        """Return the next question that waits, first of those behind this one; None at the end."""
        waiting = [one.number for one in self.asked if one.answer is None and one.number != number]
        return min(waiting, key=lambda one: (one < number, one), default=None)


@dataclass(frozen=True)
class Shown:
    """A message with what it asks or answers, for a page; mostly neither."""

    letter: Letter
    enquiry: Enquiry | None = None  # of which it is a part
    question: Asked | None = None  # that it answers, with the answer of this very message

    @property
    def begins(self) -> bool:
        return self.enquiry is not None and self.letter.row == self.enquiry.row


def in_words(form: str, answer: str) -> str | Promise:
    """Return an answer as a page shows it."""
    if not answer:
        return _("skipped")
    if form == Form.YES_NO:
        return dict(CHOICES).get(answer, answer)
    if form == Form.MONTH:
        return month_in_words(answer)
    return answer


def month_in_words(answer: str) -> str:
    """Return a month or a year in the language of the page; what is neither stays as it is."""
    try:
        return date_format(date.fromisoformat(f"{answer}-01"), "YEAR_MONTH_FORMAT")
    except ValueError:
        return answer


def shown(letters: Iterable[Letter]) -> list[Shown]:
    """Return the messages of a thread in order, each beside what it asks or answers."""
    found: dict[str, Enquiry] = {}
    lines: list[Shown] = []
    for letter in letters:
        said = letter.asks
        enquiry = found.get(said.get("of", ""))
        question = None
        if letter.from_desk and "questions" in said:
            enquiry = found[str(letter.row)] = begun(letter, len(found) + 1)
        elif letter.from_desk and enquiry:
            enquiry.is_over = enquiry.is_over or "over" in said
            if "until" in said:
                enquiry.until, enquiry.again = date.fromisoformat(said["until"]), True
        elif enquiry:
            question = answered(enquiry, said.get("number"), letter.text)
        lines.append(Shown(letter, enquiry, question))
    return lines


def begun(letter: Letter, place: int) -> Enquiry:
    asked = [
        Asked(number, one["words"], one["form"])
        for number, one in enumerate(letter.asks["questions"], 1)
    ]
    return Enquiry(letter.row, place, date.fromisoformat(letter.asks["until"]), asked)


def answered(enquiry: Enquiry, number: object, text: str) -> Asked | None:
    """Note an answer: the last one stands. Return the question with this very answer."""
    for one in enquiry.asked:
        if one.number == number:
            one.answer = text
            return Asked(one.number, one.words, one.form, text)
    return None


def enquiries(letters: Iterable[Letter]) -> list[Enquiry]:
    """Return the questions of a thread as they stand, the oldest first."""
    return [line.enquiry for line in shown(letters) if line.begins and line.enquiry]


def answer(receipt: Receipt, contents: Contents, enquiry: Enquiry, number: int, text: str) -> bool:
    """Answer a question, or skip it with an empty text; False where that stands already.

    Raises Closed, NoThread.
    """
    if any(one.number == number and one.answer == text for one in enquiry.asked):
        return False
    asks = {"of": str(enquiry.row), "number": number}
    threads.write_again(receipt, contents, text, Message.Kind.ANSWER, asks=asks)
    return True
