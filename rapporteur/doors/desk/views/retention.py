"""How long a case is kept: its holds, what is due, erasing by two, and the certificate."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.cases import rules as of_cases
from rapporteur.cases.models import Case
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.retention_forms import HoldForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault
from rapporteur.retention import actions, queries, rules
from rapporteur.retention.models import Hold, Kept, Purge, RetentionClass


def visible(request: SignedIn, pk: UUID) -> Case:
    found = Case.objects.visible_to(request.user).select_related("current", "desk")
    return get_object_or_404(found, pk=pk)


def visible_purge(request: SignedIn, pk: UUID) -> Purge:
    found = Purge.objects.filter(case__in=Case.objects.visible_to(request.user))
    people = ("asked_by", "agreed_by", "withdrawn_by")
    return get_object_or_404(found.select_related("case__desk", *people), pk=pk)


@allowed(of_cases.reads_sealed)
def retention_case(request: SignedIn, pk: UUID) -> HttpResponse:
    """Show what stands of one case, and what may be done now."""
    case = visible(request, pk)
    standing = case.holds.standing().select_related("by", "case").first()
    waiting = case.purges.waiting().select_related("asked_by", "case").first()
    due = queries.due_of(queries.closed_without_letter().filter(pk=case.pk), today())
    page = {
        "case": case,
        "hold": standing,
        "may_hold": standing is None and rules.coordinates(request.user, case) is None,
        "may_lift": standing is not None and rules.lifts(request.user, standing) is None,
        "waiting": waiting,
        "why_not": waiting and rules.agrees(request.user, waiting),
        "due": [] if standing or waiting else list(due),
        "done": case.purges.done().order_by("agreed_on", "pk"),
        "classes": RetentionClass.objects.all(),
    }
    return render(request, "desk/retention/case.html", page)


@allowed(of_cases.reads_sealed)
@needs_vault
def retention_hold(request: WithVault, pk: UUID) -> HttpResponse:
    """Put a hold on a case, or lift the one that stands, with a reason that lies sealed."""
    case = visible(request, pk)
    standing = Hold.objects.standing().filter(case=case).select_related("case").first()
    form = HoldForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            open_keyring(request)
            if standing is None:
                actions.hold(case, reason, by=request.user)
            else:
                actions.lift(standing, reason, by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Done."))
            return redirect("retention_case", pk)
    return render(
        request, "desk/retention/hold.html", {"case": case, "form": form, "hold": standing}
    )


@allowed(of_cases.reads_sealed)
@needs_vault
def retention_ask(request: WithVault, pk: UUID, kept: str) -> HttpResponse:
    """Ask that what is due be erased; its sources are told in their threads."""
    case = visible(request, pk)
    form = DeskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            purge = actions.ask(case, kept, keyring=open_keyring(request), by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            said = _("Another person agrees from %(day)s on.") % {"day": purge.not_before}
            messages.success(request, said)
            return redirect("retention_case", pk)
    found = get_object_or_404(RetentionClass, pk=kept, code__in=queries.ERASED_BY_TWO)
    page = {"case": case, "form": form, "kept": found, "tells": kept == Kept.UNSENT}
    return render(request, "desk/retention/ask.html", page)


@allowed(of_cases.reads_sealed)
def retention_agree(request: SignedIn, pk: UUID) -> HttpResponse:
    """Agree as the second person; what the purge holds is gone then."""
    purge = visible_purge(request, pk)
    form = DeskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return redirect(actions.agree(purge, by=request.user))
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
    page = {"case": purge.case, "purge": purge, "form": form}
    return render(request, "desk/retention/agree.html", page)


@require_POST
@allowed(of_cases.reads_sealed)
def retention_withdraw(request: SignedIn, pk: UUID) -> HttpResponse:
    purge = actions.withdraw(visible_purge(request, pk), by=request.user)
    messages.success(request, _("Withdrawn. The case stays."))
    return redirect("retention_case", purge.case_id)


@allowed(of_cases.reads_sealed)
def retention_certificate(request: SignedIn, pk: UUID) -> HttpResponse:
    """Show what was erased, by whom, and until when a backup could still hold it."""
    purge = visible_purge(request, pk)
    if purge.agreed_on is None:
        return redirect("retention_case", purge.case_id)
    over = purge.backups_end is None or purge.backups_end <= today()
    page = {"purge": purge, "case": purge.case, "backups_are_over": over}
    return render(request, "desk/retention/certificate.html", page)
