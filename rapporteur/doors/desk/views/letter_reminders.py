"""Reminders as pages: drafted with the questions that are open, then sent by a person or dropped."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rapporteur.communications import questions, rules
from rapporteur.communications.actions import reminding
from rapporteur.communications.models import Communication, Reminder
from rapporteur.communications.queries import rendition_of
from rapporteur.communications.reminding import texts
from rapporteur.communications.reminding.rules import may_remind
from rapporteur.communications.reminding.workflow import SEND, ReminderState
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.letter_group_forms import MOST_QUESTIONS, RemindForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letters import did, visible
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.vaults.unlocking import WithVault


def asked_in(request: WithVault, letter: Communication) -> questions.Asked:
    """Return the questions as they were sent; numbers alone where the vault locked meanwhile."""
    keyring = request.vault.keyring
    if keyring is None or not letter.is_out:
        return questions.Asked("", tuple(str(n) for n in range(1, MOST_QUESTIONS + 1)))
    return questions.asked_in(rendition_of(letter, keyring, by=request.user))


@allowed(rules.reads_sealed)
@needs_vault
def communications_remind(request: WithVault, pk: UUID) -> HttpResponse:
    """Draft a reminder with the questions that are open. It is not sent from here."""
    letter = visible(request, pk)
    asked = asked_in(request, letter)
    still_open = texts.unanswered(letter, asked)
    form = RemindForm(
        request.POST if request.method == "POST" else None,
        questions=asked.questions,
        still_open=still_open,
    )
    made: list[Reminder] = []

    def draft(given: dict[str, Any]) -> None:
        open_keyring(request)
        made.append(reminding.draft(letter, asked, by=request.user, **given))

    if did(request, form, draft, _("Drafted. It is sent once a person sends it.")):
        return redirect(made[0])
    page = {
        "letter": letter,
        "form": form,
        "heading": _("Draft a reminder"),
        "why_not": may_remind(request.user, letter),
    }
    return render(request, "desk/letters/form.html", page)


@allowed(rules.reads_sealed)
@needs_vault
def communications_reminder(request: WithVault, pk: UUID, reminder: UUID) -> HttpResponse:
    """Show a reminder as it will be sent; send it, or drop it."""
    letter = visible(request, pk)
    one = get_object_or_404(
        letter.reminders.select_related("sealed__record", "sent_by"), pk=reminder
    )
    one.communication = letter
    text = reminding.text_of(one, open_keyring(request), by=request.user)
    verb, form = request.POST.get("verb", ""), DeskForm(request.POST or None)
    if request.method == "POST" and verb not in ("send", "drop"):
        raise Http404

    def act(_given: dict[str, Any]) -> None:
        if verb == "send":
            reminding.send(one, text, by=request.user)
        else:
            reminding.drop(one, by=request.user)

    if did(request, form, act, _("Done.")):
        return redirect(letter)
    page = {
        "letter": letter,
        "one": one,
        "text": text,
        "form": form,
        "waits": one.state == ReminderState.DRAFTED,
        "why_not": SEND.refusal(request.user, one) if one.state == ReminderState.DRAFTED else None,
    }
    return render(request, "desk/letters/remind.html", page)
