"""What waits of press statements: a second person, an hour that comes near, one that passed."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from rapporteur.doors.desk.lines import Part, Waiting
from rapporteur.kernel.clock import now, today
from rapporteur.people.accounts.models import Account
from rapporteur.press import reading, rules
from rapporteur.press.models import PressStatement
from rapporteur.press.workflow import State

AT_MOST = 10  # lines of a kind; the list has all
NEAR = timedelta(days=2)  # from midnight on: today and tomorrow, in UTC


def for_person(person: Account) -> list[Waiting]:
    """Return what waits for this person, by code alone: titles are sealed. Five queries at most."""
    if rules.reads_sealed(person):
        return []
    return [*at_their_hour(person), *to_approve(person)]


def to_approve(person: Account) -> Iterator[Waiting]:
    for one in reading.to_approve(person)[:AT_MOST]:
        correcting = one.state == State.CORRECTING
        yield Waiting(
            what=_("Read press statement %(statement)s as second person") % {"statement": one},
            note=str(one.get_state_display()) if correcting else "",
            url=one.get_absolute_url(),
            status=_("waits for a second reader"),
            since=one.begun_on,
        )


def at_their_hour(person: Account) -> Iterator[Waiting]:
    """Say what is public today or tomorrow, what is in the way, and what was held back."""
    end = datetime.combine(today(), time(), UTC) + NEAR
    for one in reading.held_before(person, end)[:AT_MOST]:
        yield at_its_hour(one)


def at_its_hour(statement: PressStatement) -> Waiting:
    """Return its line: it cannot wait where nobody held it, or a letter stands in the way."""
    hour = statement.there or now()
    over = hour <= now()
    reason = reading.kept_back(statement)
    told = {"day": date_format(hour), "hour": time_format(hour), "zone": statement.zone}
    note = _("under embargo until %(day)s, %(hour)s (%(zone)s)") % told
    urgent = True
    if statement.state == State.APPROVED:
        status = _("approved, not held to its hour")
    elif reason:
        status = _("held back at its hour") if over else _("will be held back at its hour")
    else:
        urgent = False
        status = _("its hour has come: released within minutes") if over else _("embargo ends soon")
    return Waiting(
        what=_("Press statement %(statement)s") % {"statement": statement},
        note=f"{note}. {reason}" if reason else note,
        url=statement.get_absolute_url(),
        status=status,
        shape="waiting" if urgent else "open",
        part=Part.URGENT if urgent else Part.PUBLIC,
    )
