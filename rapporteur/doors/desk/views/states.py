"""States at the desk: all of them, and one with everything that is on record of it on one screen."""

import csv
import io

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rapporteur.cases.rules import reads_sealed
from rapporteur.doors.desk import state_json
from rapporteur.doors.desk import state_parts as parts
from rapporteur.doors.desk.state_forms import AgeForm, AnswerForm
from rapporteur.doors.desk.views.letters import did
from rapporteur.doors.desk.views.reports import json_answer, saved
from rapporteur.doors.public import maps
from rapporteur.follow_up.queries import lessons
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.clock import today
from rapporteur.kernel.texts import in_language
from rapporteur.law.national import actions, queries
from rapporteur.law.national.models import ADULT
from rapporteur.law.national.questions import QUESTIONS
from rapporteur.law.queries.acceptance import Standing, positions_of
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks import rules
from rapporteur.people.mandates.models import Mandate
from rapporteur.people.mandates.queries import for_country
from rapporteur.publication.exports import CSV, safe
from rapporteur.recommendations.committee.queries import of_state
from rapporteur.visits.cycles.models import Visit
from rapporteur.visits.cycles.rules import sees_visits
from rapporteur.world.models import Country


def tells_law(person: Account) -> Reason | None:
    """Who corrects reference data, and who works on letters, tells what the law of a State says."""
    if rules.corrects_reference(person) is None:
        return None
    return reads_sealed(person)


def state_of(iso3: str) -> Country:
    return get_object_or_404(Country.objects.states(), pk=iso3)


def gathered(request: SignedIn, country: Country) -> parts.Gathered:
    mandate = Mandate.objects.with_profile().first()
    code = mandate.pk if mandate else ""
    return parts.gather(country, positions_of(country.pk), code, request.user)


def visits_to(country: Country, person: Account) -> list[Visit]:
    """Return the visits to a State that the desks of a person follow; two queries, or none."""
    if sees_visits(person):
        return []
    found = Visit.objects.visible_to(person).filter(states__country=country).newest_first()
    return list(found.prefetch_related("states__country"))


@allowed(rules.looks_up_reference)
def states(request: SignedIn) -> HttpResponse:
    return render(request, "desk/states/list.html", {"areas": maps.areas()})


@allowed(rules.looks_up_reference)
def states_state(request: SignedIn, iso3: str) -> HttpResponse:
    """Show all that is on record of a State, with day and source."""
    country, day = state_of(iso3), today()
    found = gathered(request, country)
    mandates = list(for_country(country.pk, day))
    page = {
        "country": country,
        "on": day,
        "blocks": parts.blocks(found, len(mandates)),
        "mandates": [in_language(one.last_title.titles) for one in mandates if one.last_title],
        "ages": queries.ages_of(country),
        "law": queries.law_of(country),
        "known": [one for one in found.positions if one.standing != Standing.UNKNOWN],
        "unknown": [one for one in found.positions if one.standing == Standing.UNKNOWN],
        "committee": of_state(country.pk, day),
        "timeline": parts.timeline(found),
        "to_come": parts.to_come(found, day),
        "charts": parts.charts(found, day),
        "area": maps.area_of(country),
        "adult": ADULT,
        "may_tell": tells_law(request.user) is None,
        "lessons": lessons(request.user, country.pk),
        "visits": visits_to(country, request.user),
    }
    return render(request, "desk/states/state.html", page)


@allowed(rules.looks_up_reference)
def states_json(request: SignedIn, iso3: str) -> HttpResponse:
    """Answer with the same as the page, for programs. Null is unknown, never no."""
    country, day = state_of(iso3), today()
    found = gathered(request, country)
    mandates = len(list(for_country(country.pk, day)))
    told = state_json.told(found, mandates, queries.ages_of(country), queries.law_of(country))
    committee = state_json.of_committee(of_state(country.pk, day))
    return json_answer({"as_of": day.isoformat(), **told, "committee": committee})


@allowed(rules.looks_up_reference)
def states_chart_csv(request: SignedIn, iso3: str, code: str) -> HttpResponse:
    """Hand out the table of a chart."""
    country = state_of(iso3)
    drawn = {one.code: one for one in parts.charts(gathered(request, country), today())}
    if code not in drawn:
        raise Http404
    rows = [["label", "count"], *([bar.label, str(bar.value)] for bar in drawn[code].bars)]
    return csv_answer(rows, f"{iso3}-{code}")


@allowed(rules.looks_up_reference)
def states_coverage_csv(request: SignedIn) -> HttpResponse:
    """Hand out what the criminal law of every State says of every act; unknown is written out."""
    return csv_answer([list(row) for row in queries.matrix()], "criminal-law-coverage")


def csv_answer(rows: list[list[str]], name: str) -> HttpResponse:
    out = io.StringIO()
    csv.writer(out).writerows([safe(cell) for cell in row] for row in rows)
    return saved(HttpResponse(out.getvalue(), content_type=CSV), name, "csv")


@allowed(tells_law)
def states_age(request: SignedIn, iso3: str) -> HttpResponse:
    country = state_of(iso3)
    form = AgeForm(request.POST or None)
    by = str(request.user.pk)
    if did(
        request,
        form,
        lambda given: actions.tell_age(country, by=by, **given),
        _("It is on record."),
    ):
        return redirect("states_state", iso3)
    page = {"country": country, "form": form, "title": _("Add one of the five ages")}
    return render(request, "desk/states/tell.html", page)


@allowed(tells_law)
def states_answer(request: SignedIn, iso3: str, question: str) -> HttpResponse:
    """Say what the criminal law of a State says of one act, with the law cited."""
    if question not in QUESTIONS:
        raise Http404
    country = state_of(iso3)
    law = queries.law_of(country)
    asked = next(one for one in (*law.acts, *law.indicators) if one.code == question)
    form = AnswerForm(request.POST or None)
    by = str(request.user.pk)
    if did(
        request,
        form,
        lambda given: actions.answer(country, question, by=by, **given),
        _("It is on record."),
    ):
        return redirect("states_state", iso3)
    page = {"country": country, "form": form, "title": asked.label}
    return render(request, "desk/states/tell.html", page)
