"""What a source says later with its code, beside plain words: each becomes a message of the thread.

A changed consent, a name that is given after all, a wish that all be deleted. The desk sees what
kind of message waits, and holds back what rests on it until a person has opened it (ADR 0123).
"""

from collections.abc import Mapping

from django.db import transaction

from rapporteur.intake import leaving_out, threads
from rapporteur.intake.models import Message
from rapporteur.intake.questions import IDENTITY, QUESTIONS, WRITER, Question
from rapporteur.intake.receipts import Receipt
from rapporteur.intake.threads import Contents
from rapporteur.intake.writers import Writer, is_child

Kind = Message.Kind


def writer_of(contents: Contents) -> str:
    """Return who writes; who has not said so is asked as anyone else would be."""
    said = contents.answers.get(WRITER.code, "")
    return said if said in Writer.values else Writer.OTHER


def consents_asked(contents: Contents) -> list[Question]:
    """Return the purposes that this writer is asked about, and no others."""
    writer = writer_of(contents)
    return [one for one in QUESTIONS if one.consent and writer in one.writers]


def standing(contents: Contents) -> dict[str, str]:
    """Return what was said last of each purpose; empty where nothing was."""
    stands = {one.code: contents.answers.get(one.code, "") for one in consents_asked(contents)}
    for letter in contents.letters:
        if not letter.from_desk:
            stands.update({code: said for code, said in letter.consents.items() if code in stands})
    return stands


def change_consents(receipt: Receipt, contents: Contents, said: Mapping[str, str]) -> bool:
    """Tell the desk which answers are others now; False where none is.

    Raises Closed, NoThread.
    """
    stands = standing(contents)
    changed = {
        code: leaving_out.cleaned(code, text.strip())[0]
        for code, text in said.items()
        if code in stands and text.strip() != stands[code]
    }
    if changed:
        threads.write_again(receipt, contents, "", Kind.CONSENT, consents=changed)
    return bool(changed)


def may_say_who(contents: Contents) -> bool:
    """Say whether this writer can still say who it is: never a child, once, and kept apart."""
    if not contents.sent_on or contents.named or is_child(writer_of(contents)):
        return False
    return threads.pair_for_names(contents.desk) is not None


@transaction.atomic
def say_who(receipt: Receipt, contents: Contents, said: Mapping[str, str]) -> None:
    """Keep who the source is in a record of its own, and tell the desk that it is there.

    An address without a name is no identity, as in what was sent. Raises Closed, NoThread.
    """
    identity = {
        code: text
        for code in IDENTITY
        if (text := leaving_out.cleaned(code, said.get(code, "").strip())[0])
    }
    if not identity or not may_say_who(contents):
        return
    pair = threads.pair_for_names(contents.desk)
    if pair is None:
        raise threads.Closed
    threads.seal_identity(pair, identity, submission=threads.submission_of(receipt))
    kind = Kind.NAME if identity.get("name") else Kind.WORD
    threads.write_again(receipt, contents, "", kind, named=True)


def deletion_asked(contents: Contents) -> bool:
    """Say whether the source has asked for deletion and the desk has not answered that."""
    asked = [one.from_desk for one in contents.letters if one.kind == Kind.DELETION]
    return bool(asked) and not asked[-1]


def ask_deletion(receipt: Receipt, contents: Contents, text: str) -> bool:
    """Ask the desk to delete what it has; once until it has answered. Raises Closed, NoThread."""
    if deletion_asked(contents):
        return False
    threads.write_again(receipt, contents, text, Kind.DELETION)
    return True
