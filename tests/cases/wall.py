"""The simple model of the clock of a case: a calendar on the wall, beside what the code adds up.

It marks each day and reads back from the start. Days on which the office does not work are red.
"""

import random
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rapporteur.cases import due
from rapporteur.cases.models import Case, Triage
from rapporteur.world.calendars.counting import EVERY_DAY, Calendar

DAY = timedelta(days=1)
BEGIN = date(2026, 2, 1)
DAYS = {"high": 2, "unknown": 3, "medium": 10, "low": 30}
ZONES = (
    "UTC",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "America/St_Johns",
    "Africa/Cairo",
    "America/Santiago",
    "Australia/Lord_Howe",
)
WEEKENDS = ((), ("Sat", "Sun"), ("Fri", "Sat"), ("Fri",), ("Thu", "Fri", "Sat", "Sun"))
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def page_of(begin, days):
    return [(day, day.strftime("%a")) for day in (begin + number * DAY for number in range(days))]


PAGE = page_of(BEGIN - 60 * DAY, 500)


class Office:
    """An office on the wall: its zone, and a red mark on each day on which it does not work."""

    def __init__(self, chance, page):
        """Mark a page of the calendar: days in their order, each with the name of its weekday."""
        self.zone, self.weekend = chance.choice(ZONES), chance.choice(WEEKENDS)
        ends = {day for day, name in page if name in self.weekend}
        first = chance.randrange(len(page) - 12)
        long = page[first : first + chance.randrange(12)]
        self.off = {day for day, _name in [*chance.sample(page, len(page) // 10), *long]}
        self.worked = {day for day in sorted(ends) if chance.random() < 0.1} - self.off
        self.red = (ends - self.worked) | self.off

    def before(self, on, at, zone):
        """Return the last day without a red mark before something begins."""
        day = before(on, at, zone, self.zone)
        while day in self.red:
            day -= DAY
        return day

    @property
    def calendar(self):
        """Return the same office as the code knows it."""
        weekend = frozenset(NAMES.index(name) for name in self.weekend)
        return Calendar(self.zone, weekend, frozenset(self.off), frozenset(self.worked))


class NoOffice:
    """Calendar days in UTC."""

    calendar = EVERY_DAY

    @staticmethod
    def before(on, at, zone):
        return before(on, at, zone)


def before(on, at, zone, here="UTC"):
    """Return the day before something begins, by looking at each quarter of an hour."""
    local = datetime.combine(on, at or time(0))
    moment = datetime.combine(on, time(0), UTC) - 2 * DAY
    while moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) < local:
        moment += timedelta(minutes=15)
    return moment.astimezone(ZoneInfo(here)).date() - DAY


class Wall:
    """Marks on each day of a calendar, read back from the start."""

    def __init__(self, start, office):
        self.start, self.risk, self.chosen = start, "unknown", None
        self.still, self.since = set(), None  # days on which the clock stood; since when it stands
        self.office, self.events = office, []  # day, hour and zone of each

    def pass_to(self, day):
        """Let the days pass, one by one, and mark those on which the clock stood."""
        self.still |= {
            one for one in (self.since + number * DAY for number in range(1, 400)) if one <= day
        }

    def due(self):
        days = [self.office.before(*event) for event in self.events]
        if self.since is None:
            days.append(self.chosen or self.counted())
        return min(days, default=None)

    def counted(self):
        day = self.start
        for _day in [*range(DAYS[self.risk]), *self.still]:
            day += DAY
        return day


def history(chance):
    """Live through a made-up history on the wall and in a case; return both."""
    day = BEGIN + chance.randrange(300) * DAY
    office = Office(chance, PAGE) if chance.random() < 0.7 else NoOffice()
    wall, case = Wall(day, office), Case(state="open", opened_on=day, current=Triage())
    for _step in range(chance.randrange(9)):
        day += chance.randrange(6) * DAY
        acts = (*SOME_ACTS, *SOME_ACTS, fear, fear, stop_or_go, fear_no_more, choose, again)
        chance.choice(acts)(wall, case, day, chance)
    return wall, case


def weigh(wall, case, _day, chance):
    wall.risk = case.current.risk = chance.choice(list(DAYS))


def stop_or_go(wall, case, day, _chance):
    if wall.since is None:
        wall.since = day
        due.pause(case, day)
    else:
        wall.pass_to(day)
        wall.since = None
        due.resume(case, day)


def fear(wall, case, day, chance):
    wall.events.append(an_event(day, chance))
    follow(wall, case)


def an_event(day, chance):
    on, zone = day + chance.randrange(-3, 30) * DAY, chance.choice(ZONES)
    return on, chance.choice((None, time(0), time(8, 30), time(23, 45))), zone


def fear_no_more(wall, case, _day, _chance):
    wall.events.clear()
    follow(wall, case)


def move(wall, case, _day, chance):
    """Another calendar is loaded, or none holds any more."""
    wall.office = chance.choice((Office(chance, PAGE), NoOffice()))
    follow(wall, case)


def follow(wall, case):
    """Do in memory what the desk and the command do in the database."""
    days = (due.decided_before(*event, wall.office.calendar) for event in wall.events)
    case.event_by = min(days, default=None)


def choose(wall, case, day, chance):
    wall.chosen = case.due_chosen = chance.choice((None, day + chance.randrange(20) * DAY))


def give(_wall, case, _day, chance):
    case.owner_id = chance.randrange(9)  # whoever has it: the clock knows nothing of it


def again(wall, case, day, _chance):
    """Decide on it, and open it again."""
    wall.start, wall.still, wall.since, wall.chosen = day, set(), None, None
    case.reopened_on = day
    for name, value in due.STARTED_ANEW.items():
        setattr(case, name, value)


SOME_ACTS = (weigh, stop_or_go, fear, give, move)


def histories():
    chance = random.Random(6)
    return [history(chance) for _number in range(1000)]
