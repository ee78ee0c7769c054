"""Many rows of a list at once: chosen there, changed in one transaction, undone for 15 minutes."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from rapporteur.cases import rules
from rapporteur.cases.bulks import actions
from rapporteur.cases.bulks.rules import AT_MOST
from rapporteur.cases.models import Bulk
from rapporteur.cases.queries import cases as queries
from rapporteur.doors.desk.bulk_forms import ChosenForm, ManyDaysForm, ManyOwnersForm
from rapporteur.doors.desk.case_forms import CaseFilter
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.http import SignedIn

FORMS: dict[str, type[ManyOwnersForm] | type[ManyDaysForm]] = {
    "owner": ManyOwnersForm,
    "due": ManyDaysForm,
}
HOLDS = {"hold": True, "in": False}


def chosen(request: SignedIn) -> list[UUID]:
    """Return the rows that were ticked, or all that fit the list. Raises Refused for nonsense."""
    if "all" in request.POST:
        form = CaseFilter(QueryDict(request.POST.get("filters", "")))
        wanted = queries.Wanted(**form.cleaned_data) if form.is_valid() else queries.Wanted()
        found = queries.listed(request.user, wanted)
        return list(found.values_list("pk", flat=True)[: AT_MOST + 1])
    given = ChosenForm(request.POST)
    if not given.is_valid():
        raise Refused(_("Some of the rows are none: choose again."))
    return list(given.cleaned_data["chosen"])


@require_POST
@allowed(rules.reads_sealed)
def cases_many(request: SignedIn, act: str) -> HttpResponse:
    """Ask to whom, or which day; then do it to all that were chosen."""
    if act not in FORMS:
        raise Http404
    rows = chosen(request)
    if not rows:
        messages.error(request, _("Choose at least one row first."))
        return redirect("cases")
    given = request.POST if "go" in request.POST else None
    form = FORMS[act](given, person=request.user, initial={"chosen": rows})
    if form.is_valid():
        try:
            bulk = done(act, rows, form, request)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            return redirect(bulk)
    page = {"form": form, "act": act, "count": len(rows)}
    return render(request, "desk/cases/bulk.html", page)


def done(
    act: str, rows: list[UUID], form: ManyOwnersForm | ManyDaysForm, request: SignedIn
) -> Bulk:
    if act == "owner":
        return actions.assign(rows, form.cleaned_data["owner"].account, by=request.user)
    return actions.choose_day(rows, form.cleaned_data["day"], by=request.user)


@require_POST
@allowed(rules.reads_sealed)
def received_many(request: SignedIn, act: str) -> HttpResponse:
    """Hold back what was chosen, or let it in."""
    if act not in HOLDS:
        raise Http404
    try:
        return redirect(actions.hold(chosen(request), held=HOLDS[act], by=request.user))
    except Refused as refusal:
        journal_refusal(request, refusal)
        messages.error(request, str(refusal))
        return redirect("received" if HOLDS[act] else "received_held")


@allowed(rules.reads_sealed)
def cases_bulk_done(request: SignedIn, pk: UUID) -> HttpResponse:
    """Show what was done to many rows; a post undoes it."""
    bulk = get_object_or_404(Bulk.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        undone = actions.undo(bulk, by=request.user)
        said = ngettext("%(rows)s row is as before.", "%(rows)s rows are as before.", undone.rows)
        messages.success(request, said % {"rows": undone.rows})
        return redirect(bulk)
    items = list(bulk.items.select_related("case"))
    page = {
        "bulk": bulk,
        "items": items,
        "stay": [item for item in items if not item.undone],
        "back": reverse("received" if bulk.kind == Bulk.Kind.HOLD else "cases"),
    }
    return render(request, "desk/cases/bulk_done.html", page)
