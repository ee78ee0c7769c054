"""Reports to sessions as pages: the list, one with its figures, writing, steps, files."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from rapporteur.documents.advising import advice
from rapporteur.documents.writers import html
from rapporteur.doors.desk.letter_forms import WordsForm
from rapporteur.doors.desk.pages import page_of
from rapporteur.doors.desk.session_report_forms import (
    BeginReportForm,
    ParticularsForm,
    ReadForm,
    ReportTextForm,
    WaiverForm,
)
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letters import did
from rapporteur.doors.desk.views.reports import PAPERS
from rapporteur.doors.documents import handed_out
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.workflow import Step
from rapporteur.law.wording import Wording
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks.models import Desk
from rapporteur.people.mandates.queries import all_titles
from rapporteur.people.vaults.unlocking import WithVault
from rapporteur.reports import actions, counting, observations, papers, rules, sealing
from rapporteur.reports.models import AgreedFigure, SessionReport
from rapporteur.reports.workflow import APPROVE, HAND_BACK, HAND_IN, PUBLISH, WITHDRAW, ReportState
from rapporteur.reports.writing import Text, Tied, sentences

A_PAGE = 50
STEPS: dict[str, tuple[Step, Promise, Promise]] = {
    "hand-in": (HAND_IN, gettext_lazy("Hand it in"), gettext_lazy("Handed in.")),
    "hand-back": (HAND_BACK, gettext_lazy("Hand it back"), gettext_lazy("Handed back.")),
    "approve": (APPROVE, gettext_lazy("Approve it"), gettext_lazy("Approved.")),
    "publish": (PUBLISH, gettext_lazy("Publish it"), gettext_lazy("Published.")),
    "withdraw": (
        WITHDRAW,
        gettext_lazy("Withdraw it from the public"),
        gettext_lazy("Withdrawn."),
    ),
}
WITH_REASON = ("hand-back", "withdraw")


@dataclass(frozen=True)
class FigureLine:
    """A figure of the text: what it counts, its value today, what was agreed to, by whom."""

    tied: Tied
    now: counting.Counted
    agreed: AgreedFigure | None
    sentences: list[str]  # in which it stands

    @property
    def stands(self) -> bool:
        return self.agreed is not None and self.agreed.value == self.now.value


def visible(request: SignedIn, pk: UUID) -> SessionReport:
    found = SessionReport.objects.visible_to(request.user).select_related(
        "desk", "record", "begun_by", "approved_by", "published_by", "none_confirmed_by"
    )
    return get_object_or_404(found, pk=pk)


def steps_of(request: SignedIn, report: SessionReport) -> list[tuple[str, Promise, Any]]:
    """Return the steps that the state of a report allows, each with why it may not be taken."""
    return [
        (name, label, step.refusal(request.user, report))
        for name, (step, label, _said) in STEPS.items()
        if report.state in step.sources
    ]


def figures_of(report: SessionReport, text: Text) -> list[FigureLine]:
    agreed = report.agreed()
    return [
        FigureLine(tied, now, agreed.get(tied), sentences(text, tied))
        for tied, now in report.counted().items()
    ]


@allowed(rules.reads_sealed)
def session_reports(request: SignedIn) -> HttpResponse:
    found = SessionReport.objects.visible_to(request.user).newest_first()
    return render(request, "desk/session_reports/list.html", page_of(request, found, A_PAGE))


@allowed(rules.reads_sealed)
@needs_vault
def session_reports_begin(request: WithVault) -> HttpResponse:
    desks = Desk.objects.visible_to(request.user)
    form = BeginReportForm(request.POST or None, desks=desks)
    begun: list[SessionReport] = []

    def begin(given: dict[str, Any]) -> None:
        begun.append(actions.begin(given.pop("desk"), by=request.user, **given))

    if did(request, form, begin, _("The report is begun.")):
        return redirect("session_report_write", begun[0].pk)
    return form_page(request, None, form, _("Begin a report to a session"), _("Begin it"))


def form_page(
    request: SignedIn, report: SessionReport | None, form: Any, heading: str, button: str
) -> HttpResponse:
    page = {"report": report, "form": form, "heading": heading, "button": button}
    return render(request, "desk/session_reports/form.html", page)


@allowed(rules.reads_sealed)
@needs_vault
def session_report(request: WithVault, pk: UUID) -> HttpResponse:
    """Show a report as it reads now, its figures, its length, advice, and what can be done."""
    report = visible(request, pk)
    keyring = open_keyring(request)
    text = sealing.opened(report, report.version, keyring, by=request.user)
    figures = figures_of(report, text)
    found = papers.draft(report, text, {one.tied: one.now.value for one in figures})
    page = {
        "report": report,
        "text": text,
        "body": mark_safe(html.inner(found, 3)),  # noqa: S308  the writer escapes what it writes
        "figures": figures,
        "marked": observations.marked(text),
        "changed": [one for one in figures if not one.stands],
        "advice": advice(found, Wording(report.language, all_titles())),
        "steps": steps_of(request, report),
        "remark": sealing.remark(report, keyring, by=request.user),
        "forms": PAPERS.values(),
        "is_draft": report.state == ReportState.DRAFT,
        "is_open": report.state in actions.BEFORE_PUBLICATION,
    }
    return render(request, "desk/session_reports/report.html", page)


@allowed(rules.reads_sealed)
@needs_vault
def session_report_write(request: WithVault, pk: UUID) -> HttpResponse:
    report = visible(request, pk)
    text = Text()
    if request.method != "POST":
        text = sealing.opened(report, report.version, open_keyring(request), by=request.user)
    initial = {**vars(text), "read": report.version}
    form = ReportTextForm(request.POST or None, initial=initial)

    def write(given: dict[str, Any]) -> None:
        actions.write(report, form.text(), read=given["read"], by=request.user)

    if did(request, form, write, _("Saved.")):
        return redirect(report)
    page = {"report": report, "form": form, "offered": counting.offered()}
    return render(request, "desk/session_reports/write.html", page)


@allowed(rules.reads_sealed)
@require_POST
def session_report_agree(request: SignedIn, pk: UUID) -> HttpResponse:
    """Agree to the figures that were on the page, with the values that stood there."""
    report = visible(request, pk)
    known = {one.mark: one for one in report.tied()}
    seen = {
        known[mark]: int(value)
        for mark, _stop, value in (one.partition("=") for one in request.POST.getlist("figure"))
        if mark in known and value.isdecimal()
    }
    actions.agree(report, seen, by=request.user)
    return redirect(report)


@allowed(rules.reads_sealed)
def session_report_particulars(request: SignedIn, pk: UUID) -> HttpResponse:
    report = visible(request, pk)
    form = ParticularsForm(
        request.POST or None, initial={"symbol": report.symbol, "due_on": report.due_on}
    )

    def keep(given: dict[str, Any]) -> None:
        actions.set_particulars(report, by=request.user, **given)

    if did(request, form, keep, _("Saved.")):
        return redirect(report)
    return form_page(request, report, form, _("Symbol and day"), _("Save"))


@allowed(rules.reads_sealed)
def session_report_waiver(request: SignedIn, pk: UUID) -> HttpResponse:
    report = visible(request, pk)
    form = WaiverForm(request.POST or None)

    def keep(given: dict[str, Any]) -> None:
        actions.waive(report, by=request.user, **given)

    if did(request, form, keep, _("Saved.")):
        return redirect(report)
    return form_page(request, report, form, _("Record a waiver of the limit"), _("Save"))


@allowed(rules.reads_sealed)
@require_POST
def session_report_confirm_none(request: SignedIn, pk: UUID) -> HttpResponse:
    report = visible(request, pk)
    actions.confirm_none(report, by=request.user)
    return redirect(report)


@allowed(rules.reads_sealed)
@needs_vault
def session_report_step(request: WithVault, pk: UUID, name: str) -> HttpResponse:
    """Take a step, with a reason where one is asked for; publishing opens what was approved."""
    if name not in STEPS:
        raise Http404
    report = visible(request, pk)
    _step, label, said = STEPS[name]
    data = request.POST or None
    initial = {"read": request.GET.get("read", "")}
    form = WordsForm(data) if name in WITH_REASON else ReadForm(data, initial=initial)
    takes: dict[str, Callable[[dict[str, Any]], object]] = {
        "hand-in": lambda given: actions.hand_in(report, read=given["read"], by=request.user),
        "hand-back": lambda given: actions.hand_back(report, words=given["words"], by=request.user),
        "approve": lambda given: actions.approve(report, read=given["read"], by=request.user),
        "publish": lambda given: published(request, report, given["read"]),
        "withdraw": lambda given: actions.withdraw(report, words=given["words"], by=request.user),
    }
    if did(request, form, takes[name], str(said)):
        return redirect(report)
    return form_page(request, report, form, str(label), str(label))


def published(request: WithVault, report: SessionReport, read: int) -> SessionReport:
    text = sealing.opened(report, read, open_keyring(request), by=request.user)
    return actions.publish(report, text, read=read, by=request.user)


@allowed(rules.reads_sealed)
@needs_vault
def session_report_file(request: WithVault, pk: UUID, form: str) -> HttpResponse:
    """Hand out the report as it reads now; 404 for a form that there is not."""
    if form not in PAPERS:
        raise Http404
    report = visible(request, pk)
    text = sealing.opened(report, report.version, open_keyring(request), by=request.user)
    values = {tied: one.value for tied, one in report.counted().items()}
    name = f"report-{report.body}-{report.session}-version-{report.version}"
    return handed_out(papers.draft(report, text, values), PAPERS[form], name)
