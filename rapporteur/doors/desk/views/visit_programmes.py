"""The programme of a visit at the desk: meetings, doubts, what is shared of it, who is asked after."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.cases.reprisals.rules import handles_reprisals
from rapporteur.doors.desk.calendars import host
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letters import did
from rapporteur.doors.desk.views.visits import visible
from rapporteur.doors.desk.visit_programme_forms import MeetingForm, PrepareForm, ZoneForm, typed
from rapporteur.doors.documents import FORMS, handed_out
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.vaults.unlocking import WithVault
from rapporteur.visits.cycles import rules
from rapporteur.visits.cycles.models import AfterCheck, Paper, PaperKind, Visit
from rapporteur.visits.cycles.papers import actions as papers
from rapporteur.visits.cycles.programmes import actions, sharing
from rapporteur.visits.cycles.programmes.actions import Programme
from rapporteur.visits.cycles.programmes.meetings import doubts, genders, in_order


def opened(request: WithVault, visit: Visit) -> tuple[Programme, int]:
    """Open the programme of a visit, which the journal knows first; an empty one where there is none."""
    keyring = open_keyring(request)
    paper = papers.paper_of(visit, PaperKind.PROGRAMME)
    if paper is None:
        return Programme(), 0
    return Programme.of(papers.words_of(paper, keyring, by=request.user)), paper.version


def paper_or_404(visit: Visit) -> Paper:
    paper = papers.paper_of(visit, PaperKind.PROGRAMME)
    if paper is None:
        raise Http404
    return paper


@allowed(rules.sees_visits)
@needs_vault
def visits_programme(request: WithVault, pk: UUID) -> HttpResponse:
    visit = visible(request, pk)
    programme, version = opened(request, visit)
    wrong = doubts(programme.meetings, programme.languages, plan=programme.plan_is_whole)
    page = {
        "visit": visit,
        "programme": programme,
        "version": version,
        "meetings": [(one, wrong.get(one.id, ())) for one in in_order(programme.meetings)],
        "genders": genders(programme.meetings),
        "forms": FORMS.values(),
        "zone": ZoneForm(),
    }
    return render(request, "desk/visits/programme.html", page)


@allowed(rules.sees_visits)
@needs_vault
def visits_meeting(request: WithVault, pk: UUID, key: str = "") -> HttpResponse:
    """Put a meeting in, or change one."""
    visit = visible(request, pk)
    programme, version = opened(request, visit)
    before = next((one for one in programme.meetings if one.id == key), None)
    if key and before is None:
        raise Http404
    first = {**(typed(before) if before else {}), "read": version}
    form = MeetingForm(request.POST or None, initial=first)

    def act(given: dict[str, Any]) -> None:
        meeting = form.meeting(before)
        actions.put(visit, programme, meeting, read=given["read"], by=request.user)

    if did(request, form, act, _("Sealed.")):
        return redirect("visits_programme", visit.pk)
    page = {"form": form, "visit": visit, "title": _("Meeting")}
    return render(request, "desk/visits/form.html", page)


@require_POST
@allowed(rules.sees_visits)
def visits_meeting_out(request: WithVault, pk: UUID, key: str) -> HttpResponse:
    visit = visible(request, pk)
    programme, version = opened(request, visit)
    actions.take_out(visit, programme, key, read=version, by=request.user)
    messages.success(request, _("Done."))
    return redirect("visits_programme", visit.pk)


@allowed(rules.sees_visits)
@needs_vault
def visits_prepare(request: WithVault, pk: UUID) -> HttpResponse:
    """Say which languages the delegation speaks, and tick the safeguarding plan."""
    visit = visible(request, pk)
    programme, version = opened(request, visit)
    first = {"languages": ", ".join(programme.languages), "plan": programme.plan, "read": version}
    form = PrepareForm(request.POST or None, initial=first)

    def act(given: dict[str, Any]) -> None:
        actions.prepare(
            visit, programme, form.spoken(), given["plan"], read=given["read"], by=request.user
        )

    if did(request, form, act, _("Sealed.")):
        return redirect("visits_programme", visit.pk)
    page = {"form": form, "visit": visit, "title": _("Preparation")}
    return render(request, "desk/visits/form.html", page)


@allowed(rules.sees_visits)
@needs_vault
def visits_official(request: WithVault, pk: UUID, form: str) -> HttpResponse:
    """Hand out the official programme: offices and places, nobody by name."""
    if form not in FORMS:
        raise Http404
    visit = visible(request, pk)
    paper = paper_or_404(visit)
    programme, _version = opened(request, visit)
    return handed_out(sharing.document(paper, programme), FORMS[form], "official-programme")


@allowed(rules.sees_visits)
@needs_vault
def visits_official_calendar(request: WithVault, pk: UUID) -> HttpResponse:
    """Hand out the official programme for calendars, in the time zone of the visit."""
    visit = visible(request, pk)
    paper = paper_or_404(visit)
    form = ZoneForm(request.GET or None)
    if not form.is_valid():
        page = {"form": form, "visit": visit, "title": _("Calendar"), "method": "get"}
        return render(request, "desk/visits/zone.html", page)
    programme, _version = opened(request, visit)
    body = sharing.calendar(paper, programme, form.cleaned_data["zone"], host())
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="official-programme.ics"'
    return answer


@allowed(handles_reprisals)
@needs_vault
def visits_after(request: WithVault, pk: UUID) -> HttpResponse:
    """Show whom to ask how they are since the visit; plan it, and note who was asked."""
    visit = visible(request, pk)
    programme, _version = opened(request, visit)
    if request.method == "POST":
        if key := request.POST.get("check", ""):
            found = AfterCheck.objects.select_related("visit__desk").filter(visit=visit)
            actions.checked(get_object_or_404(found, pk=key), by=request.user)
        else:
            actions.plan_checks(visit, programme, by=request.user)
        messages.success(request, _("Recorded."))
        return redirect("visits_after", visit.pk)
    names = {one.id: one.name for each in programme.meetings for one in each.people}
    found = AfterCheck.objects.filter(visit=visit).select_related("by")
    page = {"visit": visit, "checks": [(one, names.get(str(one.person), "")) for one in found]}
    return render(request, "desk/visits/after.html", page)
