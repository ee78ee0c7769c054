"""Reports of communications: choose one, look at it, print it, take it along as data.

The report is in its public form on every page and in every file. What stands beside it on the desk's
own page, letters that are not public and figures on all, is in none of the files.
"""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString

from rapporteur.communications import rules
from rapporteur.communications.reporting import building, papers, writing
from rapporteur.communications.reporting.building import Inside, Report
from rapporteur.communications.reporting.windows import Session, recent
from rapporteur.documents.writers import akn
from rapporteur.doors.desk.report_forms import ReportForm, language_of
from rapporteur.doors.documents import FORMS, handed_out
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.clock import today
from rapporteur.people.accounts.http import SignedIn
from rapporteur.publication.exports import CSV

OFFERED = 9  # sessions: three years
YEARS = 5  # whose figures are offered
PAPERS = {**FORMS, "xml": replace(FORMS["xml"], write=akn.write)}  # a report, not a letter
AT_MOST = 100  # letters left out that the page names; the list of letters has all


@allowed(rules.reads_sealed)
def communications_reports(request: SignedIn) -> HttpResponse:
    """Choose a session and a language, or a year of figures."""
    on = today()
    offered = recent(on, building.rules(), OFFERED)
    form = ReportForm(request.GET or None, offered=offered)
    if form.is_valid():
        address = reverse("communications_report", args=[form.cleaned_data["session"]])
        return redirect(f"{address}?language={form.cleaned_data['language']}")
    years = [on.year - back for back in range(YEARS)]
    page = {"form": form, "offered": offered, "years": years, "on": on}
    return render(request, "desk/reports/choose.html", page)


def built(request: SignedIn, session: str) -> tuple[Report, Inside]:
    """Build the report that an address names; 404 where the address names no session."""
    try:
        asked = Session.of(session)
    except ValueError:
        raise Http404 from None
    language = language_of(request.GET.get("language", ""))
    return building.build(request.user, asked, language=language, on=today())


def body_of(report: Report, *, paper: bool = False) -> SafeString:
    """Return the report as a page shows it, in its language; on paper its title is the first."""
    page = {
        "report": report,
        "agenda": building.AGENDA,
        "paper": paper,
        "head": 2 if paper else 3,
        "level": 3 if paper else 4,
    }
    with translation.override(report.language):
        return render_to_string("desk/reports/body.html", page)


@allowed(rules.reads_sealed)
def communications_report(request: SignedIn, session: str) -> HttpResponse:
    report, inside = built(request, session)
    page = {
        "report": report,
        "forms": PAPERS.values(),
        "name": building.name_of(report.session),
        "body": body_of(report),
        "figures": inside.figures,
        "left_out": inside.closed[:AT_MOST],
        "more": max(len(inside.closed) - AT_MOST, 0),
        "on": report.on,
    }
    return render(request, "desk/reports/report.html", page)


@allowed(rules.reads_sealed)
def communications_report_print(request: SignedIn, session: str) -> HttpResponse:
    """Show the report alone, for paper."""
    report, _inside = built(request, session)
    with translation.override(report.language):
        page = {"report": report, "body": body_of(report, paper=True)}
        return render(request, "desk/reports/print.html", page)


@allowed(rules.reads_sealed)
def communications_report_csv(request: SignedIn, session: str) -> HttpResponse:
    report, _inside = built(request, session)
    answer = HttpResponse(writing.as_csv(report), content_type=CSV)
    return saved(answer, f"communications-{report.session.code}", "csv")


@allowed(rules.reads_sealed)
def communications_report_json(request: SignedIn, session: str) -> HttpResponse:
    report, _inside = built(request, session)
    return saved(json_answer(writing.as_json(report)), f"communications-{session}", "json")


@allowed(rules.reads_sealed)
def communications_report_document(request: SignedIn, session: str, form: str) -> HttpResponse:
    """Hand out the report as a document; 404 for a form that there is not."""
    if form not in PAPERS:
        raise Http404
    report, _inside = built(request, session)
    name = f"communications-{report.session.code}-as-of-{report.on:%Y-%m-%d}"
    return handed_out(papers.paper(report), PAPERS[form], name)


@allowed(rules.reads_sealed)
def communications_figures(request: SignedIn, year: int) -> HttpResponse:
    """Show the figures of a calendar year, with those of the desk beside them."""
    on = today()
    public, inside = building.of_year(request.user, in_reach(year), on)
    page = {"year": year, "figures": public, "inside": inside, "on": on}
    return render(request, "desk/reports/figures.html", page)


@allowed(rules.reads_sealed)
def communications_figures_csv(request: SignedIn, year: int) -> HttpResponse:
    public, _inside = building.of_year(request.user, in_reach(year), today())
    answer = HttpResponse(writing.figures_csv(public), content_type=CSV)
    return saved(answer, f"communications-figures-{year}", "csv")


@allowed(rules.reads_sealed)
def communications_figures_json(request: SignedIn, year: int) -> HttpResponse:
    on = today()
    public, _inside = building.of_year(request.user, in_reach(year), on)
    found = {"year": year, "as_of": on.isoformat(), "figures": writing.figures_json(public)}
    return saved(json_answer(found), f"communications-figures-{year}", "json")


def in_reach(year: int) -> int:
    """Return a year that letters can be of; 404 for any other."""
    if not 2008 <= year <= today().year:
        raise Http404
    return year


def json_answer(found: dict[str, Any]) -> JsonResponse:
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


def saved(answer: HttpResponse, name: str, ending: str) -> HttpResponse:
    filename = f"{name}-as-of-{today():%Y-%m-%d}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer
