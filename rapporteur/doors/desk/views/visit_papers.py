"""Terms of reference, and the papers of a visit up to its report, which is of one State."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letters import did
from rapporteur.doors.desk.views.visit_letters import country_of
from rapporteur.doors.desk.views.visits import visible
from rapporteur.doors.desk.visit_paper_forms import (
    CommentForm,
    PaperForm,
    ProposalForm,
    PublishForm,
    TermForm,
)
from rapporteur.doors.documents import FORMS, body_of, handed_out
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.clock import today
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault
from rapporteur.visits.cycles import queries, rules
from rapporteur.visits.cycles.acceptances import actions as acceptances
from rapporteur.visits.cycles.models import Paper, PaperKind, Visit
from rapporteur.visits.cycles.papers import actions as papers
from rapporteur.visits.cycles.papers.documents import document
from rapporteur.visits.cycles.papers.sections import SECTIONS
from rapporteur.visits.cycles.reports import actions as reports
from rapporteur.visits.cycles.reports.proposals import Held
from rapporteur.visits.cycles.reports.sources import why_not_released
from rapporteur.world.models import Country


@allowed(rules.sees_visits)
def visits_terms(request: SignedIn, pk: UUID, iso3: str) -> HttpResponse:
    """Show each guarantee with what the State answered, and note an answer."""
    visit = visible(request, pk)
    country = country_of(visit, iso3)
    form = TermForm(request.POST or None)

    def act(given: dict[str, Any]) -> None:
        acceptances.answer(visit, country, **given, by=request.user)

    if did(request, form, act, _("Recorded.")):
        return redirect("visits_terms", visit.pk, iso3)
    page = {
        "form": form,
        "visit": visit,
        "country": country,
        "terms": queries.terms_of(visit, country),
    }
    return render(request, "desk/visits/terms.html", page)


@allowed(rules.sees_visits)
@needs_vault
def visits_paper_write(request: WithVault, pk: UUID, kind: str, iso3: str = "") -> HttpResponse:
    """Write the sections of a paper: the first time, and again."""
    visit = visible(request, pk)
    if kind not in SECTIONS or (kind == PaperKind.REPORT) != bool(iso3):
        raise Http404
    country = country_of(visit, iso3) if iso3 else None
    paper = papers.paper_of(visit, kind, country)
    held = held_of(request, paper)
    read = paper.version if paper else 0
    form = PaperForm(request.POST or None, kind=kind, initial={**held.sections, "read": read})

    def act(given: dict[str, Any]) -> None:
        words = replace(held, sections=form.sections()).kept()
        papers.save(visit, kind, words, read=given["read"], by=request.user, country=country)

    if did(request, form, act, _("Sealed.")):
        return redirect(address_of(visit, kind, country))
    title = f"{PaperKind(kind).label}: {country or visit}"
    return render(request, "desk/visits/form.html", {"form": form, "visit": visit, "title": title})


def address_of(visit: Visit, kind: str, country: Country | None) -> str:
    found = papers.paper_of(visit, kind, country)
    if found is None:
        raise Http404
    return found.get_absolute_url()


def held_of(request: WithVault, paper: Paper | None) -> Held:
    """Open a paper, which the journal knows first; an empty one where there is none yet."""
    keyring = open_keyring(request)
    return reports.held_of(paper, keyring, by=request.user) if paper else Held.of({})


def seen(request: SignedIn, pk: UUID) -> Paper:
    return get_object_or_404(Paper.objects.in_sections().visible_to(request.user).whole(), pk=pk)


@allowed(rules.sees_visits)
@needs_vault
def visits_paper(request: WithVault, pk: UUID) -> HttpResponse:
    """Show a paper as its document; of a report also recommendations, comments and steps."""
    paper = seen(request, pk)
    held = held_of(request, paper)
    page = {
        "paper": paper,
        "held": held,
        "body": body_of(document(paper, held, on=today())),
        "forms": FORMS.values(),
        "is_report": paper.kind == PaperKind.REPORT,
        "unsourced": why_not_released(held.sections, held.sources),
        "steps": [
            {"verb": verb, "why_not": step.refusal(request.user, paper) or unsourced(verb, held)}
            for verb, step in reports.MOVES.items()
            if paper.state in step.sources
        ],
    }
    return render(request, "desk/visits/paper.html", page)


def unsourced(verb: str, held: Held) -> str | None:
    """Return why a report cannot be released by this step (D8)."""
    if verb not in ("advance", "publish"):
        return None
    return why_not_released(held.sections, held.sources)


@allowed(rules.sees_visits)
@needs_vault
def visits_paper_file(request: WithVault, pk: UUID, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    paper = seen(request, pk)
    told = document(paper, held_of(request, paper), on=today())
    return handed_out(told, FORMS[form], f"visit-{paper.kind}")


@allowed(rules.sees_visits)
@needs_vault
def visits_proposal(request: WithVault, pk: UUID, key: str = "") -> HttpResponse:
    """Add a recommendation to a report, or change one."""
    paper = seen(request, pk)
    held = held_of(request, paper)
    found = next((one for one in held.proposals if one.id == key), None)
    if paper.kind != PaperKind.REPORT or (key and found is None):
        raise Http404
    first = {**(found.kept() if found else {}), "read": paper.version}
    form = ProposalForm(request.POST or None, initial=first)

    def act(given: dict[str, Any]) -> None:
        paper.version = given["read"]
        reports.propose(paper, held, form.proposal(key), by=request.user)

    if did(request, form, act, _("Sealed.")):
        return redirect(paper)
    page = {"form": form, "visit": paper.visit, "title": _("Recommendation")}
    return render(request, "desk/visits/form.html", page)


@allowed(rules.sees_visits)
@needs_vault
def visits_comment(request: WithVault, pk: UUID, key: str = "") -> HttpResponse:
    """Note a comment of the State on the advance draft, or decide on one."""
    paper = seen(request, pk)
    held = held_of(request, paper)
    found = next((one for one in held.comments if one.id == key), None)
    if paper.kind != PaperKind.REPORT or (key and found is None):
        raise Http404
    first = {**(found.kept() if found else {}), "read": paper.version}
    form = CommentForm(request.POST or None, initial=first)

    def act(given: dict[str, Any]) -> None:
        paper.version = given["read"]
        reports.comment(paper, held, form.comment(key), by=request.user)

    if did(request, form, act, _("Sealed.")):
        return redirect(paper)
    page = {"form": form, "visit": paper.visit, "title": _("Comments of the State")}
    return render(request, "desk/visits/form.html", page)


@allowed(rules.sees_visits)
@needs_vault
def visits_report_step(request: WithVault, pk: UUID, verb: str) -> HttpResponse:
    """Ask once more, then move a report; its publication asks for the symbol."""
    paper = seen(request, pk)
    if verb not in reports.MOVES or paper.kind != PaperKind.REPORT:
        raise Http404
    form = (PublishForm if verb == "publish" else DeskForm)(
        request.POST if request.method == "POST" else None
    )

    def act(given: dict[str, Any]) -> None:
        held = held_of(request, paper)
        if verb == "publish":
            reports.publish(paper, held, **given, by=request.user)
        elif verb == "advance":
            reports.send_advance(paper, held, by=request.user)
        else:
            reports.finish(paper, held, by=request.user)

    if did(request, form, act, _("Done.")):
        return redirect(paper)
    titles = {
        "advance": _("The State gets the advance draft"),
        "finish": _("Close the comments"),
        "publish": _("Publish the report"),
    }
    page = {"form": form, "visit": paper.visit, "title": titles[verb]}
    return render(request, "desk/visits/form.html", page)
