"""Does what I know fit this mandate, and who else can help? A few questions, nothing kept.

The answer shows where to turn; it never sends anyone away (¶17, R38.1): whoever wants to write may
write. Scope is asked of `law`, by the rule of the day, so a change of the mandate is a change of
data. Where something else comes first (danger, images online, a crime in a family) that is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapporteur.law.models import ScopeRule
from rapporteur.law.queries.scope import answer_for_all

When = ScopeRule.When
Fit = ScopeRule.Answer


class Route(TextChoices):
    """Who is best placed, in the order in which a page names them."""

    NATIONAL_SERVICE = "national_service", _("help where you are")
    HOTLINE = "hotline", _("a hotline for images and videos online")
    HERE = "here", _("this mandate")
    OTHER_MANDATE = "other_mandate", _("another expert or body")


class Matter(TextChoices):
    """What it is about, in words that need no law."""

    SOLD = "sold", _("A child was sold, or given away for something in return")
    ADOPTED = "adopted", _("A child was adopted by cheating, pressure or payment")
    USED = "used", _("A child was used sexually, and someone gained or promised something")
    ABUSED = "abused", _("A child was abused sexually, and nobody gained anything")
    IMAGES = "images", _("Pictures or videos of a child being abused are online")
    PRESSED = "pressed", _("Someone presses a child online to do sexual things or to pay")
    MOVED = "moved", _("A child was taken somewhere to be exploited")
    MARRIED = "married", _("A child was married, or is to be married")
    WORKED = "worked", _("A child is made to work, to beg or to break the law")
    SOLDIER = "soldier", _("A child was taken by an armed group or army")
    PARENT = "parent", _("One parent keeps a child from the other")
    BEATEN = "beaten", _("A child is beaten or neglected at home or at school")
    DETAINED = "detained", _("A child is in prison or locked up")
    LAW = "law", _("A law or a plan that touches children")
    OTHER = "other", _("Something else")


class YesNo(TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("I do not know")


# The scope codes of a matter, and what its own words already say of the facts.
CODES: dict[str, tuple[tuple[str, ...], tuple[ScopeRule.When, ...]]] = {
    Matter.SOLD: (("SALE",), (When.COMMERCIAL,)),
    Matter.ADOPTED: (("SALE.ADOPTION",), ()),
    Matter.USED: (("EXPLPROST",), (When.COMMERCIAL,)),
    Matter.ABUSED: (("CSA",), (When.NOT_COMMERCIAL,)),
    Matter.IMAGES: (("CSAM",), ()),
    Matter.PRESSED: (("SEXTORTION", "SOLICIT"), ()),
    Matter.MOVED: (("TRAFFICKING",), (When.COMMERCIAL,)),
    Matter.MARRIED: (("CEFM",), ()),
    Matter.WORKED: (("SALE.FORCEDLABOUR",), ()),
    Matter.SOLDIER: (("SALE.ARMED",), ()),
    Matter.PARENT: (("ABDUCTION",), (When.NOT_EXPLOITED,)),
}
# Matters that no code of the mandate names, with the bodies that have them as their task.
BODIES: dict[str, tuple[str, ...]] = {
    Matter.BEATEN: ("SRSG-VAC",),
    Matter.DETAINED: ("WGAD", "JUDGES"),
    Matter.SOLDIER: ("SRSG-CAAC",),
}
NEEDS_PAY = {Matter.MARRIED, Matter.WORKED, Matter.SOLDIER}  # the question of something in return
NEAR_FIRST = {Matter.BEATEN, Matter.PARENT}  # help where one is comes before any expert abroad


@dataclass(frozen=True)
class Given:
    """What a person answered. Everything may be left open."""

    matter: str
    under_18: str = YesNo.UNKNOWN  # when it happened
    in_return: str = YesNo.UNKNOWN  # whether anything was given or promised
    danger_now: str = YesNo.UNKNOWN


@dataclass(frozen=True)
class Found:
    """Where to turn, best placed first, why, and which other bodies have it as their task."""

    routes: tuple[Route, ...]
    fit: ScopeRule.Answer
    reasons: tuple[str | Promise, ...]
    bodies: tuple[str, ...] = ()

    @property
    def first(self) -> Route:
        return self.routes[0]


def facts_of(given: Given) -> tuple[ScopeRule.When, ...]:
    """Return what the answers say of the facts, for the rules of scope."""
    said = CODES.get(given.matter, ((), ()))[1]
    if given.in_return == YesNo.YES:
        return (*said, When.COMMERCIAL, When.EXPLOITED)
    if given.in_return == YesNo.NO and given.matter in NEEDS_PAY:
        return (*said, When.NOT_COMMERCIAL, When.NOT_EXPLOITED)
    return said


def fit_of(given: Given, on: date) -> tuple[ScopeRule.Answer, list[str], tuple[str, ...]]:
    """Return the answer of scope with its reasons and other bodies; no code means borderline."""
    codes = CODES.get(given.matter, ((), ()))[0]
    if not codes:
        other = given.matter in BODIES
        return (Fit.OTHER_BODY if other else Fit.BORDERLINE), [], ()
    answer = answer_for_all(list(codes), on, *facts_of(given))
    return answer.answer, answer.reasons, answer.elsewhere


def check(given: Given, on: date) -> Found:
    """Say where to turn with this, by the mandate in force on `on`. Three queries, nothing kept."""
    fit, reasons, elsewhere = fit_of(given, on)
    bodies = tuple(dict.fromkeys((*BODIES.get(given.matter, ()), *elsewhere)))
    said: list[str | Promise] = list(reasons)
    if given.under_18 == YesNo.NO:
        fit = Fit.OTHER_BODY
        said = [_("This mandate acts for people who were under 18 when it happened.")]
    return Found(routes_of(given, fit, bodies), fit, tuple(said), bodies)


def routes_of(given: Given, fit: ScopeRule.Answer, bodies: Sequence[str]) -> tuple[Route, ...]:
    """Return where to turn, in order. Somewhere is always named, and writing here stays open."""
    found: list[Route] = []
    if given.danger_now == YesNo.YES or given.matter in NEAR_FIRST:
        found.append(Route.NATIONAL_SERVICE)
    if given.matter == Matter.IMAGES:
        found.append(Route.HOTLINE)
    if fit == Fit.OTHER_BODY:
        found += [Route.OTHER_MANDATE, Route.HERE]
    else:
        found.append(Route.HERE)
        if bodies:
            found.append(Route.OTHER_MANDATE)
    return tuple(found)
