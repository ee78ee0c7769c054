"""Prepare a follow-up report, hand it up, let another read it, show it to the State, publish it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.publishing.copying import new_key
from rapporteur.follow_up import publishing, reporting, rules
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
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.workflow import take
from rapporteur.partners import actions as partners
from rapporteur.partners.models import AttributionRequest, Contribution
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.publication.models import PublishedFollowUp
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


@dataclass(frozen=True)
class Copy:
    """What a report would say to everyone; `mark` is of exactly these words."""

    body: Body
    told: publishing.Told

    @property
    def mark(self) -> str:
        return publishing.mark_of(self.told)


def copy_of(report: FollowUpReport) -> Copy:
    """Return what anyone would read of a report if it were released now. Six queries at most."""
    body = publishing.standing(report)
    return Copy(body, publishing.public_body(report, body))


@transaction.atomic
def publish(
    report: FollowUpReport, *, seen: str, by: Account, on: date | None = None
) -> FollowUpReport:
    """Let anyone read from a day, today where none is given, the copy that was seen. Raises Refused.

    From what was approved things are only taken away: a name, an item, a recommendation that is
    not public. `seen` is the mark of the copy that this person read.
    """
    current = FollowUpReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if reason := PUBLISH.refusal(by, current):
        raise Refused(reason)
    day = on or today()
    if day < today():
        raise Refused(_("Choose today or a later day."))
    copy = copy_of(current)
    if copy.mark != seen:
        raise Refused(_("What would be public has changed meanwhile. Read it again."))
    if not copy.told["recommendations"]:
        raise Refused(_("No public document tells any of its recommendations."))
    publishing.names_nobody_else(current, copy.told)
    public = PublishedFollowUp(
        key=new_key(PublishedFollowUp),
        mandate=current.desk.mandate_code,
        country=current.country_id,
        language=current.language,
        as_of=current.on,
        published_on=day,
        exercise=is_exercise(),
        body=copy.told,
    )
    public.save(force_insert=True)
    current.published_key = public.key
    current.save(update_fields=["published_key"])
    body = copy.body.kept()
    return take(PUBLISH, current, by=by, body=body, published_by=by, published_on=day)


@transaction.atomic
def withdraw(report: FollowUpReport, *, why: str, by: Account) -> FollowUpReport:
    """Take it out of the public again, with the reason in the journal. Raises Refused."""
    if not why.strip():
        raise Refused(_("Give the reason."))
    done = take(WITHDRAW, report, by=by, why=why)
    PublishedFollowUp.objects.filter(key=done.published_key).delete()
    return done
