"""Letters as a report reads them, made up, without a database: all of the exercise."""

from datetime import date
from itertools import count
from uuid import UUID

from rapporteur.communications.reporting.entries import Answer, Copy, Entry, Summary
from rapporteur.world.models import Country

NUMBERS = count(1)


def made_state(iso3="XEX", name="Exerland", region=""):
    return Country(iso3=iso3, names={"en": name}, standing="exercise", region=region)


def answer(on, reply_class="", **more):
    return Answer(on, reply_class=reply_class, **more)


def made_copy(**more):
    given = {
        "key": f"C{next(NUMBERS):07}",
        "addressee": "Exerland",
        "address": "",
        "why_no_address": "An exercise has no official address.",
        "replied_on": None,
        "summary": Summary("An exercise"),
    }
    return Copy(**{**given, **more})


def entry(sent_on=date(2017, 3, 1), *answers, country=None, **more):
    """Return a letter of the exercise that is not public unless a copy is given."""
    number = next(NUMBERS)
    if more.get("addressee_kind", "state") == "state":
        more["country"] = country or made_state()
    given = {
        "pk": UUID(int=number),
        "name": f"L-{number:04}",
        "follows_up": None,
        "kind": "AL",
        "reference": "",
        "sent_on": sent_on,
        "addressee_kind": "state",
        "country": None,
        "addressee": "Exerland",
        "language": "en",
        "mandates": ("SALECHILD",),
        "answers": tuple(answers),
    }
    return Entry(**{**given, **more})
