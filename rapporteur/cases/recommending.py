"""What the engine recommends for a case: rules in their order, the first that holds answers.

It recommends and nothing more: a named person decides, and both are kept. It sees what a person
weighed, never a text. Exhaustion of remedies, ratification and the standing of an organisation are
no part of what it is given, so they cannot stop anything.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.criteria import Criterion, Result
from rapporteur.cases.facts import Fact
from rapporteur.cases.outcomes import Outcome
from rapporteur.law.models import ScopeRule

MUST_BE_KNOWN = (
    Criterion.FACTUAL,
    Criterion.STANDING,
    Criterion.SCOPE,
    Criterion.STATE_OR_ACTOR,
    Criterion.CONSENT,
    Criterion.NO_HARM,
)


@dataclass(frozen=True)
class Matter:
    """What is known of a case when it is weighed: results by criterion, codes, three marks."""

    results: Mapping[str, str] = field(default_factory=dict)
    codes: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    scope: str = ""  # the answer of the rule of the day
    anonymous: bool = False
    child_unready: bool = False  # a child alone, and what must come first is not done

    def fails(self, criterion: Criterion) -> bool:
        return self.results.get(criterion) == Result.FAIL

    def meets(self, criterion: Criterion) -> bool:
        return self.results.get(criterion) == Result.PASS


@dataclass(frozen=True)
class Rule:
    """One rule: when it holds, what it recommends, and why in words."""

    key: str
    holds: Callable[[Matter], bool]
    outcome: Outcome
    reason: Promise


RULES: tuple[Rule, ...] = (
    Rule(
        "ABUSIVE",
        lambda matter: matter.fails(Criterion.NOT_ABUSIVE),
        Outcome.CLOSE_INADMISSIBLE,
        _("Its language is abusive."),
    ),
    Rule(
        "UNFOUNDED",
        lambda matter: matter.fails(Criterion.NOT_UNFOUNDED),
        Outcome.CLOSE_INADMISSIBLE,
        _("It is manifestly unfounded or politically motivated."),
    ),
    Rule(
        "INVESTIGATION",  # ST/SGB/2003/13, as known generally (SG15)
        lambda matter: Fact.AID_WORKER in matter.facts,
        Outcome.INVESTIGATION_CHANNEL,
        _("People of the United Nations or of aid work are alleged to be involved."),
    ),
    Rule(
        "OTHER_BODY",
        lambda matter: matter.scope == ScopeRule.Answer.OTHER_BODY,
        Outcome.REFER_OTHER_MANDATE,
        _("By the rule of the day another body is better placed."),
    ),
    Rule(
        "OUT_OF_SCOPE",
        lambda matter: matter.fails(Criterion.SCOPE),
        Outcome.CLOSE_OUT_OF_SCOPE,
        _("It was found to be outside the mandate."),
    ),
    Rule(
        "HARM",
        lambda matter: matter.fails(Criterion.NO_HARM),
        Outcome.REFER_PROTECTION_SERVICE,
        _("Acting would put someone in more danger: protection comes first."),
    ),
    Rule(
        "CHILD_ALONE",
        lambda matter: matter.child_unready,
        Outcome.REFER_PROTECTION_SERVICE,
        _("A child writes alone, and best interests, second officer or safe person are open."),
    ),
    Rule(
        "MATERIAL_ONLINE",
        lambda matter: matter.anonymous and "CSAM" in matter.codes,
        Outcome.REFER_HOTLINE,
        _("Material online from a source that is not known: a hotline can have it taken down."),
    ),
    Rule(
        "ANONYMOUS",
        lambda matter: matter.anonymous,
        Outcome.INFO_FOR_TRENDS,
        _("The source is not known: it can serve trends, visits and referral, not a letter."),
    ),
    Rule(
        "NO_FACTS",
        lambda matter: matter.fails(Criterion.FACTUAL),
        Outcome.REQUEST_MORE_INFO,
        _("It does not describe facts yet."),
    ),
    Rule(
        "MEDIA_ONLY",
        lambda matter: matter.fails(Criterion.NOT_MEDIA_ONLY),
        Outcome.REQUEST_MORE_INFO,
        _("It rests on reports of mass media alone."),
    ),
    Rule(
        "NO_STANDING",
        lambda matter: matter.fails(Criterion.STANDING),
        Outcome.INFO_FOR_TRENDS,
        _("It does not come from someone with direct or reliable knowledge."),
    ),
    Rule(
        "NO_CONSENT",
        lambda matter: matter.fails(Criterion.CONSENT),
        Outcome.INFO_FOR_TRENDS,
        _("The consent given is not enough for a letter."),
    ),
    Rule(
        "NOBODY_TO_ADDRESS",
        lambda matter: matter.fails(Criterion.STATE_OR_ACTOR),
        Outcome.INFO_FOR_VISIT,
        _("There is nobody to address a letter to."),
    ),
    Rule(
        "NOT_KNOWN_YET",
        lambda matter: not all(matter.meets(criterion) for criterion in MUST_BE_KNOWN),
        Outcome.REQUEST_MORE_INFO,
        _("Something that must be known before a letter is not known yet."),
    ),
    Rule(
        "LAW",
        lambda matter: Fact.LAW in matter.facts,
        Outcome.ACT_OL,
        _("The matter is the text of a law, bill or policy."),
    ),
    Rule(
        "CANNOT_WAIT",
        lambda matter: matter.meets(Criterion.URGENT),
        Outcome.ACT_UA,
        _("Something grave is happening or about to happen."),
    ),
    Rule(
        "ALLEGATION",
        lambda _matter: True,
        Outcome.ACT_AL,
        _("What must hold before a letter holds."),
    ),
)
BY_KEY: dict[str, Rule] = {rule.key: rule for rule in RULES}


def recommend(matter: Matter) -> Rule:
    """Return the first rule that holds; the last one always does."""
    return next(rule for rule in RULES if rule.holds(matter))
