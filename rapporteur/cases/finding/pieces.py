"""What a person may search: the submissions, messages and notes of their desks, by row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.actions import NOTE
from rapporteur.cases.finding.cursors import Cursor
from rapporteur.cases.models import Case, Note
from rapporteur.cases.queries.received import of_desks
from rapporteur.cases.sealing import said_in
from rapporteur.intake.models import Message
from rapporteur.intake.questions import BY_CODE, IDENTITY, Form
from rapporteur.intake.threads import MESSAGE, SUBMISSION, ties
from rapporteur.kernel.vault.erasure import NOTHING
from rapporteur.people.accounts.models import Account

TYPED = frozenset(
    code
    for code, question in BY_CODE.items()
    if question.form in {Form.TEXT, Form.LINE} and code not in IDENTITY
)


class What(TextChoices):
    SUBMISSION = "submission", _("submission")
    MESSAGE = "message", _("message")
    NOTE = "note", _("note")


@dataclass(frozen=True)
class Piece:
    """One sealed text: where it lies, under which submission or case it is read."""

    cursor: Cursor
    what: What
    version: UUID
    record: UUID
    under: UUID
    rows: Mapping[str, str] = field(default_factory=dict)  # what its body must say of itself


def pieces(person: Account) -> list[Piece]:
    """Return all that a person may search, the newest first. Three queries, of ids and days."""
    found = [*submissions(person), *messages(person), *notes(person)]
    return sorted(found, key=lambda one: one.cursor.key, reverse=True)


def standing(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
    """Keep the rows whose record is of this kind, which its body is bound to, and not erased."""
    return rows.filter(sealed__record__kind=kind).exclude(sealed__envelope=NOTHING)


def submissions(person: Account) -> Iterator[Piece]:
    rows = standing(of_desks(person), SUBMISSION)
    columns = ("day", "pk", "sealed_id", "sealed__record_id", "thread_id", "desk")
    for day, row, version, record, thread, desk in rows.values_list(*columns):
        tied = ties(row, thread, desk)
        yield Piece(Cursor(day, row), What.SUBMISSION, version, record, row, tied)


def messages(person: Account) -> Iterator[Piece]:
    rows = standing(Message.objects.filter(thread__submission__in=of_desks(person)), MESSAGE)
    columns = ("day", "pk", "sealed_id", "sealed__record_id", "thread_id", "from_desk", "kind")
    under = ("thread__submission__pk", "thread__submission__desk")
    found = rows.values_list(*columns, *under)
    for day, row, version, record, thread, from_desk, kind, submission, desk in found:
        tied = {**ties(row, thread, desk, by_desk=from_desk), "kind": kind}
        yield Piece(Cursor(day, row), What.MESSAGE, version, record, submission, tied)


def notes(person: Account) -> Iterator[Piece]:
    rows = standing(Note.objects.filter(case__in=Case.objects.visible_to(person)), NOTE)
    columns = ("at", "pk", "sealed_id", "sealed__record_id", "case_id")
    for at, row, version, record, case in rows.values_list(*columns):
        yield Piece(Cursor(at.date(), row), What.NOTE, version, record, case)


def text_of(piece: Piece, body: bytes) -> str | None:
    """Return what people wrote in a body; None where it is not what its row says."""
    if piece.what == What.NOTE:
        return body.decode(errors="replace")
    said = said_in(body, piece.rows)
    if said is None:
        return None
    if piece.what == What.MESSAGE:
        return str(said["text"])
    return "\n".join(text for code, text in said["answers"].items() if code in TYPED)
