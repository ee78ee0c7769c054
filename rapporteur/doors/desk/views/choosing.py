"""Choosing visits: rank with the record of today, see what would change it, decide with a reason.

For members of the desk alone (DESIGN §9); the method and the weights are public, places are not.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rapporteur.doors.desk import choosing_lines as told_in
from rapporteur.doors.desk.choosing_forms import DecisionForm, FeasibleForm, WeightsForm
from rapporteur.doors.desk.views.letters import did
from rapporteur.doors.desk.views.visits import desk_of
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.clock import today
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.mandates.models import Mandate
from rapporteur.visits.choosing import actions, queries, rules, runs, values
from rapporteur.visits.choosing.measures import Measure
from rapporteur.visits.choosing.models import Run
from rapporteur.visits.choosing.weights import LABELS
from rapporteur.visits.cycles.queries import all_chains, inherited_agreed
from rapporteur.world.models import Country
from rapporteur.world.queries import in_order


def run_of(request: SignedIn, pk: UUID) -> Run:
    """Return a run of the mandate of one's own desk."""
    return get_object_or_404(Run, pk=pk, mandate=desk_of(request).mandate_code)


def weighed() -> tuple[str, list[tuple[str, Any, int]]]:
    version, weights = queries.in_force()
    return version, [(one.value, LABELS[one], weights[one]) for one in Measure]


@allowed(rules.ranks)
def choosing(request: SignedIn) -> HttpResponse:
    """List the runs; a POST ranks anew with the record of today."""
    desk = desk_of(request)
    if request.method == "POST":
        found, on = values.gather(desk, request.user, today()), today()
        first = [one.chain.country.pk for one in inherited_agreed(desk)]
        states = list(Country.objects.states().values_list("pk", flat=True))
        run = actions.keep_run(
            Mandate.objects.get(pk=desk.mandate_code),
            states,
            found.values,
            on=on,
            by=request.user,
            inherited=first,
            behind=found.behind,
            facts=found.facts,
        )
        messages.success(request, _("Ranked, and kept."))
        return redirect("visits_choosing_run", run.pk)
    version, weights = weighed()
    page = {
        "runs": Run.objects.filter(mandate=desk.mandate_code).prefetch_related("decisions")[:50],
        "version": version,
        "weights": weights,
        "may_weigh": rules.decides(request.user) is None,
    }
    return render(request, "desk/choosing/list.html", page)


@allowed(rules.ranks)
def choosing_run(request: SignedIn, pk: UUID) -> HttpResponse:
    """Show a run: who comes first by rule, the ranking with its parts, what would change it."""
    run = run_of(request, pk)
    told = queries.snapshot(run)
    names = Country.objects.in_bulk(told["states"])
    version, weights = told["weights_version"], told["weights"]
    measures = told_in.measures_of(told)
    form = FeasibleForm(request.GET or None)
    little = in_order(names[one] for one in told["result"]["too_little_known"] if one in names)
    page = {
        "run": run,
        "version": version,
        "weights": [(one.value, LABELS[one], weights.get(one.value, 0)) for one in measures],
        "form": form if told.get("facts") else None,
        "inherited": [names[one] for one in run.inherited if one in names],
        "lines": told_in.lines(run, told, names, form.without_these),
        "measures": [one.value for one in measures],
        "moves": told_in.rooms(told),  # `rooms` are those of the rail
        "little": little,
        "decisions": told_in.decisions(run),
        "may_decide": rules.decides(request.user) is None,
    }
    return render(request, "desk/choosing/run.html", page)


@allowed(rules.ranks)
def choosing_state(request: SignedIn, pk: UUID, iso3: str) -> HttpResponse:
    """Show what a State's place rests on: each value with its day, source and what is behind it."""
    run = run_of(request, pk)
    told = queries.snapshot(run)
    if iso3 not in told["states"]:
        raise Http404
    country = get_object_or_404(Country, pk=iso3)
    chains = [one for one in all_chains(desk_of(request)) if one.country == country]
    page = {
        "run": run,
        "country": country,
        "values": told_in.values(run, told, iso3),
        "facts": told_in.facts_of(told).get(iso3, []),
        "figures": [one for _key, one in sorted(queries.newest_figures(iso3).items())],
        "chains": chains,
        "inherited": iso3 in run.inherited,
    }
    return render(request, "desk/choosing/state.html", page)


@allowed(rules.ranks)
def choosing_again(request: SignedIn, pk: UUID) -> HttpResponse:
    """Make a kept run anew from what went in, and say whether it comes out the same."""
    run = run_of(request, pk)
    if request.method == "POST":
        if runs.repeated(queries.snapshot(run)):
            messages.success(request, _("Made anew: the same, byte for byte."))
        else:
            messages.error(request, _("Made anew, it comes out otherwise. Tell your operator."))
    return redirect("visits_choosing_run", run.pk)


@allowed(rules.decides)
def choosing_decide(request: SignedIn, pk: UUID) -> HttpResponse:
    """Decide which visits to propose, with the reason."""
    run = run_of(request, pk)
    form = DecisionForm(request.POST or None)
    if did(
        request,
        form,
        lambda given: actions.decide(run, by=request.user, **given),
        _("Decided."),
    ):
        return redirect("visits_choosing_run", run.pk)
    page = {"form": form, "run": run, "title": _("Decide which visits to propose")}
    return render(request, "desk/choosing/form.html", page)


@allowed(rules.decides)
def choosing_weights(request: SignedIn) -> HttpResponse:
    """Put a new version of the weights into force; runs that are kept stay as they are."""
    _version, weights = queries.in_force()
    form = WeightsForm(request.POST or None, weights=weights)
    if did(
        request,
        form,
        lambda given: actions.weigh(form.weights, reason=given["reason"], by=request.user),
        _("These weights are in force."),
    ):
        return redirect("visits_choosing")
    page = {"form": form, "title": _("Weights of the measures")}
    return render(request, "desk/choosing/form.html", page)
