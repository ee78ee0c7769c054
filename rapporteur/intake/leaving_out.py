"""What is left out of answers and messages before they are sealed to the desk, and its kinds.

Every answer is looked at, choices too: a form can be bypassed. In the answers that say who the source
is and how to reach it, the plain name of a site is a contact like any other.
"""

from collections.abc import Mapping, Sequence

from rapporteur.intake import disguises
from rapporteur.intake.questions import IDENTITY


def is_contact(code: str) -> bool:
    return code in IDENTITY


def pieces_of(code: str, text: str) -> list[disguises.Piece]:
    """Return an answer in stretches, as `disguises.pieces` does."""
    return disguises.pieces(text, contact=is_contact(code))


def cleaned(code: str, text: str) -> tuple[str, list[str]]:
    """Return an answer without what is noticed in it, and the kinds of what that was."""
    return cleaned_text(text, contact=is_contact(code))


def cleaned_text(text: str, *, contact: bool = False) -> tuple[str, list[str]]:
    """Return any text without what is noticed in it, and the kinds of what that was."""
    if kinds := disguises.kinds_of(text, contact=contact):
        return disguises.without(text, contact=contact), kinds
    return text, []


def all_cleaned(
    answers: Mapping[str, str], before: Mapping[str, Sequence[str]]
) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return all answers cleaned, and by question the kinds left out now or `before`."""
    clean: dict[str, str] = {}
    left_out: dict[str, list[str]] = {}
    for code, text in answers.items():
        clean[code], kinds = cleaned(code, text)
        if every := sorted({*kinds, *(before.get(code, ()) if text else ())}):
            left_out[code] = every
    return clean, left_out


def noticed_in(answers: Mapping[str, str]) -> dict[str, list[str]]:
    """Return by question the kinds of what would be left out; empty where nothing would."""
    found = {code: cleaned(code, text)[1] for code, text in answers.items()}
    return {code: kinds for code, kinds in found.items() if kinds}
