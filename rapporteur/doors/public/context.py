"""What every page of the public door shows around its content."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rapporteur.doors import languages
from rapporteur.kernel import environment

# Address, label, and the first letters of the names of pages below it.
ROOMS: tuple[tuple[str, Any, str], ...] = (
    ("states", _("States"), "state"),
    ("instruments", _("Instruments"), "instrument"),
    ("scope", _("Scope"), "scope"),
    ("mandates", _("Mandates"), "mandate"),
    ("letters", _("Letters"), "letter"),
    ("visits", _("Visits"), "visits"),
    ("search", _("Search"), "search"),
    ("open_data", _("Open data"), "open_data"),
)


@dataclass(frozen=True)
class Room:
    """One entry of the list of rooms at the head of a page."""

    address: str
    label: Any
    current: bool


def rooms(here: str) -> list[Room]:
    """Return the rooms, the present one marked."""
    if here.startswith(("statement", "report")):
        here = "mandates"  # what mandates said and reported stands below them
    return [Room(reverse(name), label, here.startswith(stem)) for name, label, stem in ROOMS]


@cache
def intake_address() -> str:
    """Return where people tell the mandate what happened; it cannot change while a process lives."""
    return environment.door_address("intake")


def shell(request: HttpRequest) -> dict[str, Any]:
    match = request.resolver_match
    return {
        "rooms": rooms((match.url_name if match else "") or ""),
        "languages": languages.choices(request),
        "site": request.build_absolute_uri("/")[:-1],
        "neutral_address": languages.beyond_language(request),
        "intake_address": intake_address(),
    }
