"""Scans of what proves a delivery, and the text of scans: read by a machine, typed, corrected.

A text is sealed to the desk alone beside its scan. It is never public, and no words of anybody: it
says what a machine or a person read in a picture (ADR 0190).
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.sealing import answering
from rapporteur.communications import sealing
from rapporteur.communications.actions import files
from rapporteur.communications.models import (
    Attempt,
    Communication,
    Into,
    ReplyFile,
    Scan,
    ScanText,
)
from rapporteur.communications.replies.rules import works_on_what_is_out
from rapporteur.kernel.clock import now
from rapporteur.kernel.files import scans
from rapporteur.kernel.files.taking import Taken
from rapporteur.kernel.files.verdicts import Form
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.people.accounts.models import Account

LONGEST = 100_000  # characters of one text
Source = Scan | ReplyFile  # what may be read: what proves a delivery, or the file of a reply


def letter_of(source: Source) -> Communication:
    return (source.attempt if isinstance(source, Scan) else source.reply).communication


@transaction.atomic
def add_scan(attempt: Attempt, file: Taken | None, *, by: Account) -> Scan:
    """Seal a PDF byte for byte as what proves an attempt, to the desk. Raises Refused."""
    if reason := works_on_what_is_out(by, attempt.communication):
        raise Refused(reason)
    if file is None or file.form != Form.PDF:
        raise Refused(_("A scan is a PDF file. Choose one."))
    readers = [sealing.kept_for(attempt.communication)]
    with answering():
        sealed = records.keep(sealing.SCAN, file.data, readers, by=str(by.pk))
    scan = Scan(attempt=attempt, parts=file.parts, sealed=sealed, by=by, at=now())
    scan.save(force_insert=True)
    journal.record("add scan", attempt.communication, by=str(by.pk))
    return scan


def original(source: Source, keyring: Keyring, *, by: Account) -> bytes:
    """Return the bytes of a scan for the desk; the journal knows before. Raises Refused."""
    if isinstance(source, ReplyFile):
        return files.original(source, keyring, by=by)
    letter = letter_of(source)
    if reason := works_on_what_is_out(by, letter):
        raise Refused(reason)
    with answering():
        return records.read(source.sealed, sealing.desk_of(letter), keyring, by=str(by.pk))


def read_by_machine(
    source: Source, keyring: Keyring, *, language: str, first: int, last: int, by: Account
) -> ScanText:
    """Read up to five pages in a cage and keep what was read. Raises Refused.

    The transaction is opened after the reading: whatever fails before leaves nothing.
    """
    data = original(source, keyring, by=by)
    found = scans.read(data, language, first=first, last=min(last, source.parts))
    if not any(found.texts):
        raise Refused(_("The machine found no text on these pages. Nothing was kept: type it."))
    text = ScanText(
        language=language,
        first=first,
        last=first + len(found.texts) - 1,
        engine=found.engine,
        confidence=found.confidence,
    )
    return keep(source, text, found.texts, "read scan", by=by)


def type_text(source: Source, *, text: str, language: str, by: Account) -> ScanText:
    """Keep what a person read in a whole scan and typed. Raises Refused."""
    typed = ScanText(language=language, first=1, last=max(source.parts, 1))
    return keep(source, typed, [text], "type text of scan", by=by)


def correct(source: Source, of: ScanText, *, text: str, by: Account) -> ScanText:
    """Keep what a person makes of a text; what was read first stays as it is. Raises Refused."""
    better = ScanText(language=of.language, first=of.first, last=of.last, corrects=of)
    return keep(source, better, [text], "correct text of scan", by=by)


@transaction.atomic
def keep(
    source: Source, text: ScanText, pages: Sequence[str], verb: str, *, by: Account
) -> ScanText:
    letter = letter_of(source)
    if reason := works_on_what_is_out(by, letter):
        raise Refused(reason)
    if text.language not in Into.values:
        raise Refused(_("Choose the language."))
    words = [page.strip() for page in pages]
    if not any(words) or sum(map(len, words)) > LONGEST:
        raise Refused(_("Write the text, in no more than 100,000 signs."))
    if isinstance(source, Scan):
        text.scan = source
    else:
        text.file = source
    readers = [sealing.kept_for(letter)]
    text.sealed = sealing.keep(sealing.SCAN_TEXT, {"pages": words}, readers, by=str(by.pk))
    text.by, text.at = by, now()
    text.save(force_insert=True)
    detail: journal.Detail = {"language": text.language, "first": text.first, "last": text.last}
    journal.record(verb, letter, by=str(by.pk), detail=detail)
    return text


def pages_of(text: ScanText, letter: Communication, keyring: Keyring, *, by: Account) -> list[str]:
    """Open a text, page by page; the journal knows before. Raises Refused."""
    found = sealing.read(text.sealed, sealing.desk_of(letter), keyring, by=str(by.pk))
    return [str(page) for page in found["pages"]]
