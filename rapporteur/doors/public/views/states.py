"""States as a map of tiles and as lists, and each of them with what the record knows."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from rapporteur.doors.public import letters as shown
from rapporteur.doors.public import maps, positions, profiles
from rapporteur.doors.public.forms import TreatyForm
from rapporteur.doors.public.gates import public_page
from rapporteur.kernel.clock import today
from rapporteur.law.national.queries import ages_of
from rapporteur.people.mandates import queries
from rapporteur.publication import earlier, follow_ups, letters, observations
from rapporteur.world.models import Country


@public_page
def states(request: HttpRequest) -> HttpResponse:
    """Show every State, marked by what it accepted of one treaty where one is asked for."""
    form = TreatyForm(request.GET or None)
    overview = positions.overview(form.chosen) if form.chosen else None
    context = {"form": form, "instrument": form.chosen, "overview": overview}
    return render(request, "public/states.html", {**context, "areas": maps.areas(overview)})


@public_page
def state(request: HttpRequest, iso3: str) -> HttpResponse:
    country = Country.objects.filter(iso3=iso3.upper()).first()
    if country is None:
        raise Http404
    if country.iso3 != iso3:
        return redirect("state", country.iso3)
    day = today()
    return render(
        request,
        "public/state.html",
        {
            "country": country,
            "standing": profiles.standing(country),
            "names": profiles.names(country),
            "area": maps.area_of(country),
            "treaties": positions.of_state(country),
            "reservations": country.reservations.select_related("instrument"),
            "ages": [row for one in ages_of(country, public_only=True) for row in one.rows],
            "visit": profiles.visit(country),
            "reviews": profiles.reviews(country, day),
            "mandates": queries.for_country(country.iso3, day),
            "letters": shown.lines(letters.newest_to(country)),
            "earlier": earlier.newest_to(country),
            "observations": observations.newest_on(country),
            "follow_ups": follow_ups.to_state(country.iso3),
            "json": reverse("open_data_state", args=[country.iso3]),
        },
    )
