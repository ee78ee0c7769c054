"""Filters that a person keeps for a list: named, shown above it, let go."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.cases import rules
from rapporteur.cases.filters import actions
from rapporteur.cases.models import SavedFilter
from rapporteur.doors.desk.case_forms import CaseFilter, FilterNameForm, ReceivedFilter
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.http import SignedIn

FORMS: dict[str, type[CaseFilter] | type[ReceivedFilter]] = {
    "received": ReceivedFilter,
    "cases": CaseFilter,
}


def chosen(request: SignedIn, page: str) -> dict[str, str]:
    """Return the filter in the address, by codes that the list knows and nothing else."""
    form = FORMS[page](request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    return {name: "on" if value is True else str(value) for name, value in given.items() if value}


@allowed(rules.reads_sealed)
def filters_keep(request: SignedIn, page: str) -> HttpResponse:
    """Keep the filter in the address under a name; show those that are kept."""
    if page not in FORMS:
        raise Http404
    form = FilterNameForm(request.POST or None)
    if form.is_valid():
        name = form.cleaned_data["name"]
        try:
            one = actions.keep(SavedFilter.Page(page), name, chosen(request, page), by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The filter stands above the list."))
            return redirect(f"{reverse(page)}?{one.query}")
    saved = SavedFilter.objects.visible_to(request.user).of_page(page)
    context = {"form": form, "of": page, "kept": saved, "back": reverse(page)}
    return render(request, "desk/filters/keep.html", context)


@require_POST
@allowed(rules.reads_sealed)
def filters_let_go(request: SignedIn, pk: UUID) -> HttpResponse:
    one = get_object_or_404(SavedFilter.objects.visible_to(request.user), pk=pk)
    actions.let_go(one, by=request.user)
    messages.success(request, _("You keep this filter no longer."))
    return redirect("filters_keep", one.page)
