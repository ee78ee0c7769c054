"""Who writes at the intake door: the paths, and which of them are a child's.

A path chooses the words and what is asked about consent. It says nothing of the facts: who writes
as an adult may write about today.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Writer(TextChoices):
    """Who writes. A child has two bands; CHILD is the code from before there were any."""

    CHILD_TO_13 = "child_to_13", _("I am under 14")
    CHILD_14_17 = "child_14_17", _("I am 14 to 17")
    ADULT = "adult", _("I am 18 or older and I write about what happened to me as a child")
    RELATIVE = "relative", _("I write about a child in my family or care")
    GROUP = "group", _("I write for a local group or a community")
    ORGANISATION = "organisation", _("I write for an organisation or as a professional")
    OTHER = "other", _("I am someone else who knows of it")
    CHILD = "child", _("I am under 18")


CHILDREN = frozenset({Writer.CHILD.value, Writer.CHILD_TO_13.value, Writer.CHILD_14_17.value})
GROWN = frozenset(Writer.values) - CHILDREN
NO_LONGER_OFFERED = frozenset({Writer.CHILD.value})  # taken where it is posted or stored


def is_child(writer: str) -> bool:
    """Say whether a child wrote, of any band: the rules of DESIGN §9 hold for all of them."""
    return writer in CHILDREN
