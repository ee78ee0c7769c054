"""The JSON export of the Universal Human Rights Index, read piece by piece (ADR 0146)."""

from typing import IO, Any

import ijson
from django.utils.translation import gettext as _

from rapporteur.communications.register.findings import Finding
from rapporteur.kernel.refusals import Refused
from rapporteur.recommendations.readers import columns
from rapporteur.recommendations.readers.given import Kind, Rows
from rapporteur.recommendations.readers.states import States
from rapporteur.recommendations.readers.tables import Maker

PIECE = 1 << 16  # bytes


def read(data: IO[bytes], states: States) -> Rows:
    """Yield the entries of a list, or of the first list inside an object. Raises Refused.

    An entry is named by its place, counted from 1. A file that is cut off ends with a finding.
    """
    maker, number = Maker(Kind.UHRI, states), 0
    prefix = place_of_list(data)
    data.seek(0)
    try:
        for entry in ijson.items(data, prefix, buf_size=PIECE):
            number += 1
            if not isinstance(entry, dict):
                yield Finding(number, "", _("this entry is not of named fields"))
                continue
            yield maker.made(number, fields_of(entry))
    except ijson.JSONError:
        told = _("the file is cut off or damaged after this entry: the rest is not read")
        yield Finding(number + 1, "", told)


def place_of_list(data: IO[bytes]) -> str:
    """Return the place of the entries: "item", or "data.item" where a list stands in an object."""
    try:
        for place, event, _value in ijson.parse(data, buf_size=PIECE):
            if event == "start_array":
                return f"{place}.item" if place else "item"
    except ijson.JSONError:
        pass
    raise Refused(_("There is no list of entries in this JSON file."))


def fields_of(entry: dict[str, Any]) -> dict[str, str | list[str]]:
    """Return the fields that are known, by our names, as text."""
    found: dict[str, str | list[str]] = {}
    for heading, value in entry.items():
        name = columns.name_of(heading)
        if name and value is not None and not found.get(name):
            found[name] = [word(one) for one in value] if isinstance(value, list) else word(value)
    return found


def word(value: Any) -> str:
    """Return a value as text; of one with fields of its own, its name."""
    if isinstance(value, dict):
        return next((str(value[n]) for n in ("name", "Name", "label", "Label") if n in value), "")
    return str(value)
