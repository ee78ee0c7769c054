"""What becomes public in the seed: letters, then their replies, by two people of the desk."""

from collections.abc import Mapping

from rapporteur.communications.actions import publishing
from rapporteur.communications.models import PublicRendition, Reply
from rapporteur.communications.publishing import reading
from rapporteur.communications.publishing.redaction import Words
from rapporteur.operations.seeds.letters import Step, Work, read_sources
from rapporteur.operations.seeds.texts import Plan
from rapporteur.publication.pieces import Removed

NO_ADDRESS = "An exercise has no official address."


def prepare(work: Work, base: Words, given: Plan, *, reply: Reply | None = None) -> PublicRendition:
    """Take away what the plan names, wherever it stands, and hand it to the second person."""
    by = work.writer.account
    begun = publishing.begin(work.letter, base, by=by, reply=reply)
    words = publishing.with_taken(
        base,
        {},
        everywhere=tuple(given["away"]),
        everywhere_reason=Removed.PERSON,
    )
    saved = publishing.save(begun, words, read=begun.version, by=by)
    return publishing.hand_up(saved, words, read=saved.version, by=by)


def approve(work: Work, rendition: PublicRendition) -> PublicRendition:
    second = work.second
    words = reading.words_of_rendition(rendition, second.keyring, by=second.account)
    return publishing.approve(rendition, words, read=rendition.version, by=second.account)


def make_public(work: Work, rendition: PublicRendition) -> None:
    read_sources(work)
    by = work.writer
    words = reading.words_of_rendition(rendition, by.keyring, by=by.account)
    publishing.publish(
        rendition, words, read=rendition.version, why_no_address=NO_ADDRESS, by=by.account
    )
    work.refresh()


def prepare_letter(work: Work, given: Plan) -> None:
    """Prepare the public version and leave it with the second person."""
    work.refresh()
    by = work.writer
    prepare(work, reading.base_of_letter(work.letter, by.keyring, by=by.account), given)


def approve_letter(work: Work, given: Plan) -> None:
    """Prepare and approve the public version, which then waits to be published."""
    work.refresh()
    by = work.writer
    base = reading.base_of_letter(work.letter, by.keyring, by=by.account)
    approve(work, prepare(work, base, given))


def publish_letter(work: Work, given: Plan) -> None:
    work.refresh()
    by = work.writer
    base = reading.base_of_letter(work.letter, by.keyring, by=by.account)
    make_public(work, approve(work, prepare(work, base, given)))


def publish_reply(work: Work, given: Plan) -> None:
    """Publish the reply that was logged last; its letter is public already."""
    assert work.reply is not None, "A plan publishes what it logged."  # noqa: S101  our own data
    by = work.writer
    reply = Reply.objects.select_related("communication__desk").get(pk=work.reply.pk)
    base = reading.base_of_reply(reply, by.keyring, by=by.account)
    make_public(work, approve(work, prepare(work, base, given, reply=reply)))


STEPS: Mapping[str, Step] = {
    "prepare public": prepare_letter,
    "approve public": approve_letter,
    "publish": publish_letter,
    "publish reply": publish_reply,
}
