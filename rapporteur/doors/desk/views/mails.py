"""Mail that came in, as pages: what is held, one mail opened, filed, set aside or logged."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from rapporteur.communications import references, rules, sealing
from rapporteur.communications.actions import receiving, settling
from rapporteur.communications.models import Communication, Incoming
from rapporteur.doors.desk.mail_forms import FileMailForm
from rapporteur.doors.desk.pages import page_of
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letters import did
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault

A_PAGE = 50
SIGNS = {
    "reference": gettext_lazy("its reference"),
    "check": gettext_lazy("its authenticity code"),
    "thread": gettext_lazy("it answers a mail of ours"),
    "sender": gettext_lazy("its sender, proven"),
}


def visible(request: SignedIn, pk: UUID) -> Incoming:
    found = Incoming.objects.visible_to(request.user).select_related(
        *("desk", "communication__case", "sealed__record", "raw__record", "settled_by"),
    )
    return get_object_or_404(found, pk=pk)


@allowed(rules.reads_sealed)
def mail_list(request: SignedIn) -> HttpResponse:
    """List mail by codes and days, what waits first. Nothing of it is opened."""
    found = Incoming.objects.visible_to(request.user).select_related("communication")
    waiting = list(found.waiting().order_by("came_on", "pk")[:A_PAGE])
    settled = found.exclude(pk__in=[one.pk for one in waiting])
    page = page_of(request, settled, A_PAGE)
    return render(request, "desk/mails/list.html", {"waiting": waiting, **page})


def letter_called(request: SignedIn, text: str) -> Communication:
    """Return the letter that has this code or official reference. Raises Refused."""
    found = Communication.objects.visible_to(request.user)
    words = text.strip().upper()
    if words.startswith("L-"):
        named = found.filter(code=words)
    else:
        official = references.parse(words)
        named = found.filter(
            Q(kind=official.kind) if official.kind else Q(),
            reference_addressee=official.addressee,
            reference_number=official.number,
            reference_year=official.year,
        )
    if (letter := named.select_related("case", "desk").first()) is None:
        raise Refused(_("No letter that you see has this reference."))
    return letter


def settle(request: SignedIn, mail: Incoming, given: dict[str, Any]) -> None:
    if given["what"] == "aside":
        settling.set_aside(mail, given["why"], by=request.user)
    else:
        letter = letter_called(request, given["letter"])
        settling.file(mail, letter, given["why"], by=request.user)


@allowed(rules.reads_sealed)
@needs_vault
def mail_one(request: WithVault, pk: UUID) -> HttpResponse:
    """Open a mail, which the journal knows before, and say where it belongs."""
    mail = visible(request, pk)
    form = FileMailForm(request.POST or None)
    if did(request, form, lambda given: settle(request, mail, given), _("It is on record.")):
        return redirect("mails")
    keyring = open_keyring(request)
    group = receiving.reader_of(mail.desk)
    words = sealing.read(mail.sealed, group, keyring, by=str(request.user.pk))
    signs = [SIGNS[one] for one in mail.signs if one in SIGNS]
    page = {"mail": mail, "words": words, "form": form, "signs": signs}
    return render(request, "desk/mails/one.html", page)


@require_POST
@allowed(rules.reads_sealed)
@needs_vault
def mail_log(request: WithVault, pk: UUID) -> HttpResponse:
    """Log a mail as a reply; files that are not fit are held out, and it is said."""
    mail = visible(request, pk)
    try:
        logged = settling.log_as_reply(mail, open_keyring(request), by=request.user)
    except Refused as refusal:
        journal_refusal(request, refusal)
        messages.error(request, str(refusal))
        return redirect(mail)
    for name, why in logged.out:
        messages.warning(request, _("Held out: %(name)s. %(why)s") % {"name": name, "why": why})
    messages.success(request, _("It is logged as a reply and waits to be classified."))
    return redirect("communications_reply", logged.reply.pk)
