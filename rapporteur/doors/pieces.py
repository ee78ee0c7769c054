"""Texts from which something was removed, for a page: the reason in words in the place of its code."""

from typing import Any

from rapporteur.publication.pieces import Removed


def labelled(value: Any) -> Any:
    """Return public words, however deep they lie, with reasons in the active language."""
    if isinstance(value, list):
        return [labelled(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "removed" in value:
        return {"why": Removed(value["removed"]).label}
    return {name: labelled(one) for name, one in value.items()}
