"""Begin, write, hand in, agree to figures, approve, publish and withdraw a report."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.communications import sealing
from rapporteur.communications.publishing.copying import new_key
from rapporteur.communications.reporting.windows import Span
from rapporteur.documents.writers import akn
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.models import Version
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.publication import indexing
from rapporteur.publication.models import PublishedObservation, PublishedReport
from rapporteur.reports import counting, observations, papers, rules
from rapporteur.reports.findables import REPORTS
from rapporteur.reports.models import SYMBOL, AgreedFigure, SessionReport
from rapporteur.reports.sealing import REMARK, REPORT, readers_of
from rapporteur.reports.workflow import (
    APPROVE,
    HAND_BACK,
    HAND_IN,
    PUBLISH,
    WITHDRAW,
    ReportState,
)
from rapporteur.reports.writing import LONGEST, Text, Tied

LANGUAGES = ("en", "fr", "es", "ar", "zh", "ru")
BEFORE_PUBLICATION = (ReportState.DRAFT, ReportState.WAITING, ReportState.APPROVED)
LONGEST_TITLE = 500  # characters


def held(report: SessionReport) -> SessionReport:
    return SessionReport.objects.select_for_update(of=("self",)).get(pk=report.pk)


@transaction.atomic
def begin(
    desk: Desk,
    *,
    body: str,
    session: int,
    language: str,
    title: str,
    by: Account,
    due_on: date | None = None,
    observing: Span | None = None,
) -> SessionReport:
    """Begin a report to a session with nothing but its title. Raises Refused.

    Observations on communications are a report on the letters of a time, `observing`: they begin
    with what is public of each, by State, and room for what is observed.
    """
    if reason := rules.begins(by, desk):
        raise Refused(reason)
    if body not in SessionReport.Body.values or language not in LANGUAGES or session < 1:
        raise Refused(_("Choose the body, its session and a language."))
    text = Text(title=checked_title(title))
    if observing:
        text = replace(text, body=observations.skeleton(desk.pk, observing, language))
    sealed = sealing.keep(REPORT, vars(text), readers_of(desk.pk), by=str(by.pk))
    report = SessionReport(
        desk=desk,
        kind=SessionReport.Kind.OBSERVATIONS if observing else SessionReport.Kind.REPORT,
        body=body,
        session=session,
        language=language,
        due_on=due_on,
        record=sealed.record,
        writers=[str(by.pk)],
        begun_by=by,
        begun_on=today(),
    )
    report.save(force_insert=True)
    journal.record("begin report", report, by=str(by.pk), detail={"body": body, "session": session})
    return report


def checked_title(title: str) -> str:
    if not title.strip():
        raise Refused(_("Give the report a title."))
    if len(title) > LONGEST_TITLE:
        raise Refused(_("A title has at most 500 characters."))
    return " ".join(title.split())


@transaction.atomic
def write(report: SessionReport, text: Text, *, read: int, by: Account) -> SessionReport:
    """Seal the next version of a draft, and count it. `read` is the version that was read before.

    Raises Refused for what is no figure, for a mark of what is no State and no public letter, for
    a report that is no draft, and where someone else has saved meanwhile.
    """
    checked_title(text.title)
    if len(text.body) + len(text.summary) > LONGEST:
        raise Refused(_("This is longer than any report. Divide it."))
    figures = text.figures()
    counting.known(figures)
    observations.known(text)
    current = held(report)
    if reason := rules.works_on(by, current):
        raise Refused(reason)
    if current.state != ReportState.DRAFT:
        raise Refused(_("Only a draft is written. Hand it back first."))
    if current.version != read:
        raise Refused(
            _("Someone else has saved this report meanwhile. Your words are still here: compare.")
        )
    current.version += 1
    sealing.add(
        current.record, current.version, vars(text), readers_of(current.desk_id), by=str(by.pk)
    )
    if str(by.pk) not in current.writers:
        current.writers = [*current.writers, str(by.pk)]
    weighed = papers.weighed(current, text)
    current.words, current.over = weighed.words, weighed.over
    current.recommendations = weighed.recommendations
    current.figures = [one.kept() for one in figures]
    changed = ["version", "writers", "words", "over", "recommendations", "figures"]
    if current.recommendations:
        current.none_confirmed_by = current.none_confirmed_on = None
        changed += ["none_confirmed_by", "none_confirmed_on"]
    current.save(update_fields=changed)
    detail: journal.Detail = {"version": current.version}
    journal.record("write report", current, by=str(by.pk), detail=detail)
    return current


def not_yet_public(report: SessionReport, by: Account) -> SessionReport:
    """Hold a report that is still worked on, by whoever may. Raises Refused."""
    current = held(report)
    if reason := rules.works_on(by, current):
        raise Refused(reason)
    if current.state not in BEFORE_PUBLICATION:
        raise Refused(_("The report is published: what was said then stays."))
    return current


@transaction.atomic
def agree(report: SessionReport, seen: Mapping[Tied, int], *, by: Account) -> list[AgreedFigure]:
    """Agree to figures of the text with the values that were seen. Raises Refused.

    What is counted otherwise by now is not agreed to, and nothing is.
    """
    current = not_yet_public(report, by)
    if not seen or not set(seen) <= set(current.tied()):
        raise Refused(_("Choose figures that stand in the text."))
    today_counted = counting.counted(current.desk_id, seen)
    if any(one.value != seen[tied] for tied, one in today_counted.items()):
        raise Refused(_("What this figure counts has changed since you looked. Look again."))
    made = [
        AgreedFigure(
            report=current,
            code=tied.code,
            since=tied.since,
            until=tied.until,
            value=value,
            by=by,
            at=now(),
        )
        for tied, value in seen.items()
    ]
    AgreedFigure.objects.bulk_create(made)
    journal.record("agree to figures", current, by=str(by.pk), detail={"figures": len(made)})
    return made


@transaction.atomic
def set_particulars(
    report: SessionReport, *, symbol: str, due_on: date | None, by: Account
) -> SessionReport:
    """Record the symbol that the report was given, and until when it is due. Raises Refused."""
    current = not_yet_public(report, by)
    if symbol:
        try:
            SYMBOL(symbol)
        except ValidationError as error:
            raise Refused(error.messages[0]) from None
    current.symbol, current.due_on = symbol, due_on
    current.save(update_fields=["symbol", "due_on"])
    journal.record("set particulars", current, by=str(by.pk), detail={"symbol": symbol})
    return current


@transaction.atomic
def waive(
    report: SessionReport, *, granted_by: str, granted_on: date, words: int | None, by: Account
) -> SessionReport:
    """Record the leave to pass the limit: who granted it, when, up to how many words."""
    current = not_yet_public(report, by)
    if not granted_by.strip() or granted_on > today():
        raise Refused(_("Say who granted the waiver, and on which day."))
    current.waiver_by, current.waiver_on = granted_by.strip(), granted_on
    current.waiver_words = words
    current.save(update_fields=["waiver_by", "waiver_on", "waiver_words"])
    journal.record("record waiver", current, by=str(by.pk), detail={"words": words or 0})
    return current


@transaction.atomic
def confirm_none(report: SessionReport, *, by: Account) -> SessionReport:
    """Confirm that the report recommends nothing on purpose (R52.1). Raises Refused."""
    current = not_yet_public(report, by)
    if current.recommendations:
        raise Refused(_("The report holds recommendations."))
    current.none_confirmed_by, current.none_confirmed_on = by, today()
    current.save(update_fields=["none_confirmed_by", "none_confirmed_on"])
    journal.record("confirm no recommendations", current, by=str(by.pk))
    return current


def is_the_newest(report: SessionReport, read: int) -> None:
    if report.version != read:
        raise Refused(_("Someone else has saved this report meanwhile. Read it again."))


def hand_in(report: SessionReport, *, read: int, by: Account) -> SessionReport:
    """Hand a draft to the second reader. Raises Refused."""
    is_the_newest(report, read)
    return take(HAND_IN, report, by=by)


def sealed_words(report: SessionReport, words: str, by: Account) -> Version:
    if not words.strip():
        raise Refused(_("Give the reason."))
    return sealing.keep(REMARK, {"words": words}, readers_of(report.desk_id), by=str(by.pk))


@transaction.atomic
def hand_back(report: SessionReport, *, words: str, by: Account) -> SessionReport:
    """Give it back to be changed, with the reason; an approval falls away. Raises Refused."""
    remark = sealed_words(report, words, by)
    return take(HAND_BACK, report, by=by, approved_by=None, approved_on=None, remark=remark)


def approve(report: SessionReport, *, read: int, by: Account) -> SessionReport:
    """Approve the version that was read, as someone who wrote none of it. Raises Refused."""
    is_the_newest(report, read)
    return take(APPROVE, report, by=by, approved_by=by, approved_on=today())


@transaction.atomic
def publish(report: SessionReport, text: Text, *, read: int, by: Account) -> SessionReport:
    """Make the approved version public, with its figures as agreed to. Raises Refused.

    What its paragraphs are about is kept beside it. `text` is that of version `read`, opened by whoever publishes.
    """
    is_the_newest(report, read)
    current = held(report)
    if reason := PUBLISH.refusal(by, current):
        raise Refused(reason)
    day = today()
    final = papers.final(current, text, day)
    copy = PublishedReport(
        key=new_key(PublishedReport),
        mandate=current.desk.mandate_code,
        body=current.body,
        session=current.session,
        symbol=current.symbol,
        language=current.language,
        title=text.title,
        published_on=day,
        exercise=is_exercise(),
        akn=akn.write(final),
    )
    copy.save(force_insert=True)
    PublishedObservation.objects.bulk_create(observations.of_public(copy, text, final))
    indexing.put(REPORTS, copy)
    return take(PUBLISH, current, by=by, published_by=by, published_on=day, published_key=copy.key)


@transaction.atomic
def withdraw(report: SessionReport, *, words: str, by: Account) -> SessionReport:
    """Take it from the public, with the reason, which is sealed. Raises Refused."""
    done = take(WITHDRAW, report, by=by, remark=sealed_words(report, words, by))
    PublishedReport.objects.filter(key=done.published_key).delete()
    indexing.take_away(REPORTS, done.published_key)
    return done
