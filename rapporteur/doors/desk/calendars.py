"""Days written as iCalendar (RFC 5545), the same bytes for the same days."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from rapporteur.communications.calendars import Day
from rapporteur.kernel import environment

BEFORE = timedelta(days=7)  # a reminder, as on *Today*
PRODUCT = "-//Rapporteur//Days of a desk//EN"


def written(days: Iterable[Day], *, made_on: date, name: str) -> bytes:
    """Write a calendar of whole days, each with a reminder a week before.

    The stamp is that of the address, not of the reading: else no two readings were the same.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    stamp = datetime.combine(made_on, time(), UTC)
    for day in days:
        calendar.add_component(event(day, stamp))
    return bytes(calendar.to_ical())


def event(day: Day, stamp: datetime) -> Event:
    one = Event()
    one.add("uid", f"{day.name}@{host()}")
    one.add("dtstamp", stamp)
    one.add("dtstart", day.on)
    one.add("dtend", day.on + timedelta(days=1))
    one.add("summary", day.what)
    one.add("class", "PRIVATE")
    one.add("transp", "TRANSPARENT")
    reminder = Alarm()
    reminder.add("action", "DISPLAY")
    reminder.add("description", day.what)
    reminder.add("trigger", -BEFORE)
    one.add_component(reminder)
    return one


def host() -> str:
    return environment.hosts()[0]
