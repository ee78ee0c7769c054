"""The codebook beside each download: what a column means. A page, and files in English."""

from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from rapporteur import __version__
from rapporteur.doors.public import explained
from rapporteur.doors.public.gates import KEPT, public_page
from rapporteur.doors.public.openapi import JSON
from rapporteur.kernel.access.gates import open_to_all
from rapporteur.publication import codebook
from rapporteur.publication.exports import CSV
from rapporteur.publication.tables import Described

OPEN = "What the columns of open data mean is free to take along."
kept = cache_control(public=True, max_age=KEPT)


def table_of(name: str) -> Described:
    """Return a table that has a codebook. Raises Http404."""
    if name not in explained.TABLES:
        raise Http404
    return explained.TABLES[name]


def tag(request: HttpRequest, name: str) -> str:
    """Return a tag that changes with the code alone: a codebook tells nothing else."""
    told = f"{__version__} {request.path}"
    return f'"{sha256(told.encode()).hexdigest()[:32]}"'


@public_page
def page(request: HttpRequest, name: str) -> HttpResponse:
    table = table_of(name)
    context = {"table": table, "entries": codebook.entries(table)}
    return render(request, "public/codebook.html", context)


@open_to_all(OPEN)
@require_safe
@kept
@condition(tag)
def csv_file(request: HttpRequest, name: str) -> HttpResponse:
    with override("en"):
        response = HttpResponse("".join(codebook.csv_of(table_of(name))), content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="{name}-codebook.csv"'
    return response


@open_to_all(OPEN)
@require_safe
@kept
@condition(tag)
def json_file(request: HttpRequest, name: str) -> HttpResponse:
    with override("en"):
        return HttpResponse("".join(codebook.json_of(table_of(name))), content_type=JSON)
