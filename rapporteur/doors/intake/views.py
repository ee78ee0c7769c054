"""The intake door is closed in this version, and its one page says so and what to do instead."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rapporteur.doors import languages
from rapporteur.kernel.access.gates import open_to_all


@open_to_all("Whoever may be in danger must reach the first page unknown.")
@require_safe
def first(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(f"/{languages.part_of(translation.get_language())}/")


@open_to_all("Whoever may be in danger must be able to read this unknown.")
@never_cache  # nothing of a visit stays in the browser's store, as far as we can ask for it
@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    return render(request, "intake/closed.html")


def wrong(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Lead any address that is none to the one page; nothing is said about it."""
    return HttpResponse(render_to_string("intake/wrong.html"), status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer without the database: it may be what failed."""
    return HttpResponse(render_to_string("intake/wrong.html"), status=500)
