"""Letters as pages: the list, one with its dates and timeline, beginning one on a case."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.cases.models import Case, ReprisalIncident
from rapporteur.cases.reprisals.rules import handles_reprisals
from rapporteur.communications import grounds, listing, queries, rules, threads
from rapporteur.communications.actions import drafting
from rapporteur.communications.models import Communication
from rapporteur.communications.workflow import APPROVE, REOPEN, RETURN, SEND, SIGN, SUBMIT, WITHDRAW
from rapporteur.doors.desk.letter_forms import BeginForm, LetterFilter
from rapporteur.doors.desk.pages import page_of
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.workflow import Step
from rapporteur.people.accounts.http import SignedIn

STEPS: dict[str, tuple[Step, Any]] = {
    "submit": (SUBMIT, gettext_lazy("Hand it in")),
    "return": (RETURN, gettext_lazy("Return it")),
    "approve": (APPROVE, gettext_lazy("Approve it")),
    "sign": (SIGN, gettext_lazy("Sign it")),
    "reopen": (REOPEN, gettext_lazy("Back to a draft")),
    "send": (SEND, gettext_lazy("Send it")),
    "withdraw": (WITHDRAW, gettext_lazy("Withdraw it")),
}


def visible(request: SignedIn, pk: UUID) -> Communication:
    found = Communication.objects.visible_to(request.user).select_related(
        *("case__current", "desk", "record", "annex", "rendition", "addressee_state"),
        *("drafter", "second_reader", "signed_by", "sent_by", "follows_up", "proofs"),
    )
    return get_object_or_404(found, pk=pk)


def did(request: SignedIn, form: Form, act: Callable[[dict[str, Any]], object], said: str) -> bool:
    """Do what a valid form asks for; a refusal comes back on the form with what was typed."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except Refused as refusal:
        journal_refusal(request, refusal)
        form.add_error(None, str(refusal))
        return False
    messages.success(request, said)
    return True


@allowed(rules.reads_sealed)
def communications_list(request: SignedIn) -> HttpResponse:
    """List letters by codes and days. Nothing of them is opened."""
    form = LetterFilter(request.GET or None)
    wanted = listing.Wanted(**form.cleaned_data) if form.is_valid() else listing.Wanted()
    found = listing.listed(request.user, wanted, today())
    page = page_of(request, found, listing.A_PAGE)
    return render(request, "desk/letters/list.html", {"form": form, "today": today(), **page})


def steps_of(request: SignedIn, letter: Communication) -> list[dict[str, Any]]:
    """Return the steps from where a letter stands, each with the reason why not, if any."""
    return [
        {"verb": verb, "label": label, "why_not": step.refusal(request.user, letter)}
        for verb, (step, label) in STEPS.items()
        if letter.state in step.sources
    ]


@allowed(rules.reads_sealed)
def communications_letter(request: SignedIn, pk: UUID) -> HttpResponse:
    letter = visible(request, pk)
    replies = list(letter.replies.all())
    return render(
        request,
        "desk/letters/letter.html",
        {
            "letter": letter,
            "handles_reprisals": handles_reprisals(request.user) is None,
            "reprisals": ReprisalIncident.objects.visible_to(request.user)
            .about(letter.case, letter.pk)
            .open(),
            "steps": steps_of(request, letter),
            "thread": threads.thread_of(letter, request.user, today()),
            "dates": queries.dates_of(letter),
            "reply_status": queries.reply_status(letter, today()) if letter.is_out else "",
            "events": listing.timeline(letter),
            "deliveries": letter.deliveries.select_related("by") if letter.is_out else [],
            "attempts": letter.attempts.with_scans() if letter.is_out else [],
            "mails": letter.mails.all() if letter.is_out else [],
            "invitations": letter.invitations.select_related("desk"),
            "moment": now(),
            "replies": replies,
            "public": listing.public_parts(letter, replies),
            "requests": letter.time_requests.all(),
            "unsettled": letter.lines.unsettled().count(),
        },
    )


@allowed(rules.reads_sealed)
def communications_begin(request: SignedIn, pk: UUID) -> HttpResponse:
    """Begin a letter on a case. It needs no open vault: sealing takes public keys alone."""
    cases = Case.objects.visible_to(request.user).select_related("current", "desk")
    case = get_object_or_404(cases, pk=pk)
    form = BeginForm(request.POST or None, kinds=grounds.kinds_decided(case))
    begun: list[Communication] = []

    def begin(given: dict[str, Any]) -> None:
        begun.append(drafting.begin(case, by=request.user, **given))

    if did(request, form, begin, _("The letter is begun.")):
        return redirect("communications_write", begun[0].pk)
    page = {"form": form, "case": case, "refused": grounds.no_overlap_check(case)}
    return render(request, "desk/letters/begin.html", page)
