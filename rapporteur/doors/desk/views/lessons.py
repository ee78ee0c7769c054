"""Lessons: which recommendations to one State are useful for others, as an officer decides (R32.4)."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rapporteur.doors.desk.lesson_forms import LessonForm
from rapporteur.doors.desk.views.follow_ups import posted
from rapporteur.doors.desk.views.letters import did
from rapporteur.follow_up import rules
from rapporteur.follow_up.actions import lessons as actions
from rapporteur.follow_up.models import Lesson, UsefulElsewhere
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks.models import Desk
from rapporteur.recommendations.models import Recommendation
from rapporteur.visits.similar import Similar, chosen, similar_to
from rapporteur.world.models import Country


def desk_of(request: SignedIn) -> Desk:
    found = Desk.objects.visible_to(request.user).first()
    if found is None:
        raise Http404
    return found


@allowed(rules.follows)
def lessons(request: SignedIn) -> HttpResponse:
    """List what drafters marked as useful to other States, with how many decisions there are."""
    mine = Desk.objects.visible_to(request.user)
    marked = UsefulElsewhere.objects.filter(desk__in=mine)
    decided = Lesson.objects.visible_to(request.user).newest()
    by_recommendation: dict[UUID, list[Lesson]] = {}
    for one in decided.select_related("country"):
        by_recommendation.setdefault(one.recommendation_id, []).append(one)
    rows = [
        (one.recommendation, by_recommendation.get(one.pk, []))
        for one in marked.select_related("recommendation__country")
    ]
    return render(request, "desk/lessons/list.html", {"rows": rows})


def suggested(one: Recommendation) -> list[Similar]:
    """Return States like the one of a recommendation; none where it was made to several or all."""
    if one.country is None:
        return []
    standing = getattr(one, "standing", None)
    return similar_to(one.country, standing.codes if standing else ())


@allowed(rules.follows)
def lessons_one(request: SignedIn, pk: UUID) -> HttpResponse:
    """Show which States are suggested and why, what was decided, and decide."""
    found = Recommendation.objects.select_related("country", "standing")
    one = get_object_or_404(found, pk=pk)
    desk, rows = desk_of(request), suggested(one)
    form = LessonForm(posted(request), initial={"country": request.GET.get("state", "")})

    def decide(given: dict[str, Any]) -> None:
        state = given.pop("country")
        country = Country.objects.get(pk=state)
        shared = list(chosen(rows, state))
        actions.decide(one, country, **given, shared=shared, desk=desk, by=request.user)

    if did(request, form, decide, _("Recorded.")):
        return redirect("lessons_one", one.pk)
    decided = Lesson.objects.filter(desk=desk, recommendation=one).newest()
    page = {
        "one": one,
        "rows": rows,
        "form": form,
        "decided": decided.select_related("country", "by"),
    }
    return render(request, "desk/lessons/one.html", page)


@allowed(rules.follows)
def lessons_similar(request: SignedIn, iso3: str) -> HttpResponse:
    """Show which States share most with one, before anything is recommended to it."""
    country = get_object_or_404(Country.objects.states(), pk=iso3)
    page = {"country": country, "rows": similar_to(country)}
    return render(request, "desk/lessons/similar.html", page)
