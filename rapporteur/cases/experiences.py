"""Shared experience at the desk: listed, opened one by one, marked with a theme. Never a case."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapporteur.cases import rules, sealing
from rapporteur.intake import experiences
from rapporteur.intake.models import Experience, ExperienceQuerySet, Theme
from rapporteur.intake.questions import Form
from rapporteur.intake.shared_questions import ASKED
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.people.accounts.models import Account
from rapporteur.world.models import Country

A_PAGE = 50
REUSE = "reuse"


@dataclass(frozen=True)
class Line:
    question: str | Promise
    answer: str | Promise


def visible_to(person: Account, theme: str = "") -> ExperienceQuerySet:
    """Return what was shared with a person's desks, newest first; `theme` keeps those marked so."""
    found = Experience.objects.of_desks(rules.recipients_read(person)).newest_first()
    return found.on_theme(theme) if theme else found


def open_one(one: Experience, keyring: Keyring, *, by: Account) -> Mapping[str, str]:
    """Open what was shared, journalled before it is shown. Raises Refused."""
    require_ours(one, by)
    with sealing.answering():
        return experiences.opened(one, keyring, by=str(by.pk))


def require_ours(one: Experience, person: Account) -> None:
    if one.desk not in rules.recipients_read(person):
        raise Refused(_("This was sent to another desk."))


def lines(answers: Mapping[str, str]) -> list[Line]:
    """Return what was answered, in the order of the page; what was left empty is left out."""
    return [
        Line(question.words, in_words(question.form, question.choices, answers[question.code]))
        for question in ASKED
        if answers.get(question.code)
    ]


def in_words(
    form: Form, choices: tuple[tuple[str, str | Promise], ...], answer: str
) -> str | Promise:
    if form == Form.STATE:
        country: Country | None = Country.objects.filter(iso3=answer).first()
        return country.name if country else answer
    return dict(choices).get(answer, answer)


def may_be_reused(answers: Mapping[str, str]) -> bool:
    """Say whether its writer said yes to use in what is published; not said is no."""
    return answers.get(REUSE) == "yes"


@transaction.atomic
def mark(one: Experience, theme: str, *, by: Account) -> Experience:
    """Mark what it is about, or take the mark away. Raises Refused."""
    require_ours(one, by)
    if theme and theme not in Theme.values:
        raise Refused(_("Choose one of the themes."))
    one.theme = theme
    one.save(update_fields=["theme"])
    journal.record("mark theme", one, by=str(by.pk), detail={"theme": theme})
    return one
