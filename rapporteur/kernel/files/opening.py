"""Take a file, or refuse it with the reason; show the text and the pages of one that was taken.

The bytes are never written anywhere in the clear and never opened in the process of a door.
"""

import json

from rapporteur.kernel.files import limits, sniffing
from rapporteur.kernel.files.contents import Contents
from rapporteur.kernel.files.processes import ask
from rapporteur.kernel.files.reasons import REASONS
from rapporteur.kernel.files.verdicts import PICTURE, TEXT, Form, Note, Unfit, Verdict
from rapporteur.kernel.refusals import Refused


def take_in(name: str, declared: str, data: bytes) -> Contents:
    """Return the contents of a file that may be taken. Raises Refused with the reason.

    `declared` is the type that the browser gives. One child process.
    """
    try:
        return contents_of(sniffing.agreed(name, declared, data), data)
    except Unfit as unfit:
        raise Refused(REASONS[unfit.verdict]) from None


def contents(data: bytes) -> Contents:
    """Return the contents of a file that was taken before. Raises Refused. One child process."""
    try:
        return contents_of(sniffing.form_of(data), data)
    except Unfit as unfit:
        raise Refused(REASONS[unfit.verdict]) from None


def page(data: bytes, number: int) -> bytes:
    """Return page `number` of a PDF, counted from 1, as a PNG of ink and paper. Raises Refused."""
    try:
        if sniffing.form_of(data) != Form.PDF:
            raise Unfit(Verdict.NO_PAGE)
        return checked(ask(json.dumps({"page": number - 1}).encode(), data), PICTURE)
    except Unfit as unfit:
        raise Refused(REASONS[unfit.verdict]) from None


def contents_of(form: Form, data: bytes) -> Contents:
    heard = checked(ask(json.dumps({"form": form}).encode(), data), TEXT)
    try:
        found = json.loads(heard)
        told = Contents(form, notes=[Note(note) for note in found["notes"]])
        for text in found["texts"][: limits.PARAGRAPHS]:
            told.add(str(text))  # cleaned once more: the child is not believed either
    except (ValueError, KeyError, TypeError):
        raise Unfit(Verdict.DAMAGED) from None
    return told


def checked(heard: bytes, wanted: bytes) -> bytes:
    """Return what follows the first byte of an answer, if it is of this kind. Raises Unfit."""
    kind, rest = heard[:1], heard[1:]
    if kind == wanted:
        return rest
    try:
        raise Unfit(Verdict(rest.decode()))
    except ValueError:
        raise Unfit(Verdict.DAMAGED) from None
