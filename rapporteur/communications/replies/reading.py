"""Open what came back; each reading is in the journal before it is shown."""

from typing import Any

from rapporteur.communications import sealing
from rapporteur.communications.models import Reply, ReplyTranslation, TimeRequest
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.people.accounts.models import Account


def words_of_reply(reply: Reply, keyring: Keyring, *, by: Account) -> dict[str, Any]:
    """Return what a reply says and, once classified, why it was classed so. Raises Refused."""
    reader = sealing.desk_of(reply.communication)
    told = sealing.read(reply.sealed, reader, keyring, by=str(by.pk))
    if reply.reason is not None:
        told["why"] = sealing.read(reply.reason, reader, keyring, by=str(by.pk))["why"]
    return told


def words_of_translation(
    translation: ReplyTranslation, keyring: Keyring, *, by: Account
) -> dict[str, Any]:
    """Return a reply in another language; empty where it was not translated. Raises Refused."""
    if translation.sealed is None:
        return {"text": ""}
    reader = sealing.desk_of(translation.reply.communication)
    return sealing.read(translation.sealed, reader, keyring, by=str(by.pk))


def words_of_request(request: TimeRequest, keyring: Keyring, *, by: Account) -> dict[str, Any]:
    """Return the reason of a request for time and, once given, that of the answer."""
    reader = sealing.desk_of(request.communication)
    told = sealing.read(request.sealed, reader, keyring, by=str(by.pk))
    if request.answer is not None:
        told["answer"] = sealing.read(request.answer, reader, keyring, by=str(by.pk))["why"]
    return told
