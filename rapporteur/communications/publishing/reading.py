"""Open what a public version starts from and what it holds; each reading is journalled before."""

from django.utils import translation
from django.utils.translation import gettext as _

from rapporteur.communications import sealing
from rapporteur.communications.actions import files
from rapporteur.communications.models import Communication, PublicRendition, Reply, ReplyFile
from rapporteur.communications.publishing import bases
from rapporteur.communications.publishing.redaction import Words
from rapporteur.communications.queries import rendition_of, words_of
from rapporteur.communications.replies.reading import words_of_reply
from rapporteur.kernel.files import opening
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account


def base_of_letter(letter: Communication, keyring: Keyring, *, by: Account) -> Words:
    """Return the words of a letter as it was sent, without a removal. Raises Refused."""
    sent = rendition_of(letter, keyring, by=by)
    return bases.of_letter(letter, words_of(letter, keyring, by=by), sent)


def base_of_reply(reply: Reply, keyring: Keyring, *, by: Account) -> Words:
    """Return the words of a reply and of its file, which is opened in a cage. Raises Refused.

    Of a large file, which nobody looks into, a sentence stands for its text.
    """
    letter = reply.communication
    told = words_of_reply(reply, keyring, by=by)
    file = ReplyFile.objects.filter(reply=reply).select_related("sealed__record").first()
    texts = []
    if file is not None and file.large:
        with translation.override(letter.language):  # the same, whoever looks
            texts.append([_("With this reply came a file that is too large to be shown here.")])
    elif file is not None:
        file.reply = reply
        texts.append(opening.contents(files.original(file, keyring, by=by)).texts)
    return bases.of_reply(letter, words_of(letter, keyring, by=by), told["text"], texts)


def words_of_rendition(rendition: PublicRendition, keyring: Keyring, *, by: Account) -> Words:
    """Return the newest words of a public version. Raises Refused."""
    version = sealing.newest(rendition.record, rendition.version)
    reader = sealing.desk_of(rendition.communication)
    return Words.of(sealing.read(version, reader, keyring, by=str(by.pk)))


def note_of(
    rendition: PublicRendition, version: Version | None, keyring: Keyring, *, by: Account
) -> str:
    """Return the words of a remark, a note or a reason; empty where there is none."""
    if version is None:
        return ""
    reader = sealing.desk_of(rendition.communication)
    said: str = sealing.read(version, reader, keyring, by=str(by.pk))["words"]
    return said
