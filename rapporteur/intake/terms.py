"""Words of the questions that not everyone knows, each explained on the page where it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Term:
    word: str | Promise
    meaning: str | Promise


TERMS: Mapping[str, Term] = {
    "sealed": Term(
        _("sealed"),
        _(
            "Locked by mathematics. Only the people of this desk can open it, and you with your code."
        ),
    ),
    "government": Term(
        _("Government"),
        _("Those who rule a country. We write to its foreign ministry, never to a local office."),
    ),
    "authorities": Term(
        _("authorities"),
        _("Those who must act by law: police, courts, offices for children, border guards."),
    ),
    "ombudsperson": Term(
        _("ombudsperson"),
        _("A person, paid by the State but not told what to do, who takes complaints about it."),
    ),
    "child_protection": Term(
        _("child protection"),
        _("The office or people whose work it is to keep children safe where you live."),
    ),
    "other_body": Term(
        _("another body of the United Nations"),
        _("For example a committee of a treaty, UNICEF, or another independent expert."),
    ),
    "regional_court": Term(
        _("regional court"),
        _("A court for many countries of one part of the world, for example of Africa or Europe."),
    ),
    "other_experts": Term(
        _("other experts of the United Nations"),
        _("Independent persons with other tasks, for example against slavery. They may sign too."),
    ),
    "consent": Term(
        _("what you allow"),
        _("Your yes or no to each thing we might do. You can change it later with your code."),
    ),
}


def explained(codes: Iterable[str]) -> list[Term]:
    """Return the terms of a page, in its order."""
    return [TERMS[code] for code in codes]
