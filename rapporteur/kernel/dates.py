"""Dates as the record gives them: a day, a month or only a year.

Stored as ISO text of the known part (`2008`, `2008-07`, `2008-07-29`), so that nothing is made
more exact than its source, and so that text order is time order.
"""

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats

PARTIAL_DATE = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def validate_partial_date(text: str) -> None:
    """Raise ValidationError unless `text` is YYYY, YYYY-MM or YYYY-MM-DD of a real day."""
    try:
        earliest(text)
    except ValueError as error:
        raise ValidationError(f"“{text}” is not a date (YYYY, YYYY-MM or YYYY-MM-DD).") from error


def earliest(text: str) -> date:
    """Return the first day that a partial date may mean. Raises ValueError."""
    match = PARTIAL_DATE.match(text)
    if not match:
        raise ValueError(text)
    year, month, day = (int(part) if part else 1 for part in match.groups())
    return date(year, month, day)


def latest(text: str) -> date:
    """Return the last day that a partial date may mean. Raises ValueError."""
    first = earliest(text)
    if len(text) == 4:
        return first.replace(month=12, day=31)
    if len(text) == 7:
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first


def holds_on(day: date, since: str, until: str) -> bool:
    """Say whether what holds from `since` up to but without `until` (empty: no end) does on `day`.

    A date known by month or year begins with it.
    """
    text = day.isoformat()
    return since <= text and (not until or until > text)


def written_out(text: str) -> str:
    """Return a partial date in the words of the active language; empty stays empty."""
    if not text:
        return ""
    form = {4: "Y", 7: "YEAR_MONTH_FORMAT", 10: "DATE_FORMAT"}[len(text)]
    return formats.date_format(earliest(text), form)


if TYPE_CHECKING:
    TextColumn = models.CharField[str, str]
else:
    TextColumn = models.CharField


class PartialDateField(TextColumn):
    """A partial date; empty means unknown."""

    def __init__(self, **options: object) -> None:
        options.setdefault("max_length", 10)
        options.setdefault("blank", True)
        options.setdefault("default", "")
        super().__init__(**options)  # type: ignore[arg-type]  # options as Django gives them back
        self.validators = [*self.validators, validate_partial_date]
