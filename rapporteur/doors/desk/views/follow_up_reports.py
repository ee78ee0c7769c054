"""Reports on follow-up, as pages: prepared, read by another, shown to the State, published, as files."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from rapporteur.doors.desk.follow_up_forms import (
    CloseForm,
    IntroductionForm,
    ReleaseForm,
    ReportForm,
    ShownForm,
)
from rapporteur.doors.desk.views.follow_ups import posted
from rapporteur.doors.desk.views.letters import did
from rapporteur.doors.documents import FORMS, handed_out
from rapporteur.doors.following import page_of
from rapporteur.follow_up import rules
from rapporteur.follow_up.actions import reporting as acts
from rapporteur.follow_up.models import FollowUpReport
from rapporteur.follow_up.papers import covered, paper
from rapporteur.follow_up.reporting import Body
from rapporteur.follow_up.workflow import APPROVE, HAND_BACK, HAND_UP, PUBLISH, ReportState
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.clock import today
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks.models import Desk
from rapporteur.publication.models import PublishedFollowUp
from rapporteur.world.models import Country

AT_MOST = 100
STEPS: dict[str, tuple[Any, Any, Callable[..., object]]] = {
    "hand_up": (HAND_UP, gettext_lazy("Hand it up"), acts.hand_up),
    "hand_back": (HAND_BACK, gettext_lazy("Take it back"), acts.hand_back),
    "approve": (APPROVE, gettext_lazy("Approve it for publication"), acts.approve),
}


def visible(request: SignedIn, pk: UUID) -> FollowUpReport:
    found = FollowUpReport.objects.visible_to(request.user)
    found = found.select_related("country", "desk", "prepared_by", "approved_by", "published_by")
    return get_object_or_404(found, pk=pk)


@allowed(rules.follows)
def follow_up_reports(request: SignedIn) -> HttpResponse:
    """List reports, and prepare one."""
    desk = Desk.objects.visible_to(request.user).first()
    if desk is None:
        raise Http404
    form = ReportForm(posted(request))
    made: list[FollowUpReport] = []

    def prepare(given: dict[str, Any]) -> None:
        country = Country.objects.get(pk=given.pop("country"))
        made.append(acts.prepare(desk, country, by=request.user, **given))

    if did(request, form, prepare, _("The report is prepared.")):
        return redirect(made[0])
    found = FollowUpReport.objects.visible_to(request.user).select_related("country")
    page = {"form": form, "reports": found.defer("body")[:AT_MOST]}
    return render(request, "desk/follow_up/reports.html", page)


def told(report: FollowUpReport, body: Body) -> SafeString:
    """Return what a report says as its page shows it, in the language of the report."""
    with translation.override(body.language):
        page = {"report": report, "body": body, "covered": covered(body)}
        return render_to_string("desk/follow_up/report_body.html", page)


@require_safe
@allowed(rules.follows)
def follow_up_report(request: SignedIn, pk: UUID) -> HttpResponse:
    """Show what a report says, and what may be done with it, with the reason where it may not."""
    report = visible(request, pk)
    body = Body.of(report.body)
    steps = [
        (verb, label, step.refusal(request.user, report))
        for verb, (step, label, _act) in STEPS.items()
        if report.state in step.sources
    ]
    page = {
        "report": report,
        "body": body,
        "told": told(report, body),
        "steps": steps,
        "unanswered": len(report.unanswered),
        "forms": FORMS.values(),
    }
    return render(request, "desk/follow_up/report.html", page)


@require_safe
@allowed(rules.follows)
def follow_up_report_file(request: SignedIn, pk: UUID, ending: str) -> HttpResponse:
    report, form = visible(request, pk), FORMS.get(ending)
    if form is None:
        raise Http404
    name = f"follow-up-{report.country_id}-{report.on:%Y-%m-%d}-{report.language}"
    return handed_out(paper(Body.of(report.body), report.introduction), form, name)


@allowed(rules.follows)
def follow_up_report_public(request: SignedIn, pk: UUID) -> HttpResponse:
    """Show exactly what anyone would read of a report, and release that from a day."""
    report = visible(request, pk)
    if report.state != ReportState.APPROVED:
        raise Http404
    copy = acts.copy_of(report)
    form = ReleaseForm(posted(request), initial={"seen": copy.mark})

    def release(given: dict[str, Any]) -> None:
        acts.publish(report, by=request.user, **given)

    if did(request, form, release, _("Done.")):
        return redirect(report)
    public = PublishedFollowUp(
        country=report.country_id,
        language=report.language,
        as_of=report.on,
        published_on=today(),
        exercise=is_exercise(),
        body=copy.told,
    )
    page = {
        "report": report,
        "form": form,
        "told": page_of(public, report.country),
        "left_out": len(copy.body.entries) - len(copy.told["recommendations"]),
        "why_not": PUBLISH.refusal(request.user, report),
    }
    return render(request, "desk/follow_up/report_public.html", page)


def renew(report: FollowUpReport, given: dict[str, Any], request: SignedIn) -> object:
    return acts.renew(report, by=request.user, **given)


def show(report: FollowUpReport, given: dict[str, Any], request: SignedIn) -> object:
    return acts.show_to_state(report, by=request.user, **given)


def withdraw(report: FollowUpReport, given: dict[str, Any], request: SignedIn) -> object:
    return acts.withdraw(report, by=request.user, **given)


TYPED: dict[str, tuple[Any, Any, Callable[..., object]]] = {
    "renew": (IntroductionForm, gettext_lazy("Build it anew"), renew),
    "show": (ShownForm, gettext_lazy("Write down that the State was shown it"), show),
    "withdraw": (CloseForm, gettext_lazy("Withdraw it"), withdraw),
}


@allowed(rules.follows)
def follow_up_report_step(request: SignedIn, pk: UUID, verb: str) -> HttpResponse:
    """Take a step: at once by a button, or with what is typed."""
    report = visible(request, pk)
    if verb in TYPED:
        form_of, heading, act = TYPED[verb]
        form = form_of(posted(request), initial={"introduction": report.introduction})
        if did(request, form, lambda given: act(report, given, request), _("Done.")):
            return redirect(report)
        page = {"report": report, "form": form, "heading": heading}
        return render(request, "desk/follow_up/report_step.html", page)
    if request.method != "POST" or verb not in {*STEPS, "ask_again"}:
        raise Http404
    if verb == "ask_again":
        acts.ask_again(report, by=request.user)
    else:
        STEPS[verb][2](report, by=request.user)
    messages.success(request, _("Done."))
    return redirect(report)
