"""On what each paragraph of a report on a visit rests, as a page of the desk and of nobody else (D8)."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.unlocking import needs_vault
from rapporteur.doors.desk.views.letters import did
from rapporteur.doors.desk.views.visit_papers import held_of, seen
from rapporteur.doors.desk.views.visit_programmes import opened
from rapporteur.doors.desk.visit_source_forms import KeyForm, SourceForm, TieForm, named
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.vaults.unlocking import WithVault
from rapporteur.visits.cycles import rules
from rapporteur.visits.cycles.models import Paper, PaperKind
from rapporteur.visits.cycles.reports import actions, sources
from rapporteur.visits.cycles.reports.proposals import Held


@allowed(rules.sees_visits)
@needs_vault
def visits_sources(request: WithVault, pk: UUID) -> HttpResponse:
    """Show each paragraph with its sources by class; add one, take one away, tie a loose one."""
    paper = seen(request, pk)
    if paper.kind != PaperKind.REPORT:
        raise Http404
    held = held_of(request, paper)
    programme, _version = opened(request, paper.visit)
    paragraphs = sources.paragraphs_of(held.sections)
    sent = request.POST.get("do", "")
    post = {name: request.POST if sent == name else None for name in ("add", "tie", "remove")}
    first = {"read": paper.version}
    forms: dict[str, DeskForm] = {
        "add": SourceForm(
            post["add"], paragraphs=paragraphs, meetings=programme.meetings, initial=first
        ),
        "tie": TieForm(post["tie"], paragraphs=paragraphs),
        "remove": KeyForm(post["remove"]),
    }

    def act(given: dict[str, Any]) -> None:
        paper.version = given["read"]
        change(request, sent, paper, held, forms[sent])

    if sent in forms and did(request, forms[sent], act, _("Sealed to the desk.")):
        return redirect("visits_sources", paper.pk)
    meetings = {one.id: named(one) for one in programme.meetings}
    page = {
        "paper": paper,
        "rows": [
            (number, text, with_meetings(told, meetings))
            for number, (text, told) in enumerate(
                zip(paragraphs, sources.beside(paragraphs, held.sources), strict=True), 1
            )
        ],
        "loose": with_meetings(sources.loose(paragraphs, held.sources), meetings),
        "why_not": sources.why_not_released(held.sections, held.sources),
        "forms": forms,
        "read": paper.version,
    }
    return render(request, "desk/visits/sources.html", page)


def change(request: WithVault, sent: str, paper: Paper, held: Held, form: Any) -> None:
    """Do what one of the three forms asks for. Raises Refused."""
    given, by = form.cleaned_data, request.user
    if sent == "add":
        actions.give_source(paper, held, form.source(), given["number"], by=by)
    elif sent == "remove":
        actions.take_source_away(paper, held, given["key"], by=by)
    else:
        found = next((one for one in held.sources if one.id == given["key"]), None)
        if found is None:
            raise Http404
        actions.give_source(paper, held, found, given["number"], by=by)


def with_meetings(
    told: list[sources.Source], meetings: dict[str, str]
) -> list[tuple[sources.Source, str]]:
    return [(one, meetings.get(one.meeting, one.meeting)) for one in told]
