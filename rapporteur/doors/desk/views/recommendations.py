"""Recommendations at the desk: the list with filters, and one with all that its sources say."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from rapporteur.doors.desk.pages import page_of
from rapporteur.doors.desk.recommendation_forms import RecommendationFilter
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks import rules
from rapporteur.recommendations import queries
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
    one = get_object_or_404(Recommendation.objects.select_related("country"), pk=pk)
    context = {"one": one, "rows": one.rows.all(), "recommending": queries.names(one.recommending)}
    return render(request, "desk/recommendations/one.html", context)
