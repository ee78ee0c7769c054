"""The legal annex: propose provisions, settle each line, confirm against the depositary.

The engine proposes by scope codes and says where the State stands by our record; a named officer
decides what is cited. What our record does not show is never printed (R23.4).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.communications import rules, sealing
from rapporteur.communications.actions.drafting import held, void_approvals
from rapporteur.communications.models import AnnexLine, Communication
from rapporteur.communications.workflow import State
from rapporteur.kernel.clock import today
from rapporteur.kernel.dates import earliest, latest
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.law.models import Provision
from rapporteur.law.queries.acceptance import OnDay, on_day, positions_of
from rapporteur.law.queries.instruments import proposed_for
from rapporteur.people.accounts.models import Account

Bound, Use = AnnexLine.Bound, AnnexLine.Use
Told = Mapping[str, Any]  # what was written of each line, by its id
PRINTED = {Use.BINDING, Use.STANDARD}
CHANGED_IN = (State.DRAFT, State.REVIEW)
CONFIRMED_IN = (*CHANGED_IN, State.APPROVED, State.SIGNED)  # a month may pass before sending


def allowed(letter: Communication, by: Account, states: tuple[State, ...]) -> None:
    if reason := rules.works_on(by, letter):
        raise Refused(reason)
    if letter.state not in states:
        raise Refused(_("The annex of this letter is settled. Take the letter back to a draft."))


def answer(first: OnDay, last: OnDay) -> AnnexLine.Bound:
    """Return whether the treaty bound the State throughout a month or year; else not known."""
    if first.bound is None or first.bound != last.bound:
        return Bound.UNKNOWN
    return Bound.YES if first.bound else Bound.NO


def stand(letter: Communication, line: AnnexLine, positions: dict[str, Any]) -> None:
    """Write into a line where the State stands by our record, on the facts' days and today."""
    line.asked_on = today()
    position = positions.get(line.provision.instrument_id)
    if position is None:
        return
    line.standing, line.since = position.standing, position.since
    line.as_of, line.source = position.as_of, position.source
    now = on_day(position, today())
    line.on_today = answer(now, now)
    if letter.facts_on:
        line.on_facts = answer(
            on_day(position, earliest(letter.facts_on)), on_day(position, latest(letter.facts_on))
        )


@transaction.atomic
def propose(letter: Communication, *, by: Account) -> list[AnnexLine]:
    """Add the provisions that the scope codes speak for and that are not there yet. Raises Refused."""
    current = held(letter)
    allowed(current, by, CHANGED_IN)
    positions = found_positions(current)
    known = set(current.lines.values_list("provision_id", flat=True))
    start = current.lines.count()
    fresh: list[AnnexLine] = []
    for proposal in proposed_for(current.scope_codes):
        if proposal.provision.pk in known:
            continue
        line = AnnexLine(
            communication=current,
            provision=proposal.provision,
            position=start + len(fresh) + 1,
            codes=list(proposal.codes),
        )
        stand(current, line, positions)
        fresh.append(line)
    AnnexLine.objects.bulk_create(fresh)
    journal.record("propose law", current, by=str(by.pk), detail={"lines": len(fresh)})
    return fresh


def found_positions(letter: Communication) -> dict[str, Any]:
    """Return where the State stands on each treaty, by key; nothing for who is no State."""
    if letter.addressee_state_id is None:
        return {}
    return {one.instrument.key: one for one in positions_of(letter.addressee_state_id)}


@transaction.atomic
def add(letter: Communication, provision: Provision, *, by: Account) -> AnnexLine:
    """Add a provision by hand, to be settled as any other. Raises Refused."""
    current = held(letter)
    allowed(current, by, CHANGED_IN)
    if current.lines.filter(provision=provision).exists():
        raise Refused(_("This provision is in the annex already."))
    line = AnnexLine(communication=current, provision=provision, position=current.lines.count() + 1)
    stand(current, line, found_positions(current))
    line.save(force_insert=True)
    journal.record("add law", current, by=str(by.pk), detail={"provision": str(provision.pk)})
    return line


def checked_confirmation(line: AnnexLine, source: str, depositary_on: date | None) -> None:
    if not line.is_treaty:
        raise Refused(_("This instrument binds no State. Cite it as a standard."))
    if not source.strip() or depositary_on is None:
        raise Refused(
            _("To cite a treaty as binding, name the page of the depositary and its day.")
        )
    if depositary_on > today():
        raise Refused(_("The day of the depositary's page cannot lie ahead."))
    if depositary_on < today().replace(day=1):
        raise Refused(_("What is cited as binding is checked against the depositary this month."))


def said_of(line: AnnexLine, use: str, source: str, note: str, by: Account) -> Told:
    """Return what the annex record keeps of a line that is settled today."""
    own = {"use": use, "source": source, "note": note, "by": by.name, "on": str(today())}
    return {str(line.pk): own}


@transaction.atomic
def settle(
    line: AnnexLine,
    *,
    use: str,
    told: Told,
    read: int,
    by: Account,
    source: str = "",
    depositary_on: date | None = None,
    note: str = "",
) -> AnnexLine:
    """Say what becomes of a line; for binding, with the depositary's page and its day.

    Source and note are sealed in the annex record of the letter, beside what was `told` of other
    lines in its version `read`. Raises Refused.
    """
    letter = held(line.communication)
    confirms = use == Use.BINDING
    states = CONFIRMED_IN if confirms and line.use == Use.BINDING else CHANGED_IN
    allowed(letter, by, states)
    if use not in Use.values or use == Use.PROPOSED:
        raise Refused(_("Choose what becomes of this line."))
    if use == Use.STANDARD and line.is_treaty and letter.kind != "OL":
        raise Refused(_("A treaty is cited as binding, or kept as an internal note."))
    if confirms:
        checked_confirmation(line, source, depositary_on)
    if letter.annex_version != read:
        raise Refused(_("Someone else has settled a line meanwhile. Your words are still here."))
    seal(letter, {**told, **said_of(line, use, source, note, by)}, by)
    if line.use != use and {line.use, use} & PRINTED:  # other words go out than were approved
        void_approvals(letter, by)
        letter.save(update_fields=["mandates"])
    line.use, line.settled_by = Use(use), by
    line.confirmed_on = today() if confirms else None
    line.depositary_on = depositary_on if confirms else None
    line.save(update_fields=["use", "settled_by", "confirmed_on", "depositary_on"])
    detail: journal.Detail = {"line": str(line.pk), "use": use}
    journal.record("settle law", letter, by=str(by.pk), detail=detail)
    return line


def seal(letter: Communication, told: Told, by: Account) -> None:
    readers, who = [sealing.kept_for(letter)], str(by.pk)
    letter.annex_version += 1
    if letter.annex is None:
        letter.annex = sealing.keep(sealing.ANNEX, told, readers, by=who).record
    else:
        sealing.add(letter.annex, letter.annex_version, told, readers, by=who)
    letter.save(update_fields=["annex", "annex_version"])
