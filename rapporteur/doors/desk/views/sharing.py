"""Sharing with another mandate: at the desk that gives, and at the one that receives."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rapporteur.cases import rules as of_cases
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.pages import page_of
from rapporteur.doors.desk.sharing_forms import SharingForm, SummaryForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.cases import visible
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.people.mandates.models import Mandate
from rapporteur.people.mandates.queries import title_on
from rapporteur.people.vaults.unlocking import WithVault
from rapporteur.sharing import actions, queries, reading, rules
from rapporteur.sharing.models import Sharing

A_PAGE = 50


def mandate_of(desk: Desk) -> str:
    """Return the title of a desk's mandate today, or its code where the record has none."""
    found = Mandate.objects.with_titles().filter(code=desk.mandate_code).first()
    title = title_on(found, today()) if found else None
    return title.title if title else desk.mandate_code


def given(request: SignedIn, pk: UUID) -> Sharing:
    """Return something that this person's desk shares, or 404."""
    rows = Sharing.objects.given_by(request.user)
    return get_object_or_404(rows.select_related("case__desk", "desk", "reason__record"), pk=pk)


def opened_row(one: Sharing, keyring: Keyring, person: Account) -> dict[str, Any]:
    """Return why something was shared, opened; or why it does not open."""
    try:
        reason, summary = reading.open_given(one, keyring, by=person)
    except Refused as refusal:
        return {"one": one, "error": str(refusal)}
    return {"one": one, "reason": reason, "summary": summary}


@require_safe
@allowed(of_cases.reads_sealed)
@needs_vault
def cases_share(request: WithVault, pk: UUID) -> HttpResponse:
    """Show what of a case is shared and was, opened."""
    case = visible(request, pk)
    keyring = open_keyring(request)
    found = list(queries.of_case(case))
    why = queries.reasons_to_stop(found)
    rows = [opened_row(one, keyring, request.user) for one in found]
    for row in rows:
        row["why"] = why[row["one"].pk].value if row["one"].pk in why else ""
        row["whole"] = row["one"].sources.filter(whole=True).select_related("submission")
    page = {"case": case, "rows": rows, "why_not": rules.shares(request.user, case)}
    return render(request, "desk/sharing/given.html", page)


@allowed(of_cases.reads_sealed)
@needs_vault
def cases_share_new(request: WithVault, pk: UUID) -> HttpResponse:
    """Say before what goes, to whom, and what cannot be taken back; then share it."""
    case = visible(request, pk)
    sources = queries.sources(case)
    form = SharingForm(request.POST or None, case=case, sources=sources)
    if form.is_valid():
        typed = form.cleaned_data
        chosen = [UUID(one) for one in typed["submissions"]]
        words = (typed["summary"], typed["reason"])
        try:
            keyring = open_keyring(request)
            made = actions.share(
                case, typed["desk"], chosen, *words, keyring=keyring, by=request.user
            )
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(desk)s reads it from now on.") % {"desk": made.desk})
            return redirect("cases_share", pk)
    page = {
        "case": case,
        "form": form,
        "sources": sources,
        "desks": [(desk, mandate_of(desk)) for desk in queries.desks_for(case)],
        "why_not": rules.shares(request.user, case),
    }
    return render(request, "desk/sharing/new.html", page)


@allowed(of_cases.reads_sealed)
def cases_share_stop(request: SignedIn, pk: UUID) -> HttpResponse:
    """Stop sharing: say what stays read, then take the key away."""
    sharing = given(request, pk)
    form = DeskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.stop(sharing, by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(desk)s opens it no more.") % {"desk": sharing.desk})
            return redirect("cases_share", sharing.case_id)
    page = {"case": sharing.case, "sharing": sharing, "form": form}
    return render(request, "desk/sharing/stop.html", page)


@allowed(of_cases.reads_sealed)
@needs_vault
def cases_share_summary(request: WithVault, pk: UUID) -> HttpResponse:
    """Write a summary anew, for both desks."""
    sharing = given(request, pk)
    form = SummaryForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            open_keyring(request)
            actions.rewrite(sharing, typed["summary"], number=typed["number"], by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Both desks read the new summary."))
            return redirect("cases_share", sharing.case_id)
    elif request.method != "POST":
        _reason, summary = reading.open_given(sharing, open_keyring(request), by=request.user)
        shown = {"summary": summary.text, "number": summary.number} if summary else {}
        form = SummaryForm(initial=shown)
    page = {"case": sharing.case, "sharing": sharing, "form": form}
    return render(request, "desk/sharing/summary.html", page)


@allowed(of_cases.reads_sealed)
def shared_list(request: SignedIn) -> HttpResponse:
    """List what other mandates share with one's desks. Nothing of it is opened."""
    page = page_of(request, queries.received(request.user), A_PAGE)
    return render(request, "desk/sharing/received.html", page)


@require_safe
@allowed(of_cases.reads_sealed)
@needs_vault
def shared_one(request: WithVault, pk: UUID) -> HttpResponse:
    """Open what another mandate shares; the journal knows before it is shown."""
    sharing = get_object_or_404(
        queries.received(request.user).select_related("reason__record"), pk=pk
    )
    page: dict[str, Any] = {
        "sharing": sharing,
        "mandate": mandate_of(sharing.case.desk),
        "taken_back": bool(sharing.stands and queries.taken_back([sharing])),
    }
    if sharing.stands:
        try:
            page["opened"] = reading.open_received(sharing, open_keyring(request), by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            page["error"] = str(refusal)
    return render(request, "desk/sharing/one.html", page)
