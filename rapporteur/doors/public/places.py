"""Where a record has its page at this door."""

from collections.abc import Mapping
from typing import Any

from django.urls import NoReverseMatch, reverse


def address(place: Mapping[str, Any]) -> str | None:
    """Return the address of a place (`kernel.findables.Place` as it is stored), None without one."""
    try:
        found = reverse(place["name"], args=place["args"])
    except NoReverseMatch:  # a page that this door does not have
        return None
    return f"{found}#{place['part']}" if place["part"] else found
