"""Cases: the list, one with its timeline, its notes, its consents, its owner, its end."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.cases import actions, consents, notes, rules
from rapporteur.cases.models import Case, ReprisalIncident, SavedFilter
from rapporteur.cases.plans import words as plans
from rapporteur.cases.queries import cases as queries
from rapporteur.cases.queries.clocks import counting
from rapporteur.cases.reprisals.rules import handles_reprisals
from rapporteur.cases.triages import actions as triages
from rapporteur.cases.workflow import CLOSE, REOPEN
from rapporteur.communications import listing as queries_of_letters
from rapporteur.doors.desk.case_forms import (
    CaseFilter,
    ConsentForm,
    NoteForm,
    OwnerForm,
    SealedReasonForm,
)
from rapporteur.doors.desk.pages import page_of
from rapporteur.doors.desk.search_forms import SearchForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.intake.questions import BY_CODE
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault

MOVES = {"close": (CLOSE, actions.close), "reopen": (REOPEN, actions.reopen)}


def visible(request: SignedIn, pk: UUID) -> Case:
    found = Case.objects.visible_to(request.user)
    return get_object_or_404(
        found.select_related("current", "owner", "desk__place", "opened_by", "merged_into"), pk=pk
    )


@allowed(rules.reads_sealed)
def cases_list(request: SignedIn) -> HttpResponse:
    form = CaseFilter(request.GET or None)
    wanted = queries.Wanted(**form.cleaned_data) if form.is_valid() else queries.Wanted()
    page = page_of(request, queries.listed(request.user, wanted), queries.A_PAGE)
    saved = SavedFilter.objects.visible_to(request.user).of_page("cases")
    shown = {"form": form, "kept": saved, "search": SearchForm(), **page}
    return render(request, "desk/cases/list.html", shown)


@allowed(rules.reads_sealed)
def cases_emerging(request: SignedIn) -> HttpResponse:
    """List what is marked as emerging or has no code yet, by the week of its triage."""
    page = page_of(request, queries.to_review(request.user), queries.A_PAGE)
    return render(request, "desk/cases/emerging.html", page)


@allowed(rules.reads_sealed)
def cases_case(request: SignedIn, pk: UUID) -> HttpResponse:
    case = visible(request, pk)
    merged = list(case.merged.order_by("reference"))
    steps = {name: step.refusal(request.user, case) is None for name, (step, _do) in MOVES.items()}
    return render(
        request,
        "desk/cases/case.html",
        {
            "case": case,
            "counting": counting(case),
            "handover": case.handovers.offered().select_related("to").first(),
            "merged": merged,
            "handles_reprisals": handles_reprisals(request.user) is None,
            "reprisals": ReprisalIncident.objects.visible_to(request.user).about(case).open(),
            "no_plan": plans.is_missing(case),
            "letters": queries_of_letters.of_cases(request.user, [case, *merged]),
            "joined": case.joined.select_related("submission", "by").order_by("on", "pk"),
            "events": queries.timeline(case),
            "triages": case.triages.order_by("-number"),
            "similar": queries.similar(case),
            "may": steps,
            "may_begin": case.state in {"open", "reopened"},
            "consents": [
                {"question": BY_CODE[purpose].words, "said": said}
                for by_purpose in consents.standing(case).values()
                for purpose, said in by_purpose.items()
            ],
        },
    )


@allowed(rules.reads_sealed)
@needs_vault
def cases_notes(request: WithVault, pk: UUID) -> HttpResponse:
    """Show the notes of a case, opened, and take another."""
    case = visible(request, pk)
    form = NoteForm(request.POST or None)
    if form.is_valid():
        try:
            actions.note(case, form.cleaned_data["text"], by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The note is sealed with the case."))
            return redirect("cases_notes", pk)
    keyring = request.vault.keyring
    found = notes.read(case, keyring, by=request.user) if keyring else []
    return render(request, "desk/cases/notes.html", {"case": case, "form": form, "notes": found})


@allowed(rules.reads_sealed)
@needs_vault
def cases_move(request: WithVault, pk: UUID, move: str) -> HttpResponse:
    """Close a case or open it again, with a reason that lies sealed."""
    case = visible(request, pk)
    if move not in MOVES:
        raise Http404
    form = SealedReasonForm(request.POST or None)
    if form.is_valid():
        try:
            open_keyring(request)
            MOVES[move][1](case, form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Done."))
            return redirect(case)
    page = {"case": case, "form": form, "closing": move == "close"}
    return render(request, "desk/cases/move.html", page)


@allowed(rules.reads_sealed)
def cases_owner(request: SignedIn, pk: UUID) -> HttpResponse:
    case = visible(request, pk)
    form = OwnerForm(request.POST or None, case=case)
    if form.is_valid():
        try:
            actions.own(case, form.cleaned_data["owner"].account, by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The case has another owner now."))
            return redirect(case)
    return render(request, "desk/cases/owner.html", {"case": case, "form": form})


@allowed(rules.reads_sealed)
def cases_consent(request: SignedIn, pk: UUID) -> HttpResponse:
    """Add what was said later about consent; what stood before stays on record."""
    case = visible(request, pk)
    form = ConsentForm(request.POST or None, case=case)
    if form.is_valid():
        given = dict(form.cleaned_data)
        joined = case.joined.select_related("submission").get(submission=given.pop("submission"))
        try:
            consents.change(
                case,
                joined.submission,
                given.pop("purpose"),
                given.pop("answer"),
                **given,
                by=request.user,
            )
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is on record, beside what was said before."))
            return redirect(case)
    return render(request, "desk/cases/consent.html", {"case": case, "form": form})


@require_POST
@allowed(rules.reads_sealed)
def cases_begin(request: SignedIn, pk: UUID) -> HttpResponse:
    """Begin a triage, and go to it."""
    triage = triages.begin(visible(request, pk), by=request.user)
    return redirect("cases_triage", triage.pk)
