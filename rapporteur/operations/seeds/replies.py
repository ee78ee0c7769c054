"""What comes back in the seed: from the Mission with its own keys, or logged by the desk."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from rapporteur.communications.actions import corrections, replies
from rapporteur.communications.models import Channel
from rapporteur.kernel.clock import today
from rapporteur.kernel.files.taking import Taken
from rapporteur.kernel.refusals import Refused
from rapporteur.operations.seeds.letters import Step, Work
from rapporteur.operations.seeds.telling import day_before
from rapporteur.operations.seeds.texts import Plan

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{DOCX}.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}" Target="word/document.xml"/></Relationships>'
    ),
}


def docx(paragraphs: Sequence[str]) -> bytes:
    """Return the smallest DOCX that holds these paragraphs."""
    inner = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    body = f'<w:document xmlns:w="{WORDS}"><w:body>{inner}</w:body></w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in {**PARTS, "word/document.xml": body}.items():
            package.writestr(name, part)
    return made.getvalue()


def file_of(given: Plan) -> Taken | None:
    """Return the file of a reply, looked at in the cage as the door does.

    None where the machine has no cage, and so takes no files: the words of the reply remain.
    """
    if "file" not in given:
        return None
    try:
        return Taken.of("reply.docx", DOCX, docx(given["file"]))
    except Refused:
        return None


def log_reply(work: Work, given: Plan) -> None:
    work.reply = replies.log_reply(
        work.letter,
        text=given["text"],
        received_on=today(),
        channel=given.get("channel", Channel.DOOR),
        language=given["language"],
        file=file_of(given),
        by=work.story.office.named(given["by"]).account,
    )


def classify(work: Work, given: Plan) -> None:
    assert work.reply is not None, "A plan classifies what it logged."  # noqa: S101  our own data
    by = work.writer.account
    replies.classify(work.reply, reply_class=given["class"], why=given["why"], by=by)


def ask_time(work: Work, given: Plan) -> None:
    work.request = replies.ask_time(
        work.letter,
        until=day_before(given["until"]),
        why=given["why"],
        by=work.story.office.named(given["by"]).account,
    )


def grant_time(work: Work, given: Plan) -> None:
    assert work.request is not None, "A plan grants what it asked."  # noqa: S101  our own data
    replies.grant_time(
        work.request,
        until=day_before(given["until"]),
        why=given["why"],
        moves_publication=True,
        by=work.writer.account,
    )


def decline_time(work: Work, given: Plan) -> None:
    assert work.request is not None, "A plan declines what it asked."  # noqa: S101  our own data
    replies.decline_time(work.request, why=given["why"], by=work.writer.account)


def note_correction(work: Work, given: Plan) -> None:
    mission = work.story.office.mission.account
    work.correction = corrections.note(
        work.letter, fact=given["fact"], right=given["right"], by=mission
    )


def answer_correction(work: Work, given: Plan) -> None:
    assert work.correction is not None, "A plan answers what it noted."  # noqa: S101  our own data
    corrections.answer(
        work.correction, why=given["why"], outcome="unchanged", by=work.writer.account
    )


STEPS: Mapping[str, Step] = {
    "log reply": log_reply,
    "classify": classify,
    "ask time": ask_time,
    "grant time": grant_time,
    "decline time": decline_time,
    "note correction": note_correction,
    "answer correction": answer_correction,
}
