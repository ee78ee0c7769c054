"""Visits at the desk: the register, one visit with its States, and what happens to it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rapporteur.cases.rules import desks_read
from rapporteur.doors.desk.visit_forms import (
    HappenedForm,
    NewVisitForm,
    PaceForm,
    RegisterForm,
    TakeBackForm,
)
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks.models import Desk
from rapporteur.recommendations.importing.rules import takes_in
from rapporteur.visits.chains import ENDED
from rapporteur.visits.cycles import queries, rules
from rapporteur.visits.cycles.actions import visits as actions
from rapporteur.visits.cycles.followed import lines_of
from rapporteur.visits.cycles.models import (
    Dossier,
    Paper,
    PaperKind,
    Visit,
    VisitLetter,
    VisitStep,
)
from rapporteur.visits.cycles.papers.sections import SECTIONS


def desk_of(request: SignedIn) -> Desk:
    """Return the desk whose visits are shown: the one that is asked for, else the first of one's own."""
    desks = Desk.objects.filter(pk__in=desks_read(request.user))
    asked = request.GET.get("desk", "")
    found = next((one for one in desks if str(one.pk) == asked), None) or desks.first()
    if found is None:
        raise Http404
    return found


def visible(request: SignedIn, pk: UUID) -> Visit:
    return get_object_or_404(Visit.objects.visible_to(request.user).with_chains(), pk=pk)


@allowed(rules.sees_visits)
def visits(request: SignedIn) -> HttpResponse:
    """Show what waits for an answer, what was agreed to, and where all others stand."""
    desk = desk_of(request)
    form = RegisterForm(request.GET or None)
    on = form.cleaned_data["on"] if form.is_valid() else None
    page = {
        "desk": desk,
        "form": form,
        "on": on or today(),
        "open": queries.open_requests(desk, on),
        "agreed": queries.agreed_visits(desk, on),
        "chains": queries.in_tabs(queries.all_chains(desk, on)),
        "days": queries.remind_after(desk),
        "may_import": takes_in(request.user) is None,
    }
    return render(request, "desk/visits/register.html", page)


@allowed(rules.sees_visits)
def visits_new(request: SignedIn) -> HttpResponse:
    desk = desk_of(request)
    earlier = Visit.objects.filter(desk=desk).with_chains().newest_first()
    asked = {"states": [request.GET["state"]]} if "state" in request.GET else {}
    form = NewVisitForm(request.POST or None, earlier=earlier, initial=asked)
    if form.is_valid():
        given = form.cleaned_data
        countries = given.pop("states")
        try:
            visit = actions.begin(desk, countries, **given, by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            return redirect(visit)
    return render(request, "desk/visits/form.html", {"form": form, "title": _("New visit")})


@allowed(rules.sees_visits)
def visits_pace(request: SignedIn) -> HttpResponse:
    desk = desk_of(request)
    form = PaceForm(request.POST or None, initial={"days": queries.remind_after(desk)})
    if form.is_valid():
        actions.set_pace(desk, form.cleaned_data["days"], by=request.user)
        messages.success(request, _("Recorded."))
        return redirect("visits")
    return render(request, "desk/visits/form.html", {"form": form, "title": _("Pace of reminders")})


@allowed(rules.sees_visits)
def visits_visit(request: SignedIn, pk: UUID) -> HttpResponse:
    visit = visible(request, pk)
    looked_into, closed_before = lines_of(visit)
    page = {
        "visit": visit,
        "chains": queries.chains_of(visit),
        "co_mandates": queries.titles_of(visit.co_mandates, today()),
        "ended": ENDED,
        "papers": Paper.objects.in_sections().filter(visit=visit).select_related("country"),
        "to_write": [one for one in PaperKind if one in SECTIONS and one != PaperKind.REPORT],
        "followed": looked_into,
        "closed_before": closed_before,
        "dossiers": Dossier.objects.filter(visit=visit).without_content(),
        "letters": VisitLetter.objects.filter(visit=visit).select_related("country"),
    }
    return render(request, "desk/visits/visit.html", page)


@allowed(rules.sees_visits)
def visits_happened(request: SignedIn, pk: UUID, iso3: str) -> HttpResponse:
    """Write down what happened between the mandate and one State of a visit."""
    visit = visible(request, pk)
    country = next((one for one in visit.countries if one.pk == iso3), None)
    if country is None:
        raise Http404
    form = HappenedForm(request.POST or None, initial={"day": today().isoformat()})
    if form.is_valid():
        try:
            actions.happen(visit, country, actions.Happened(**form.cleaned_data), by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Recorded."))
            return redirect(visit)
    page: dict[str, Any] = {"form": form, "visit": visit, "title": f"{visit}: {country}"}
    return render(request, "desk/visits/form.html", page)


@allowed(rules.sees_visits)
def visits_take_back(request: SignedIn, pk: UUID) -> HttpResponse:
    mine = Visit.objects.visible_to(request.user)
    step = get_object_or_404(VisitStep.objects.filter(visit__in=mine), pk=pk)
    visit = visible(request, step.visit_id)
    form = TakeBackForm(request.POST or None)
    if form.is_valid():
        try:
            actions.take_back(step, form.cleaned_data["why"], by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Recorded."))
            return redirect(visit)
    title = _("Take back: %(step)s") % {"step": step.get_kind_display()}
    return render(request, "desk/visits/form.html", {"form": form, "visit": visit, "title": title})
