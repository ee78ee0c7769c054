"""The official programme as a document and as iCalendar (RFC 5545): offices, and nobody by name."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from rapporteur.documents.tree import Cell, Document, Front, Table, Words
from rapporteur.kernel.dates import written_out
from rapporteur.kernel.refusals import Refused
from rapporteur.visits.cycles.models import Paper
from rapporteur.visits.cycles.programmes.actions import Programme
from rapporteur.visits.cycles.programmes.meetings import leaks, official

PRODUCT = "-//Rapporteur//Official programme of a visit//EN"


def document(paper: Paper, programme: Programme) -> Document:
    """Return the official programme in the language of whoever asks. Raises Refused as `proven`."""
    heads = (_("Day"), _("Time"), _("Place"), _("With"))
    lines = [
        (written_out(one.day), f"{one.start}–{one.end}", one.place, one.counterpart)
        for one in official(programme.meetings)
    ]
    proven("\n".join(" ".join(line) for line in lines), programme)
    rows = tuple(tuple(Cell((Words(text),)) for text in row) for row in (heads, *lines))
    front = Front(
        day=paper.on,
        language=(get_language() or "en")[:2],
        title=(Words(f"{paper.visit}: {_('official programme')}"),),
    )
    return Document(front, body=(Table(rows),))


def calendar(paper: Paper, programme: Programme, zone: str, host: str) -> bytes:
    """Return the official programme for calendars. Raises Refused as `proven`."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    stamp = datetime.combine(paper.on, time(), UTC)
    for one in official(programme.meetings):
        event = Event()
        event.add("uid", f"{one.id}@{host}")
        event.add("dtstamp", stamp)
        event.add("dtstart", one.begins.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC))
        event.add("dtend", one.ends.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC))
        event.add("summary", one.counterpart)
        event.add("location", one.place)
        made.add_component(event)
    body = bytes(made.to_ical())
    unfolded = body.decode().replace("\r\n ", "").replace("\\", "")
    proven(unfolded, programme)
    return body


def proven(text: str, programme: Programme) -> None:
    """Raise Refused where what is about to be shared holds a protected name."""
    if leaks(text, programme.meetings):
        raise Refused(_("It holds a name that must not be shared: change the programme first."))
