"""The register as CSV, in the columns in which it is loaded: loaded again, it changes no row."""

from collections.abc import Iterable, Iterator

from rapporteur.communications.models import EarlierLetter
from rapporteur.communications.models.earlier import Answered
from rapporteur.communications.register.files import COLUMNS, FORMULA_KEPT_OFF
from rapporteur.publication.exports import BEGINS_A_FORMULA, line, pieces


def csv_of(letters: Iterable[EarlierLetter]) -> Iterator[str]:
    """Yield the register as CSV (RFC 4180)."""
    yield line(list(COLUMNS))
    yield from pieces(line([safe(cell) for cell in cells(one).values()]) for one in letters)


def cells(letter: EarlierLetter) -> dict[str, str]:
    """Return a line in the cells of the file."""
    replies = letter.answered if letter.answered == Answered.NONE else "; ".join(letter.replies)
    given = {
        **{name: getattr(letter, name) for name in COLUMNS if hasattr(letter, name)},
        "reference": letter.printed,
        "kind": f"{'J' if letter.joint and letter.kind else ''}{letter.kind}",
        "date_sent": letter.sent_on,
        "mandates": "; ".join(letter.mandates),
        "replies": replies,
        "public": "yes" if letter.public else "no",
    }
    return {name: given[name] for name in COLUMNS}


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, and that is read back as it was."""
    kept_off = text.startswith(BEGINS_A_FORMULA) or FORMULA_KEPT_OFF.match(text)
    return f"'{text}" if kept_off else text
