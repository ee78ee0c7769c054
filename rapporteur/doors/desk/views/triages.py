"""A triage: the page, its parts to fill in, its steps, the decision and its record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from rapporteur.cases import rules
from rapporteur.cases.models import Case, Triage
from rapporteur.cases.queries import cases as queries
from rapporteur.cases.triages import actions, matters, readback, words
from rapporteur.cases.triages.workflow import DECIDE, RETURN, SUBMIT
from rapporteur.doors.desk import triage_parts
from rapporteur.doors.desk.triage_forms import DecideForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.accounts.models import Account
from rapporteur.people.vaults.unlocking import WithVault


def visible(request: SignedIn, pk: UUID) -> Triage:
    cases = Case.objects.visible_to(request.user)
    found = Triage.objects.visible_with(cases).select_related(
        "case__desk", "case__current", "record", "prepared_by", "seconded_by", "decided_by"
    )
    return get_object_or_404(found, pk=pk)


@allowed(rules.reads_sealed)
@needs_vault
def cases_triage(request: WithVault, pk: UUID) -> HttpResponse:
    """Show a triage as it stands, or exactly as it was decided."""
    triage, person = visible(request, pk), request.user
    opened = words.read(triage, open_keyring(request), by=str(person.pk))
    return render(
        request,
        "desk/cases/triage.html",
        {
            "triage": triage,
            "case": triage.case,
            "sections": readback.shown(triage, opened.words),
            "language": opened.words.decided.get("language", ""),
            "parts": triage_parts.PARTS if triage.state == "draft" else {},
            "similar": queries.similar(triage.case),
            "why_not_submit": SUBMIT.refusal(person, triage),
            "why_not_decide": DECIDE.refusal(person, triage),
            "may_return": RETURN.refusal(person, triage) is None,
            "may_second": not triage.is_decided and triage.prepared_by_id != person.pk,
        },
    )


@allowed(rules.reads_sealed)
@needs_vault
def cases_triage_part(request: WithVault, pk: UUID, part: str) -> HttpResponse:
    """Fill in one part of a triage."""
    triage = visible(request, pk)
    if part not in triage_parts.PARTS or triage.state != "draft":
        raise Http404
    chosen = triage_parts.PARTS[part]
    if request.method == "POST":
        form = chosen.bound(triage, request.POST)
        if form.is_valid() and saved(request, triage, chosen, form):
            messages.success(request, _("Saved."))
            return redirect("cases_triage", pk)
    else:
        opened = words.read(triage, open_keyring(request), by=str(request.user.pk))
        form = chosen.fresh(triage, opened)
    page = {"triage": triage, "case": triage.case, "form": form, "title": chosen.title}
    return render(
        request, "desk/cases/part.html", {**page, "similar": queries.similar(triage.case)}
    )


def saved(request: WithVault, triage: Triage, part: triage_parts.Part, form: Any) -> bool:
    """Save a part, or say on the form why not."""
    try:
        part.save(triage, form, opened=opened_for(request, triage, form), by=request.user)
    except Refused as refusal:
        journal_refusal(request, refusal)
        form.add_error(None, str(refusal))
        return False
    return True


def opened_for(request: WithVault, triage: Triage, form: Any) -> words.Opened:
    """Open the newest words, under the version that the person saw when the form was made."""
    opened = words.read(triage, open_keyring(request), by=str(request.user.pk))
    return words.Opened(opened.words, form.cleaned_data["version"])


@dataclass(frozen=True)
class Step:
    """A button of the page: what it does, and what is said afterwards."""

    act: Callable[..., Triage]
    done: str | Promise


STEPS: dict[str, Step] = {
    "submit": Step(actions.submit, gettext_lazy("It waits for the mandate-holder now.")),
    "return": Step(actions.hand_back, gettext_lazy("It is being prepared further.")),
    "second": Step(actions.second, gettext_lazy("You are on record as second officer.")),
}


@require_POST
@allowed(rules.reads_sealed)
def cases_triage_step(request: SignedIn, pk: UUID, step: str) -> HttpResponse:
    triage = visible(request, pk)
    if step not in STEPS:
        raise Http404
    try:
        STEPS[step].act(triage, by=request.user)
    except Refused as refusal:
        journal_refusal(request, refusal)
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(STEPS[step].done))
    return redirect("cases_triage", pk)


@allowed(rules.decides)
@needs_vault
def cases_triage_decide(request: WithVault, pk: UUID) -> HttpResponse:
    """Decide, with what the engine recommends beside it."""
    triage = visible(request, pk)
    form = DecideForm(
        request.POST or None, initial={"version": triage.version, "outcome": triage.proposed}
    )
    if form.is_valid() and decided(request, triage, form):
        messages.success(request, _("Decided. The page below is kept as it stands."))
        return redirect("cases_triage", pk)
    rule = matters.recommendation(triage)
    page = {"triage": triage, "case": triage.case, "form": form, "rule": rule}
    return render(request, "desk/cases/decide.html", page)


def decided(request: WithVault, triage: Triage, form: Any) -> bool:
    """Decide, or say on the form why not."""
    given = form.cleaned_data
    person: Account = request.user
    try:
        opened = opened_for(request, triage, form)
        actions.decide(triage, given["outcome"], given["reason"], opened=opened, by=person)
    except Refused as refusal:
        journal_refusal(request, refusal)
        form.add_error(None, str(refusal))
        return False
    return True


@allowed(rules.reads_sealed)
@needs_vault
def cases_triage_record(request: WithVault, pk: UUID) -> HttpResponse:
    """Hand out the record of a decision: criterion, result, reason, basis, person, time."""
    triage = visible(request, pk)
    if not triage.is_decided:
        raise Http404
    opened = words.read(triage, open_keyring(request), by=str(request.user.pk))
    answer = JsonResponse(
        readback.record_of(triage, opened.words), json_dumps_params={"ensure_ascii": False}
    )
    name = f"{triage.case.reference}-{triage.number}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
