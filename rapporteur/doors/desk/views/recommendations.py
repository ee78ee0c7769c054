"""Recommendations at the desk: the list with filters, and one with all that its sources say."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from rapporteur.doors.desk.pages import page_of
from rapporteur.doors.desk.recommendation_forms import RecommendationFilter
from rapporteur.doors.desk.views.alike import shown
from rapporteur.doors.desk.views.scope import scope_of
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks import rules
from rapporteur.recommendations import queries
from rapporteur.recommendations.deciding.rules import decides_scope
from rapporteur.recommendations.models import Recommendation

A_PAGE = 50


@allowed(rules.looks_up_reference)
def recommendations(request: SignedIn) -> HttpResponse:
    """List recommendations. They are public, and nothing is opened."""
    form = RecommendationFilter(request.GET or None)
    wanted = queries.Wanted(**form.cleaned_data) if form.is_valid() else queries.Wanted()
    page = page_of(request, queries.listed(wanted), A_PAGE)
    return render(request, "desk/recommendations/list.html", {"form": form, **page})


@allowed(rules.looks_up_reference)
def recommendations_one(request: SignedIn, pk: UUID) -> HttpResponse:
    found = Recommendation.objects.select_related("country", "standing__decision")
    one = get_object_or_404(found, pk=pk)
    context = {
        "one": one,
        "rows": one.rows.all(),
        "recommending": queries.names(one.recommending),
        "scope": scope_of(one),
        "alike": shown(one),
        "decides": decides_scope(request.user) is None,
    }
    return render(request, "desk/recommendations/one.html", context)
