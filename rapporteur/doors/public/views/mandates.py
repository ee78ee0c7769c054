"""Mandates as on a day, and each of them with titles, holders, resolutions and relations."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from rapporteur.doors.public import shown
from rapporteur.doors.public.gates import public_page
from rapporteur.doors.public.letters import lines
from rapporteur.kernel.clock import today
from rapporteur.people.mandates import queries
from rapporteur.people.mandates.forms import DayForm
from rapporteur.people.mandates.models import Mandate
from rapporteur.publication import letters
from rapporteur.statements import queries as statements
from rapporteur.world.models import Country


@public_page
def mandates(request: HttpRequest) -> HttpResponse:
    """List the mandates that stand today, or stood on the day asked for."""
    form = DayForm(request.GET or None)
    asked = form.cleaned_data["on"] if form.is_valid() else None
    day = asked or today()
    context = {"form": form, "day": day, "asked": asked, "groups": shown.mandates_by_kind(day)}
    return render(request, "public/mandates.html", context)


@public_page
def mandate(request: HttpRequest, code: str) -> HttpResponse:
    found = Mandate.objects.with_titles().filter(code=code).first()
    if found is None:
        raise Http404
    now = today()
    return render(
        request,
        "public/mandate.html",
        {
            "mandate": found,
            "title": queries.title_on(found, now) or found.last_title,
            "stands": found.standing_on(now),
            "titles": sorted(found.titles.all(), key=lambda one: one.valid_from, reverse=True),
            "terms": found.terms.order_by("-assumed_on"),
            "holder": queries.holder_on(found, now),
            "decisions": found.decisions.order_by("-adopted_on"),
            "country": Country.objects.filter(iso3=found.country).first(),
            "succession": queries.succession_of(found),
            "predecessors": queries.predecessors(found),
            "named_by": queries.named_by(found),
            "joined": statements.listed(found),
            "letters": lines(letters.newest_of(found.code)),
            "then_and_now": queries.then_and_now(found, now),
        },
    )
