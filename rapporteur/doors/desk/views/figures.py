"""Figures on what was received and decided: a page, a table and JSON, all made by one function."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from rapporteur.cases import figures, rules
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.clock import today
from rapporteur.people.accounts.http import SignedIn
from rapporteur.publication.exports import CSV


@allowed(rules.reads_sealed)
def received_figures(request: SignedIn) -> HttpResponse:
    """Show the figures, each with its definition."""
    on = today()
    page = {"figures": figures.made(request.user, on), "on": on, "fewest": figures.FEWEST}
    return render(request, "desk/received/figures.html", page)


@allowed(rules.reads_sealed)
def received_figures_csv(request: SignedIn) -> HttpResponse:
    found = figures.made(request.user, today())
    answer = HttpResponse(figures.as_csv(found), content_type=CSV)
    return saved(answer, "csv")


@allowed(rules.reads_sealed)
def received_figures_json(request: SignedIn) -> HttpResponse:
    on = today()
    found = figures.as_json(figures.made(request.user, on), on)
    return saved(JsonResponse(found, json_dumps_params={"ensure_ascii": False}), "json")


def saved(answer: HttpResponse, ending: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="figures-{today():%Y-%m-%d}.{ending}"'
    return answer
