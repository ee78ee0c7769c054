"""The first pages: what this is, who can help, whether it fits. Nothing is kept."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from rapporteur.doors import languages
from rapporteur.doors.intake.forms import CheckForm
from rapporteur.doors.intake.guards import is_of_our_pages, kept_words, plain
from rapporteur.doors.intake.places import HelpForm
from rapporteur.intake import selfcheck
from rapporteur.intake.desks import open_desk
from rapporteur.intake.threads import Closed
from rapporteur.kernel import environment
from rapporteur.kernel.access.gates import open_to_all
from rapporteur.kernel.clock import today
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.people.mandates.models import Mandate
from rapporteur.people.mandates.queries import title_on

EXERCISE_HOURS = ("09:00", "18:00", "Geneva")


@open_to_all("Whoever may be in danger must reach the first page unknown.")
@require_safe
def first(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(f"/{languages.part_of(translation.get_language())}/")


@open_to_all("Whoever may be in danger must be able to read this unknown.")
@plain
@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """Say what this is; where the desk has no trusted key, say that the door is closed."""
    try:
        open_desk()
    except Closed:
        return render(request, "intake/closed.html")
    asked = HelpForm(request.GET.get("state", ""))
    part = languages.part_of(translation.get_language())
    page = {
        "help": asked if asked.states else None,
        "places": asked.places(),
        "hours": working_hours(),
        "onion": environment.onion_address(),
        "children": f"{environment.door_address('public')}{part}/about/children/",
    }
    return render(request, "intake/welcome.html", page)


def working_hours() -> tuple[str, str, str] | None:
    """Return the hours of the desk as its operator gave them; an exercise has made-up ones."""
    return environment.working_hours() or (EXERCISE_HOURS if is_exercise() else None)


@open_to_all("Whoever wonders where to turn may ask unknown.")
@plain
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Answer a post in its own page: an address with the choices would stay in the history."""
    form = CheckForm(request.POST if request.method == "POST" else None)
    found = None
    bodies: list[str] = []
    if form.is_valid():
        found = selfcheck.check(selfcheck.Given(**answered(form.cleaned_data)), today())
        bodies = titles(found.bodies)
    page = {"form": form, "found": found, "bodies": bodies}
    return render(request, "intake/check.html", page)


def answered(given: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in given.items() if value}


def titles(codes: tuple[str, ...]) -> list[str]:
    """Return what the bodies are called today, in the order of the codes."""
    found = Mandate.objects.with_titles().in_bulk(codes)
    held = [title_on(found[code], today()) for code in codes if code in found]
    return [str(title) for title in held if title]


def wrong(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Lead any address that is none to the first page; nothing is said about it."""
    return HttpResponse(render_to_string("intake/wrong.html"), status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer without the database, which may be what failed; what was posted stays in the page."""
    kept = kept_words(request) if request.method == "POST" and is_of_our_pages(request) else []
    return HttpResponse(render_to_string("intake/failed.html", {"kept": kept}), status=500)
