"""In which language a reply is, and what became of its translation."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.communications import sealing
from rapporteur.communications.models import Into, Reply, ReplyTranslation
from rapporteur.communications.publishing.copying import keep_true
from rapporteur.communications.replies.rules import works_here
from rapporteur.communications.replies.workflow import MAKE, READ, TranslationState
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account

LONGEST = 40_000  # characters: a translation may be longer than what it translates
SAID = (TranslationState.NEEDED, TranslationState.NEEDLESS)


@transaction.atomic
def say_language(reply: Reply, *, language: str, by: Account) -> Reply:
    """Say in which language a reply is that came without one. Raises Refused."""
    current = Reply.objects.select_for_update(of=("self",)).get(pk=reply.pk)
    if reason := works_here(by, current):
        raise Refused(reason)
    if current.language:
        raise Refused(_("Its language is on record already."))
    if language not in Into.values:
        raise Refused(_("Choose the language."))
    current.language = language
    current.save(update_fields=["language"])
    detail: journal.Detail = {"language": language}
    journal.record("say language of reply", current, by=str(by.pk), detail=detail)
    keep_true(current.communication)
    return current


@transaction.atomic
def say(reply: Reply, *, into: str, state: str, by: Account) -> ReplyTranslation:
    """Say that a translation is wanted, or that none is needed. Raises Refused.

    It may be said again, otherwise, until a translation is there.
    """
    Reply.objects.select_for_update(of=("self",)).get(pk=reply.pk)
    if reason := works_here(by, reply):
        raise Refused(reason)
    if into not in Into.values or state not in SAID:
        raise Refused(_("Choose the language, and whether a translation is wanted."))
    if into == reply.language:
        raise Refused(_("The reply is in this language."))
    found = reply.translations.filter(into=into).first() or ReplyTranslation(reply=reply, into=into)
    if found.sealed_id:
        raise Refused(_("A translation is there already."))
    found.state, found.said_by, found.said_on = state, by, today()
    found.save()
    journal.record("say translation", found, by=str(by.pk), detail={"state": state})
    return found


@transaction.atomic
def translate(translation: ReplyTranslation, *, text: str, by: Account) -> ReplyTranslation:
    """Seal a translation, or one that is better, to the desk. Raises Refused."""
    if not text.strip() or len(text) > LONGEST:
        raise Refused(_("Write the translation, in no more than 40,000 signs."))
    readers = [sealing.kept_for(translation.reply.communication)]
    sealed = sealing.keep(sealing.REPLY, {"text": text}, readers, by=str(by.pk))
    return take(
        MAKE, translation, by=by,
        sealed=sealed, made_by=by, made_on=today(), read_by=None, read_on=None,
    )  # fmt: skip


@transaction.atomic
def confirm(translation: ReplyTranslation, *, by: Account) -> ReplyTranslation:
    """Say, as someone who did not make it, that a translation says what the reply says."""
    return take(READ, translation, by=by, read_by=by, read_on=today())
