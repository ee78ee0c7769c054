"""What comes in about a recommendation, and its review: it counts once somebody else has read it."""

from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from rapporteur.follow_up import rules, sealing
from rapporteur.follow_up.models import (
    Attribution,
    Confirmation,
    Evidence,
    Following,
    Review,
    Strength,
    Voice,
)
from rapporteur.follow_up.workflow import COUNT, SET_ASIDE
from rapporteur.kernel.clock import today
from rapporteur.kernel.files.taking import Taken
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.repeating import once_only
from rapporteur.kernel.workflow import take
from rapporteur.partners import actions as partners
from rapporteur.partners.models import Contribution
from rapporteur.partners.workflow import State as Brought
from rapporteur.people.accounts.models import Account

LONGEST = 20_000  # characters of what is typed


@dataclass(frozen=True)
class Words:
    """What an item says; all of it is sealed. `issuer` is who gave it, in their own name."""

    text: str
    issuer: str = ""
    title: str = ""
    link: str = ""
    jurisdiction: str = ""


@dataclass(frozen=True)
class Given:
    """What is in the clear of an item: whose voice, how to stand in a report, of which day."""

    voice: str
    attribution: str = Attribution.DESK_ONLY
    dated: str = ""
    language: str = ""
    received_on: date | None = None  # empty: today


@transaction.atomic
def bring_in(
    following: Following,
    words: Words,
    given: Given,
    *,
    by: Account,
    file: Taken | None = None,
    contribution: Contribution | None = None,
    once: UUID | None = None,
) -> Evidence:
    """Add something about a recommendation; it waits for its review. Raises Refused, Repeated.

    A Mission speaks for its Government and by its name; a member of the desk logs what came
    otherwise, or takes over the `contribution` of a partner, who then is who brought it. `file` is one that was looked
    at; words and file are sealed to the desk, and to the Mission where it is the one that speaks.
    """
    if reason := rules.brings(by, following):
        raise Refused(reason)
    by_mission = by.door == "missions"
    if not words.text.strip() and file is None:
        raise Refused(_("Write what was done, or choose a file."))
    if given.received_on and given.received_on > today():
        raise Refused(_("It cannot have been received on a day to come."))
    who = str(by.pk)
    groups = sealing.readers(following, by_mission=by_mission)
    data = file.data if file else words.text.encode()
    sealed = sealing.keep({**asdict(words), "sha256": sha256(data).hexdigest()}, groups, by=who)
    evidence = Evidence(
        id=once or new_id(),
        following_id=following.pk,
        voice=Voice.GOVERNMENT if by_mission else given.voice,
        attribution=Attribution.NAMED if by_mission else given.attribution,
        received_on=given.received_on or today(),
        dated=given.dated,
        by_mission=by_mission,
        contribution=contribution.pk if contribution else None,
        logged_by=contribution.sent_by if contribution else by.pk,
        language=given.language,
        has_link=bool(words.link),
        sealed=sealed,
        form=file.form if file else "",
        parts=file.parts if file else 0,
        file=sealing.keep_file(file.data, groups, by=who) if file else None,
    )
    with once_only(evidence):
        evidence.save(force_insert=True)
    detail = {"following": str(following.pk), "voice": evidence.voice}
    journal.record("bring in evidence", evidence, by=who, detail=detail)
    return evidence


@dataclass(frozen=True)
class Finding:
    """What a review found: how strong it is, what it shows in words for the report, its limits."""

    reason: str
    strength: Strength | None = None
    summary: str = ""
    limits: str = ""
    credit: str = ""


@transaction.atomic
def review(evidence: Evidence, found: Finding, *, counts: bool, by: Account) -> Evidence:
    """Say whether an item counts and why; earlier reviews stay on record. Raises Refused."""
    if not found.reason.strip():
        raise Refused(_("Give the reason."))
    if counts and (found.strength is None or not found.summary.strip()):
        raise Refused(_("Say what kind of evidence it is, and what it shows."))
    if found.credit and evidence.attribution != Attribution.NAMED:
        raise Refused(_("Whoever gave it is not to be named."))
    done = take(COUNT if counts else SET_ASIDE, evidence, by=by)
    if done.contribution:
        answer_partner(done.contribution, found.reason, counts=counts, by=by)
    last = done.reviews.aggregate(last=Max("number"))["last"] or 0
    Review(
        evidence=done,
        number=last + 1,
        counts=counts,
        strength=found.strength,
        summary=found.summary,
        limits=found.limits,
        credit=found.credit,
        reason=found.reason,
        by=by,
        on=today(),
    ).save(force_insert=True)
    return done


def answer_partner(contribution: UUID, why: str, *, counts: bool, by: Account) -> None:
    """Answer at the partners door too, where the reason is read. Raises Refused if it was taken back."""
    found = Contribution.objects.select_related("organisation").get(pk=contribution)
    if counts and found.state == Brought.WITHDRAWN:
        raise Refused(_("The partner took it back."))
    if found.state not in (Brought.WITHDRAWN, Brought.ACCEPTED if counts else Brought.DECLINED):
        partners.review(found, accept=counts, why=why, by=by)


@transaction.atomic
def confirm(evidence: Evidence, attribution: str, *, by: Account) -> Confirmation:
    """Write down that whoever gave an item was asked again, and how it may stand. Raises Refused."""
    current = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    if reason := rules.works_on_evidence(by, current):
        raise Refused(reason)
    if current.by_mission:
        raise Refused(_("A Government reports in its own name: there is nothing to ask."))
    current.attribution = attribution
    current.save(update_fields=["attribution"])
    made = Confirmation(evidence=current, attribution=attribution, by=by, on=today())
    made.save(force_insert=True)
    detail = {"attribution": attribution}
    journal.record("confirm attribution", current, by=str(by.pk), detail=detail)
    return made
