"""How visits are chosen: the measures and their weights, and no State."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rapporteur.doors.public.gates import public_page
from rapporteur.visits.choosing import queries
from rapporteur.visits.choosing.measures import Measure
from rapporteur.visits.choosing.weights import LABELS


@public_page
def choosing(request: HttpRequest) -> HttpResponse:
    version, weights = queries.in_force()
    told = [(one.value, LABELS[one], weights[one]) for one in Measure]
    return render(request, "public/choosing.html", {"version": version, "weights": told})
