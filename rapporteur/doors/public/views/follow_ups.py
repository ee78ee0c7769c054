"""Follow-up reports that were made public: each at its address, as a page and as files."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from rapporteur.doors.documents import FORMS, handed_out
from rapporteur.doors.following import page_of
from rapporteur.doors.public.gates import KEPT, marked, public_page
from rapporteur.doors.public.openapi import JSON
from rapporteur.kernel.access.gates import open_to_all
from rapporteur.people.mandates.models import Mandate
from rapporteur.publication import follow_ups as published
from rapporteur.publication import visibility
from rapporteur.publication.models import PublishedFollowUp
from rapporteur.world.models import Country

OPEN = "What was made public may be taken along by everyone."


def found_or_404(key: str) -> PublishedFollowUp:
    found = published.one(key)
    if found is None:
        raise Http404
    return found


@public_page
def published_follow_up(request: HttpRequest, key: str) -> HttpResponse:
    """Show a report by recommendation, in the language in which it was written."""
    found = found_or_404(key)
    country = get_object_or_404(Country, pk=found.country)
    files = [
        *((f"published_follow_up_{one.ending}", one.label) for one in FORMS.values()),
        ("published_follow_up_json", "JSON"),
    ]
    page = {
        "report": found,
        "country": country,
        "mandate": Mandate.objects.filter(code=found.mandate).first(),
        "told": page_of(found, country),
        "files": [(reverse(name, args=[key]), label) for name, label in files],
    }
    return render(request, "public/follow_up.html", page)


def file_tag(_request: HttpRequest, key: str, ending: str = "json") -> str | None:
    """Return a tag of a report, which never changes while it is public; none where it is not there."""
    there = visibility.follow_ups().filter(key=key).exists()
    return f'"{key}-{ending}"' if there else None


@open_to_all(OPEN)
@require_safe
@cache_control(public=True, max_age=KEPT)
@condition(file_tag)
def follow_up_file(_request: HttpRequest, key: str, ending: str) -> HttpResponse:
    found = found_or_404(key)
    document = published.document(found, get_object_or_404(Country, pk=found.country).names)
    response = handed_out(document, FORMS[ending], f"follow-up-{key}")
    return marked(response, exercise=found.exercise)


@open_to_all(OPEN)
@require_safe
@cache_control(public=True, max_age=KEPT)
@condition(file_tag)
def follow_up_json(_request: HttpRequest, key: str) -> HttpResponse:
    found = found_or_404(key)
    options = {"ensure_ascii": False}
    told = JsonResponse(published.as_data(found), json_dumps_params=options, content_type=JSON)
    return marked(told, exercise=found.exercise)
