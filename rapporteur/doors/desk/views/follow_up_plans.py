"""What is followed for a State, for its national mechanism, and the plan that comes back."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from rapporteur.doors.desk.follow_up_forms import PlanForm
from rapporteur.doors.desk.views.follow_ups import posted
from rapporteur.doors.uploads import takes_file
from rapporteur.follow_up import exchange, rules
from rapporteur.follow_up.actions import plans
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.clock import today
from rapporteur.people.accounts.http import SignedIn
from rapporteur.publication.exports import CSV
from rapporteur.world.models import Country


def state(iso3: str) -> Country:
    return get_object_or_404(Country.objects.states(), pk=iso3)


@takes_file
@allowed(rules.follows)
def follow_up_plan(request: SignedIn, iso3: str) -> HttpResponse:
    """Look at a plan or take it in, with the reason for each refused row."""
    country = state(iso3)
    form = PlanForm(posted(request), request.FILES or None)
    page = {"country": country, "form": form}
    if form.is_valid():
        given = form.cleaned_data
        page["told"] = plans.take_in(
            given["file"],
            country,
            source=given["source"],
            by=request.user,
            dry_run=not given["take"],
            skip_refused=given["skip_refused"],
        )
        page["taken"] = given["take"]
    return render(request, "desk/follow_up/plan.html", page)


def saved(answer: HttpResponse, country: Country, ending: str) -> HttpResponse:
    name = f"follow-up-{country.pk}-as-of-{today():%Y-%m-%d}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
@allowed(rules.follows)
def follow_up_plan_csv(request: SignedIn, iso3: str) -> HttpResponse:
    country = state(iso3)
    found = exchange.rows(request.user, country, today())
    answer = HttpResponse(exchange.as_csv(found), content_type=CSV)
    return saved(answer, country, "csv")


@require_safe
@allowed(rules.follows)
def follow_up_plan_json(request: SignedIn, iso3: str) -> HttpResponse:
    country, on = state(iso3), today()
    found = exchange.as_json(exchange.rows(request.user, country, on), country, on)
    answer = JsonResponse(found, json_dumps_params={"ensure_ascii": False})
    return saved(answer, country, "json")
