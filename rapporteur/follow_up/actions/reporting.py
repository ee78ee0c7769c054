"""Prepare a follow-up report, hand it up, let another read it, show it to the State, publish it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.follow_up import reporting, rules
from rapporteur.follow_up.models import Evidence, FollowUpReport
from rapporteur.follow_up.reporting import Body
from rapporteur.follow_up.workflow import (
    APPROVE,
    HAND_BACK,
    HAND_UP,
    PUBLISH,
    WITHDRAW,
    ReportState,
)
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.workflow import take
from rapporteur.partners import actions as partners
from rapporteur.partners.models import AttributionRequest, Contribution
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.world.models import Country


@transaction.atomic
def prepare(
    desk: Desk,
    country: Country,
    *,
    language: str,
    by: Account,
    introduction: str = "",
    on: date | None = None,
) -> FollowUpReport:
    """Build a report on a State as of a day, today where none is given. Raises Refused."""
    if reason := rules.works_at(by, desk):
        raise Refused(reason)
    day = on or today()
    if day > today():
        raise Refused(_("A report tells how things stand, not how they will."))
    report = FollowUpReport(
        desk=desk,
        country=country,
        language=language,
        on=day,
        introduction=introduction,
        body=reporting.build(desk, country, language=language, on=day).kept(),
        prepared_by=by,
        begun_on=today(),
    )
    report.save(force_insert=True)
    detail = {"country": country.pk, "on": day.isoformat()}
    journal.record("prepare follow-up report", report, by=str(by.pk), detail=detail)
    return report


@transaction.atomic
def renew(report: FollowUpReport, *, introduction: str, by: Account) -> FollowUpReport:
    """Build it anew from what is on record now, while it is in preparation. Raises Refused."""
    current = FollowUpReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if reason := rules.works_on_report(by, current):
        raise Refused(reason)
    if current.state != ReportState.DRAFT:
        raise Refused(_("It is in preparation no more: take it back first."))
    body = reporting.build(current.desk, current.country, language=current.language, on=current.on)
    current.body, current.introduction, current.prepared_by = body.kept(), introduction, by
    current.save(update_fields=["body", "introduction", "prepared_by"])
    journal.record("renew follow-up report", current, by=str(by.pk))
    return current


def hand_up(report: FollowUpReport, *, by: Account) -> FollowUpReport:
    return take(HAND_UP, report, by=by)


def hand_back(report: FollowUpReport, *, by: Account) -> FollowUpReport:
    """Take it back into preparation; what was approved is approved no more. Raises Refused."""
    return take(HAND_BACK, report, by=by, approved_by=None, approved_on=None)


def approve(report: FollowUpReport, *, by: Account) -> FollowUpReport:
    return take(APPROVE, report, by=by, approved_by=by, approved_on=today())


@transaction.atomic
def show_to_state(
    report: FollowUpReport, *, comments_until: date, by: Account, shown_on: date | None = None
) -> FollowUpReport:
    """Write down that the State was shown it, and until when it may comment. Raises Refused."""
    current = FollowUpReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    day = shown_on or today()
    if reason := rules.works_on_report(by, current):
        raise Refused(reason)
    if current.state not in (ReportState.WAITING, ReportState.APPROVED):
        raise Refused(_("A report is shown to the State once it is handed up."))
    if day > today() or comments_until < day:
        raise Refused(_("Say on which day it was shown, and a later one until which to comment."))
    current.shown_on, current.comments_until = day, comments_until
    current.save(update_fields=["shown_on", "comments_until"])
    detail = {"until": comments_until.isoformat()}
    journal.record("show follow-up report to State", current, by=str(by.pk), detail=detail)
    return current


@transaction.atomic
def ask_again(report: FollowUpReport, *, by: Account) -> int:
    """Ask the partners whose evidence stands in it how to stand in it; return how many. Raises Refused.

    Others, who have no account, are asked by the desk, which writes down what they answer.
    """
    if reason := rules.works_on_report(by, report):
        raise Refused(reason)
    ids = Evidence.objects.filter(pk__in=report.unanswered).exclude(contribution=None)
    asked = AttributionRequest.objects.filter(publication=report.name).values("contribution")
    found = Contribution.objects.filter(pk__in=ids.values("contribution")).exclude(pk__in=asked)
    contributions = list(found.select_related("organisation"))
    for one in contributions:
        partners.ask_attribution(one, publication=report.name, by=by)
    journal.record(
        "ask how to stand", report, by=str(by.pk), detail={"partners": len(contributions)}
    )
    return len(contributions)


@transaction.atomic
def publish(report: FollowUpReport, *, by: Account) -> FollowUpReport:
    """Publish what was approved, as those who gave evidence want to stand in it. Raises Refused.

    From what was approved things are only taken away: a name, or an item whole.
    """
    current = FollowUpReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    body = Body.of(current.body).honouring(current.answers()).kept()
    return take(PUBLISH, current, by=by, body=body, published_by=by, published_on=today())


def withdraw(report: FollowUpReport, *, why: str, by: Account) -> FollowUpReport:
    """Take it out of the public again, with the reason in the journal. Raises Refused."""
    if not why.strip():
        raise Refused(_("Give the reason."))
    return take(WITHDRAW, report, by=by, why=why)
