"""Files of recommendations at the desk: looked at, their report, and then loaded."""

import csv
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.communications.register.findings import Finding, Weight
from rapporteur.doors.desk.import_forms import ImportForm
from rapporteur.doors.uploads import takes_file
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.http import SignedIn
from rapporteur.publication.exports import CSV, safe
from rapporteur.recommendations.importing import actions
from rapporteur.recommendations.importing.rules import takes_in
from rapporteur.recommendations.models import ImportDraft

A_PAGE = 200  # findings


@takes_file
@allowed(takes_in)
def recommendations_import(request: SignedIn) -> HttpResponse:
    """Look at a file: what it would add and change, and what of it is refused. Nothing is loaded."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        name, data = form.cleaned_data["file"]
        try:
            draft = actions.look(name, data, by=request.user, chosen=form.chosen)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("recommendations_import_report", draft.pk)
    return render(request, "desk/recommendations/import.html", {"form": form})


def mine(request: SignedIn, pk: UUID) -> ImportDraft:
    drafts = ImportDraft.objects.filter(by=request.user.pk).defer("content")
    return get_object_or_404(drafts, pk=pk)


def findings_of(draft: ImportDraft) -> list[Finding]:
    """Return what was said of the rows, what keeps one out before what does not."""
    told = [Finding(**{**one, "weight": Weight(one["weight"])}) for one in draft.findings]
    return sorted(told, key=lambda one: not one.keeps_out)


@allowed(takes_in)
def recommendations_import_report(request: SignedIn, pk: UUID) -> HttpResponse:
    """Show what a file would do, row by row where there is something to say."""
    draft = mine(request, pk)
    page = Paginator(findings_of(draft), A_PAGE).get_page(request.GET.get("page"))
    context = {"draft": draft, "counts": draft.counts, "page": page}
    return render(request, "desk/recommendations/import_report.html", context)


@require_POST
@allowed(takes_in)
def recommendations_import_load(request: SignedIn, pk: UUID) -> HttpResponse:
    """Load a file that was looked at: all of it, or the rows that are good, as was chosen."""
    draft = get_object_or_404(ImportDraft, pk=pk, by=request.user.pk)
    try:
        told = actions.load_draft(
            draft, by=request.user, skip_refused=request.POST.get("rows") == "good"
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("recommendations_import_report", pk)
    if told.nothing:
        messages.error(request, _("Nothing was loaded, since rows of this file are refused."))
        return redirect("recommendations_import_report", pk)
    words = _("Loaded. New recommendations: %(added)s; joined to others: %(joined)s; changed: %(changed)s.")  # fmt: skip
    messages.success(
        request, words % {name: getattr(told, name) for name in ("added", "joined", "changed")}
    )
    return redirect("recommendations")


@allowed(takes_in)
def recommendations_import_csv(request: SignedIn, pk: UUID) -> HttpResponse:
    """Write out what was said of the rows, so that who keeps the file can mend it."""
    answer = HttpResponse(content_type=CSV)
    answer["Content-Disposition"] = 'attachment; filename="report.csv"'
    lines = csv.writer(answer)
    lines.writerow(["line", "column", "weight", "reason"])
    for one in findings_of(mine(request, pk)):
        lines.writerow([one.line, one.column, one.weight.value, safe(one.reason)])
    return answer
