"""What came back: logging and classifying replies, answers on more time, a word to the source."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rapporteur.cases.plans import words as plans
from rapporteur.communications import rules, telling
from rapporteur.communications.actions import replies
from rapporteur.communications.models import Communication, Reply, TimeRequest
from rapporteur.communications.replies.reading import words_of_reply, words_of_request
from rapporteur.doors.desk.reply_forms import (
    AnswerTimeForm,
    AskTimeForm,
    ClassForm,
    ReplyForm,
    TellForm,
)
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letters import did, visible
from rapporteur.doors.keeping import keeps_words
from rapporteur.doors.uploads import takes_file
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault


@keeps_words(ReplyForm)
@takes_file
@allowed(rules.reads_sealed)
def communications_log(request: SignedIn, pk: UUID) -> HttpResponse:
    """Log a reply, whatever way it came, with its words, its file, or both."""
    letter = visible(request, pk)
    form = ReplyForm(request.POST or None, request.FILES or None)
    if did(
        request,
        form,
        lambda given: replies.log_reply(letter, by=request.user, **given),
        _("The reply is sealed. It waits to be classified."),
    ):
        return redirect(letter)
    page = {"letter": letter, "form": form, "heading": _("Log a reply")}
    return render(request, "desk/letters/form.html", page)


@allowed(rules.reads_sealed)
@needs_vault
def communications_reply(request: WithVault, pk: UUID) -> HttpResponse:
    """Read a reply, journalled before it is shown, and say what kind of answer it is."""
    seen = Communication.objects.visible_to(request.user)
    found = Reply.objects.filter(communication__in=seen).select_related(
        "communication__desk", "sealed__record", "reason__record", "classified_by"
    )
    reply = get_object_or_404(found, pk=pk)
    form = ClassForm(request.POST or None)
    if did(
        request,
        form,
        lambda given: replies.classify(reply, by=request.user, **given),
        _("Classified."),
    ):
        return redirect(reply.communication)
    keyring = request.vault.keyring
    told = words_of_reply(reply, keyring, by=request.user) if keyring else {}
    page = {"letter": reply.communication, "reply": reply, "told": told, "form": form}
    return render(request, "desk/letters/reply.html", page)


@allowed(rules.reads_sealed)
def communications_ask(request: SignedIn, pk: UUID) -> HttpResponse:
    """Record that the addressee asked for time by another way than its door."""
    letter = visible(request, pk)
    form = AskTimeForm(request.POST or None)
    if did(
        request,
        form,
        lambda given: replies.ask_time(letter, by=request.user, **given),
        _("Recorded. Answer it next."),
    ):
        return redirect(letter)
    page = {"letter": letter, "form": form, "heading": _("Record a request for more time")}
    return render(request, "desk/letters/form.html", page)


def answer(request: WithVault, asked: TimeRequest, form: AnswerTimeForm) -> None:
    given = form.cleaned_data
    if given["answer"] == "decline":
        replies.decline_time(asked, why=given["why"], by=request.user)
        return
    replies.grant_time(
        asked,
        **form.given(),
        why=given["why"],
        moves_publication=given["moves_publication"],
        by=request.user,
    )


@allowed(rules.reads_sealed)
@needs_vault
def communications_time(request: WithVault, pk: UUID) -> HttpResponse:
    """Read a request for more time and answer it."""
    seen = Communication.objects.visible_to(request.user)
    found = TimeRequest.objects.filter(communication__in=seen).select_related(
        "communication__desk", "sealed__record", "answer__record", "answered_by"
    )
    asked = get_object_or_404(found, pk=pk)
    form = AnswerTimeForm(request.POST or None, initial={"until": asked.until})
    if did(request, form, lambda _given: answer(request, asked, form), _("Answered.")):
        return redirect(asked.communication)
    keyring = request.vault.keyring
    told = words_of_request(asked, keyring, by=request.user) if keyring else {}
    page = {"letter": asked.communication, "asked": asked, "told": told, "form": form}
    return render(request, "desk/letters/time.html", page)


@allowed(rules.reads_sealed)
@needs_vault
def communications_tell(request: WithVault, pk: UUID) -> HttpResponse:
    """Tell the sources of the case, in safe words, that something came back."""
    letter = visible(request, pk)
    form = TellForm(request.POST or None, initial={"text": telling.safe_words(letter)})

    def tell(given: dict[str, Any]) -> None:
        telling.tell(letter, given["text"], open_keyring(request), by=request.user)

    if did(request, form, tell, _("Sealed for the sources that let us write back.")):
        return redirect(letter)
    keyring = request.vault.keyring
    shown = [plans.read(letter.case, keyring, by=request.user)] if keyring else []
    page = {
        "letter": letter,
        "form": form,
        "heading": _("Tell the source"),
        "plans": shown,
        "no_plan": plans.is_missing(letter.case),
    }
    return render(request, "desk/letters/form.html", page)
