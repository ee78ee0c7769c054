"""One line of *Today*, as every room gives it."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.utils.translation import gettext_lazy as _


class Part(Enum):
    """The parts of *Today*, in the order of the page."""

    URGENT = _("Cannot wait")
    TO_DO = _("Waiting for you")
    DAYS = _("Replies and their days")
    PUBLIC = _("What may become public")
    CASES = _("Your cases")


@dataclass(frozen=True)
class Waiting:
    """One line of *Today*. `status` is a word, `shape` the class that gives it its shape."""

    what: str
    note: str
    url: str
    status: str
    shape: str = "waiting"
    since: date | None = None
    part: Part = Part.TO_DO
