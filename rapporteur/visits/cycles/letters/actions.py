"""Draft, sign and send letters over visits: requests one by one, reminders in one batch."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models.deliveries import Channel
from rapporteur.communications.models.kinds import Language
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.visits.choosing.measures import Measure, Value
from rapporteur.visits.cycles import indicators, rules, sealing
from rapporteur.visits.cycles.actions.visits import Happened, add, begin
from rapporteur.visits.cycles.letters.rules import is_not_too_soon
from rapporteur.visits.cycles.letters.words import Said
from rapporteur.visits.cycles.letters.workflow import DROP, REOPEN, SEND, SIGN, State
from rapporteur.visits.cycles.models import Snapshot, Visit, VisitLetter
from rapporteur.visits.cycles.models.letters import VisitLetterQuerySet
from rapporteur.visits.cycles.queries import (
    Chain,
    chain_of,
    made_by_predecessor,
    open_requests,
    record_of,
)
from rapporteur.visits.kinds import Kind
from rapporteur.world.models import Country

KIND = "cycles.letter"
MOVES = {"sign": SIGN, "reopen": REOPEN, "drop": DROP}


@transaction.atomic
def save_indicators(
    visit: Visit,
    country: Country,
    values: Mapping[Measure, Value],
    *,
    by: Account,
    run: UUID | None = None,
) -> Snapshot:
    """Keep what is known of a State before a request goes out (R32.1). Raises Refused."""
    if reason := rules.works_on(by, visit):
        raise Refused(reason)
    if country not in visit.countries:
        raise Refused(_("This visit does not go to this State."))
    known = indicators.kept(values)
    if not known:
        raise Refused(_("Give at least one indicator; the others stay missing."))
    if any(not row["source"] or not row["as_of"] for row in known):
        raise Refused(_("Each indicator that is known has a source and the day it was so."))
    snapshot = Snapshot(visit=visit, country=country, values=known, run=run, by=by, at=now())
    snapshot.save(force_insert=True)
    detail: dict[str, str | int] = {"state": country.pk, "known": len(known)}
    journal.record("save indicators", snapshot, by=str(by.pk), detail=detail)
    return snapshot


def chain_now(visit: Visit, country: Country) -> Chain:
    return chain_of(visit, country, record_of(visit.mandate, [country]))


@transaction.atomic
def draft(
    visit: Visit,
    country: Country,
    kind: str,
    said: Said,
    language: str,
    *,
    by: Account,
    batch: UUID | None = None,
) -> VisitLetter:
    """Seal the draft of a request or a reminder to a State. Raises Refused.

    What was asked before, and by whom, is put in from the chain.
    """
    current = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if reason := rules.works_on(by, current):
        raise Refused(reason)
    check(current, country, kind, language)
    letter = VisitLetter(
        visit=current,
        country=country,
        kind=kind,
        language=language,
        batch=batch,
        drafted_by=by,
        drafted_on=today(),
    )
    words = completed(said, current, country, kind)
    letter.record = sealing.keep(KIND, words.kept(), current.desk, by=by)
    letter.save(force_insert=True)
    detail = {"state": country.pk, "kind": kind}
    journal.record("draft letter of visit", letter, by=str(by.pk), detail=detail)
    return letter


def check(visit: Visit, country: Country, kind: str, language: str) -> None:
    """Raise Refused where no such letter can be drafted now."""
    if country not in visit.countries:
        raise Refused(_("This visit does not go to this State."))
    if kind not in (Kind.REQUESTED, Kind.REMINDER) or language not in Language.values:
        raise Refused(_("Choose from what stands there."))
    if VisitLetter.objects.waiting().filter(visit=visit, country=country).exists():
        raise Refused(_("A letter to this State waits already."))
    chain = chain_now(visit, country)
    if reason := rules.may_follow(kind, chain.status) or is_not_too_soon(chain, today()):
        raise Refused(reason)


def completed(said: Said, visit: Visit, country: Country, kind: str) -> Said:
    """Return the words with what the record puts in: who goes along, and what went before."""
    said = replace(said, together=list(visit.co_mandates))
    if kind != Kind.REMINDER:
        return said
    chain = chain_now(visit, country)
    earlier = [
        [one.kind, one.day] for one in chain.told if one.kind in (Kind.REQUESTED, Kind.REMINDER)
    ]
    return replace(said, earlier=earlier, by_predecessor=made_by_predecessor(chain, today()))


@transaction.atomic
def write(letter: VisitLetter, said: Said, *, read: int, by: Account) -> VisitLetter:
    """Seal the words of a draft anew; `read` is the version that was read. Raises Refused."""
    current = VisitLetter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if reason := rules.works_on(by, current.visit):
        raise Refused(reason)
    if current.state != State.DRAFT:
        raise Refused(_("This cannot be done any more, or not yet: its state has changed."))
    if read != current.version:
        raise Refused(_("Someone else has saved this letter meanwhile. Read it again."))
    words = completed(said, current.visit, current.country, current.kind)
    current.version = read + 1
    sealing.add(current.record, current.version, words.kept(), current.visit.desk, by=by)
    current.drafted_by = by  # whoever wrote last is not who signs
    current.save(update_fields=["version", "drafted_by"])
    journal.record("write letter of visit", current, by=str(by.pk))
    return current


def move(letter: VisitLetter, verb: str, *, by: Account) -> VisitLetter:
    """Take one of MOVES. Raises Refused."""
    return take(MOVES[verb], letter, by=by, signed_by=by if verb == "sign" else None)


@transaction.atomic
def send(letter: VisitLetter, channel: str, *, by: Account) -> VisitLetter:
    """Record that a letter goes out today, and add the step that it is. Raises Refused.

    The row of the visit is held first, so that a letter goes out once.
    """
    visit = Visit.objects.select_for_update(of=("self",)).get(pk=letter.visit_id)
    if channel not in Channel.values or channel == Channel.DOOR:
        raise Refused(_("Choose the way by which it goes."))
    chain = chain_now(visit, letter.country)
    if reason := rules.may_follow(letter.kind, chain.status) or is_not_too_soon(chain, today()):
        raise Refused(reason)
    told = Happened(letter.kind, today().isoformat(), text_held=True)
    event = add(visit, letter.country, told, by=by)
    rests_on = letter.newest_snapshot if letter.kind == Kind.REQUESTED else None
    return take(
        SEND,
        letter,
        by=by,
        sent_by=by,
        sent_on=today(),
        channel=channel,
        event=event,
        snapshot=rests_on,
    )


@transaction.atomic
def remind(
    desk: Desk, countries: Iterable[Country], said: Said, language: str, *, by: Account
) -> UUID:
    """Draft one reminder to each of these States, in one batch (R14.1). Raises Refused.

    All or none: a State without an open request, or with a letter that waits, stops it.
    """
    standing = {one.chain.country.pk: one.chain for one in open_requests(desk)}
    batch, wanted = new_id(), list(dict.fromkeys(countries))
    if not wanted:
        raise Refused(_("Choose at least one State."))
    for country in wanted:
        chain = standing.get(country.pk)
        if chain is None:
            raise Refused(_("No request is open: %(state)s.") % {"state": country.name})
        visit = chain.visit or begin(desk, [country], by=by)
        try:
            draft(visit, country, Kind.REMINDER, said, language, by=by, batch=batch)
        except Refused as refusal:
            raise Refused(f"{country.name}: {refusal}") from None
    return batch


def sign_all(desk: Desk, batch: UUID, *, by: Account) -> int:
    """Sign what waits of a batch; return how many. Raises Refused."""
    found = list(of_batch(desk, batch).filter(state=State.DRAFT))
    with transaction.atomic():
        for letter in found:
            move(letter, "sign", by=by)
    return len(found)


def send_all(desk: Desk, batch: UUID, channel: str, *, by: Account) -> int:
    """Send what is signed of a batch, each letter once; return how many. Raises Refused."""
    found = list(of_batch(desk, batch).filter(state=State.SIGNED))
    with transaction.atomic():
        for letter in found:
            send(letter, channel, by=by)
    return len(found)


def of_batch(desk: Desk, batch: UUID) -> VisitLetterQuerySet:
    return VisitLetter.objects.filter(visit__desk=desk, batch=batch).whole().order_by("country")
