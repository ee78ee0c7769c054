"""What every door asks of a person. A rule answers None (yes) or the reason why not.

Rules read and never write; the same answer stops the act and explains the greyed button.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.access import roles


class Person(Protocol):
    """Whoever asks: an account, or nobody known."""

    @property
    def pk(self) -> Any: ...
    @property
    def is_authenticated(self) -> bool: ...


Reason = str | Promise
Rule = Callable[[Any], "Reason | None"]  # Any: a room's rule may ask for its own kind of person


def is_signed_in(person: Person) -> Reason | None:
    if not person.is_authenticated:
        return _("Sign in first.")
    return None


def needs(capability: str, roles_of: Callable[[Any], Iterable[str]]) -> Rule:
    """Return the rule that a person has a role with this capability.

    `roles_of` answers the codes of the roles that the person holds today: the room that knows
    memberships gives it. An unknown capability is a KeyError when the rule is made.
    """
    wording = roles.CAPABILITIES[capability]
    labels = [role.label for role in roles.holding(capability)]
    who = format_lazy(", ".join(["{}"] * len(labels)), *labels)

    def rule(person: Any) -> Reason | None:
        if why := is_signed_in(person):
            return why
        if capability in roles.capabilities(roles_of(person)):
            return None
        return format_lazy(
            _("Your roles do not let you {act}. Those who may: {who}."), act=wording, who=who
        )

    rule.__name__ = f"may {capability}"
    rule.__doc__ = f"May {capability}."
    return rule
