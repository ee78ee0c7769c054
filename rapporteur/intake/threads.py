"""A thread as its code opens it: begin, save an answer, read back, send. The only writers here.

The keys of a thread come from the seed in its receipt, so nothing that the door stores opens it
again. Drafts are sealed to the source alone; what is sent is sealed to the source and the desk.
Everything that can fail for want of a trusted desk key fails before anything is stored.

ThreadFault
├── Closed        the desk has no key that may be sealed to: the door says that it is closed
├── NoThread      this code opens nothing here
└── Misplaced     a row is not as its source or the desk has sealed it
"""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from rapporteur.intake import holding, leaving_out
from rapporteur.intake.models import (
    Draft,
    Identity,
    Message,
    SourceWrap,
    Submission,
    Thread,
)
from rapporteur.intake.questions import IDENTITY, questions_for
from rapporteur.intake.receipts import Receipt
from rapporteur.intake.writers import Writer
from rapporteur.kernel.clock import today
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault import apart, records
from rapporteur.kernel.vault.canonical import Place
from rapporteur.kernel.vault.envelopes import open_body, seal
from rapporteur.kernel.vault.faults import CannotOpen, Untrusted
from rapporteur.kernel.vault.hidden import PrivateHalf
from rapporteur.kernel.vault.models import Epoch, Kind, Version
from rapporteur.kernel.vault.recipients import sealable
from rapporteur.kernel.vault.suites import DEFAULT, PublicHalf, public_of
from rapporteur.kernel.vault.wraps import Reader, unwrap, wrap

DRAFT, SUBMISSION, IDENTITY_RECORD, MESSAGE = (
    "intake.draft",
    "intake.submission",
    "intake.identity",
    "intake.message",
)
SHORT, MEDIUM = 2_000, 10_000  # bytes of a sealed body, for the size bucket
MOST_DRAFTS, MOST_MESSAGES = 300, 150  # of one thread: each page opens them all
ALWAYS = {"writer", "language"}
BY = "source"  # the journal knows no more of who it was


class ThreadFault(Exception):  # noqa: N818  named for what it says
    """Something of a thread cannot be done; the text holds no content."""


class Closed(ThreadFault):
    """There is no desk key that may be sealed to."""


class NoThread(ThreadFault):
    """This code opens nothing here."""


class Misplaced(ThreadFault):
    """A row names what was sealed for another, or another key for its source: someone changed it."""


@dataclass(frozen=True)
class Letter:
    """A message of the thread, opened."""

    from_desk: bool
    day: date
    text: str
    left_out: tuple[str, ...] = ()  # kinds of what was left out of it
    kind: str = Message.Kind.WORD
    consents: Mapping[str, str] = field(default_factory=dict)  # changed by it: purpose, answer
    row: UUID | None = None
    new_code: bool = False  # it says that the code was changed, and names the new key
    named: bool = False  # with it came a record of who the source is
    asks: Mapping[str, Any] = field(default_factory=dict)  # what `asking` reads of it


@dataclass
class Contents:
    """What a code opens, for one request: answers by question, whether sent, what was written."""

    thread: UUID
    desk: UUID
    answers: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, list[str]] = field(default_factory=dict)  # kinds, by question
    saved: int = 0  # changes so far, for the order of the next
    numbers: dict[str, int] = field(default_factory=dict)  # by question: which change it was
    drafts: list[UUID] = field(default_factory=list)  # rows in which they lie
    sent_on: date | None = None
    proof: str = ""  # by which the desk knows a new key as this source's
    named: bool = False  # a record of who the source is was kept
    letters: list[Letter] = field(default_factory=list)


def private_half(receipt: Receipt) -> PrivateHalf:
    return PrivateHalf(DEFAULT.lead + receipt.seed)


def reader_of(thread: UUID, public: PublicHalf) -> Reader:
    """Return the source of a thread as a reader; its key never changes, so there is one epoch."""
    return Reader(thread, 1, public)


def require_open(desk: UUID) -> UUID:
    """Return `desk`. Raises Closed unless it is one, and its key may be sealed to.

    The kind is part of what is signed: a row that was changed to name a Mission is no desk.
    """
    try:
        epoch = sealable(desk)
    except Untrusted as fault:
        raise Closed("The door is closed: the desk has no key that can be trusted.") from fault
    if epoch.recipient.kind != Kind.DESK:
        raise Closed("The door is closed: this is the key of no desk.")
    return desk


def begin(receipt: Receipt, desk: UUID) -> UUID:
    """Store a new, empty thread; return its id. Raises Closed, before anything is stored."""
    require_open(desk)
    thread = Thread(
        lookup=receipt.lookup,
        public_half=public_of(private_half(receipt)),
        pepper_version=receipt.pepper_version,
        desk=desk,
        day=today(),
    )
    thread.save(force_insert=True)
    return thread.pk


def ensure(receipt: Receipt, desk: UUID) -> None:
    """Begin a thread for a code unless it has one; two posts at once begin one. Raises Closed."""
    try:
        read(receipt)
    except NoThread:
        try:
            with transaction.atomic():
                begin(receipt, desk)
        except IntegrityError:
            read(receipt)  # the other post was first


def rows(receipt: Receipt) -> list[tuple[Any, ...]]:
    """Return the rows of the thread, through the one function that the door may call."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM intake_thread_of(%s)", [receipt.lookup])
        return list(cursor.fetchall())


def read(receipt: Receipt) -> Contents:
    """Open everything in a thread. Raises NoThread where the code opens nothing. One query."""
    found = rows(receipt)
    if not found:
        raise NoThread("This code opens nothing here.")
    private = private_half(receipt)
    thread, desk = next((row[1], row[2]) for row in found if row[0] == "thread")
    contents = Contents(thread=thread, desk=desk)
    drafts: list[tuple[str, dict[str, Any]]] = []
    sent: dict[str, Any] = {}
    proofs: dict[int, str] = {}  # by the number of the message that gave a new one
    letters: list[tuple[int, Letter]] = []
    for what, row_id, _desk, day, from_desk, place, envelope, wrapped in found:
        if what == "thread":
            continue
        body = json.loads(opened(private, thread, expected(what, place), envelope, wrapped))
        if what != "draft" and not fits(body, ties(row_id, thread, desk, by_desk=from_desk)):
            raise CannotOpen("This row does not stand where it was sealed for.")
        if what == "draft":
            contents.drafts.append(row_id)
            drafts.append((str(row_id), body))
        elif what == "submission":
            contents.sent_on, sent = day, body
        else:
            letters.append((body["n"], letter_of(body, row_id, day, from_desk=from_desk)))
            if "proof" in body:
                proofs[body["n"]] = body["proof"]
    merge(contents, drafts)
    if sent:
        contents.answers, proofs[0] = sent["answers"], sent["proof"]
        contents.proof, contents.named = proofs[max(proofs)], sent["named"]
    contents.letters = [letter for _, letter in sorted(letters, key=lambda pair: pair[0])]
    contents.named = contents.named or any(letter.named for letter in contents.letters)
    return contents


def letter_of(body: Mapping[str, Any], row: UUID, day: date, *, from_desk: bool) -> Letter:
    return Letter(
        from_desk,
        day,
        body["text"],
        tuple(body.get("left_out", ())),
        body["kind"],
        body.get("consents", {}),
        row,
        "source" in body,
        bool(body.get("named")),
        body.get("asks", {}),
    )


def merge(contents: Contents, drafts: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
    """Put together what the drafts say: of each question the newest answer, whichever holds it.

    Mostly there is one draft. Two devices that saved at once have left two, and neither is lost.
    """
    newest: dict[str, tuple[int, str, Mapping[str, Any]]] = {}
    for row, body in drafts:
        for code, said in body["answers"].items():
            mark = (said["n"], row, said)
            newest[code] = max(newest.get(code, mark), mark, key=lambda one: one[:2])
    for code, (number, _row, said) in newest.items():
        contents.answers[code], contents.numbers[code] = said["a"], number
        if "left_out" in said:
            contents.left_out[code] = said["left_out"]
    contents.saved = max(contents.numbers.values(), default=0)


def submission_of(receipt: Receipt) -> UUID:
    """Return the id of what was sent. Raises NoThread where nothing was."""
    found = next((UUID(str(row[1])) for row in rows(receipt) if row[0] == "submission"), None)
    if found is None:
        raise NoThread("Nothing was sent with this code.")
    return found


def ties(row: UUID, thread: UUID, desk: UUID, *, by_desk: bool = False) -> dict[str, str]:
    """Return what a body says of where it stands, so that no row can be hung on another's words."""
    author = "desk" if by_desk else BY
    return {"row": str(row), "thread": str(thread), "desk": str(desk), "by": author}


def fits(body: Mapping[str, Any], rows: Mapping[str, str]) -> bool:
    """Say whether a body that was opened says of itself what the rows around it say."""
    return all(body.get(name) == value for name, value in rows.items())


def expected(what: str, text: str) -> Place:
    """Return the place of a row if it is of the kind that its table holds. Raises CannotOpen."""
    place = place_of(text)
    if place.kind != f"intake.{what}":
        raise CannotOpen("This row is not what its table says.")
    return place


def place_of(text: str) -> Place:
    """Return the place that the database names: kind, record and version, with bars between."""
    kind, record, version = text.split("|")
    return Place(kind, UUID(record), int(version))


def opened(
    private: PrivateHalf, thread: UUID, place: Place, envelope: bytes, wrapped: bytes
) -> bytes:
    """Return the body of one row. Raises CannotOpen."""
    key = unwrap(bytes(wrapped), private, place, recipient=thread, epoch=1)
    return open_body(bytes(envelope), key, place)


def save_answer(receipt: Receipt, contents: Contents, code: str, text: str) -> None:
    """Keep one answer: a new draft with all of them takes the place of those that were read.

    It is kept as it was typed: it is sealed to its source alone. That something was left out of
    an earlier version goes along with the later ones. Raises NoThread where the code was changed.
    """
    contents.saved += 1
    contents.answers[code], contents.numbers[code] = text, contents.saved
    draft = Draft(id=new_id(), thread_id=contents.thread, day=today())
    place = Place(DRAFT, draft.pk, 1)
    body = as_bytes({"answers": {one: said_of(contents, one) for one in contents.numbers}})
    key, draft.envelope = seal(body, place)
    reader = reader_of(contents.thread, public_of(private_half(receipt)))
    draft.wrapped = wrap(key, place, reader)
    with transaction.atomic():
        draft.save(force_insert=True)
        require_standing(receipt, contents.drafts)
    contents.drafts = [draft.pk]


def said_of(contents: Contents, code: str) -> dict[str, Any]:
    said: dict[str, Any] = {"a": contents.answers[code], "n": contents.numbers[code]}
    if said["a"] and (kinds := contents.left_out.get(code)):
        said["left_out"] = kinds
    return said


def require_standing(receipt: Receipt, replaced: Sequence[UUID] = ()) -> None:
    """Raise NoThread where the code was changed meanwhile; take away the drafts `replaced`.

    Asked after a row was put in, which holds the thread as it is until the end of the transaction:
    so no row is left behind under a key that is not the source's any more.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT intake_thread_stands(%s, %s)", [receipt.lookup, list(replaced)])
        if cursor.fetchone() != (True,):
            raise NoThread("This code opens nothing here any more.")


def leave_out(receipt: Receipt, contents: Contents, code: str) -> None:
    """Replace an answer by itself without what is noticed in it; only the kinds stay known."""
    text, kinds = leaving_out.cleaned(code, contents.answers.get(code, ""))
    if kinds:
        contents.left_out[code] = sorted({*contents.left_out.get(code, ()), *kinds})
        save_answer(receipt, contents, code, text)


def send(receipt: Receipt, contents: Contents) -> bool:
    """Seal what stands in the drafts to desk and source, once; False where it was sent before.

    Who the source is becomes a record of its own, or is not kept where it could not be kept
    apart. Whatever is noticed (ADR 0100) is left out: the desk learns its kind and by which
    question. Raises Closed, with nothing stored.
    """
    require_open(contents.desk)
    answers, left_out = leaving_out.all_cleaned(shown(contents.answers), contents.left_out)
    identity = {code: answers.pop(code) for code in IDENTITY if answers.get(code)}
    pair = pair_for_names(contents.desk)
    if pair is None:
        identity = {}  # it cannot be kept apart, so it is not kept; the review said so
    source = public_of(private_half(receipt)).hex()
    row = new_id()
    tied = ties(row, contents.thread, contents.desk)
    contents.proof = new_proof()
    said: dict[str, Any] = {"answers": answers, "source": source, "proof": contents.proof, **tied}
    said["named"] = bool(identity)
    body = as_bytes({**said, "left_out": left_out} if left_out else said)
    try:
        with transaction.atomic():
            submission = Submission(
                id=row,
                thread_id=contents.thread,
                desk=contents.desk,
                day=today(),
                urgent=answers.get("soon") == "yes",
                identity_given=bool(identity.get("name")),
                size=size_of(body),
                held=holding.is_held(answers, left_out),
                sealed=seal_to_both(receipt, contents, SUBMISSION, body),
            )
            submission.save(force_insert=True)
            require_standing(receipt)
            if identity and pair:
                seal_identity(pair, identity, submission=submission.pk)
    except IntegrityError:
        if read(receipt).sent_on is None:
            raise  # something else than a second post
        return False  # the thread is the key: it was sent already, and the same page is shown
    return True


def shown(answers: Mapping[str, str]) -> dict[str, str]:
    """Return what the review showed: the answers to what this writer is asked, and no others.

    Who first wrote as an adult and then as a child sends no name and no adult's consent.
    """
    asked = {
        question.code for question in questions_for(answers.get("writer") or Writer.OTHER, answers)
    }
    return {code: text for code, text in answers.items() if code in asked | ALWAYS}


def seal_to_both(receipt: Receipt, contents: Contents, kind: str, body: bytes) -> Version:
    """Keep a record for the desk and the source of a thread; return its version."""
    guest = reader_of(contents.thread, public_of(private_half(receipt)))
    version, wrapped = records.keep_with_guest(kind, body, [contents.desk], guest, by=BY)
    SourceWrap(thread_id=contents.thread, version=version, wrapped=wrapped).save(force_insert=True)
    return version


def pair_for_names(desk: UUID) -> tuple[Epoch, Epoch] | None:
    """Return the two groups that who a source is can be sealed to now; None without both."""
    try:
        return apart.pair_of(desk)
    except Untrusted:
        return None


def seal_identity(
    pair: tuple[Epoch, Epoch], identity: Mapping[str, str], *, submission: UUID
) -> None:
    """Keep who the source is in a record of its own, which takes two roles to open: ADR 0110."""
    body = as_bytes({"identity": dict(identity), "of": str(submission)})
    version = apart.keep_apart(IDENTITY_RECORD, body, pair, by=BY)
    Identity(submission_id=submission, sealed=version).save(force_insert=True)


def new_proof() -> str:
    """Return what desk and source alone know of each other, by which a new key is believed."""
    return secrets.token_hex(32)


def write_again(
    receipt: Receipt,
    contents: Contents,
    text: str,
    kind: str = Message.Kind.WORD,
    **more: Any,
) -> None:
    """Add a message of the source to a thread that was sent, without what is noticed in it.

    `more` goes sealed beside its text. Raises Closed; NoThread where the code was changed.
    """
    require_open(contents.desk)
    with transaction.atomic():
        add_message(receipt, contents, text, kind, **more)
        require_standing(receipt)


def add_message(receipt: Receipt, contents: Contents, text: str, kind: str, **more: Any) -> Message:
    clean, kinds = leaving_out.cleaned_text(text)
    message = Message(thread_id=contents.thread, from_desk=False, kind=kind, day=today())
    tied = ties(message.pk, contents.thread, contents.desk)
    said = {"text": clean, "n": len(contents.letters) + 1, "kind": kind, **more, **tied}
    body = as_bytes({**said, "left_out": kinds} if kinds else said)
    message.sealed = seal_to_both(receipt, contents, MESSAGE, body)
    message.save(force_insert=True)
    return message


def as_bytes(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, sort_keys=True).encode()


def size_of(body: bytes) -> str:
    """Return the bucket of a body's size, all that the queue may know of it."""
    if len(body) <= SHORT:
        return Submission.Size.SHORT
    return Submission.Size.MEDIUM if len(body) <= MEDIUM else Submission.Size.LONG
