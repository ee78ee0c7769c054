"""The first page, and what the mandate is: in full, and easy to read."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from rapporteur.doors import languages
from rapporteur.doors.public import children as texts
from rapporteur.doors.public import shown
from rapporteur.doors.public.gates import public_page
from rapporteur.kernel.access.gates import open_to_all
from rapporteur.kernel.clock import today

REVIEWED_ON = date(2026, 11, 24)  # when a person last read these two pages as a whole
READ = {"en"}  # languages in which a speaker has read them; docs/translations.md names the reader


@open_to_all("The way to the first page in one's own language is open.")
@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """Lead to the first page in the language that the browser asks for."""
    return HttpResponseRedirect(f"/{languages.part_of(translation.get_language())}/")


@public_page
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "public/home.html", {"counts": shown.counts(today())})


@public_page
def about(request: HttpRequest) -> HttpResponse:
    profile = shown.profile(today())
    return render(request, "public/about.html", {"profile": profile, "reviewed_on": REVIEWED_ON})


@public_page
def easy(request: HttpRequest) -> HttpResponse:
    """Show the easy-to-read version; one that no speaker has read says so."""
    context = {"drafted": is_drafted(), "reviewed_on": REVIEWED_ON}
    return render(request, "public/easy.html", context)


@public_page
def children(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show the two texts of a band of age, or the choice of one."""
    if code and code not in texts.BY_CODE:
        raise Http404
    context = {
        "bands": texts.BANDS,
        "band": texts.BY_CODE.get(code),
        "source": texts.SOURCE,
        "drafted": is_drafted(),
        "reviewed_on": REVIEWED_ON,
    }
    return render(request, "public/children.html", context)


def is_drafted() -> bool:
    """Say whether the words of this language still wait for a reader: docs/translations.md."""
    return translation.get_language() not in READ
