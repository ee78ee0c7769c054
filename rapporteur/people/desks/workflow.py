"""How someone becomes a member of a desk, and how that ends. Two holders of its key: ADR 0101."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.workflow import Step
from rapporteur.people.desks import rules


class State(TextChoices):
    INVITED = "invited", _("invited")
    LET_IN = "let_in", _("let in")
    REMOVED = "removed", _("removed")


LET_IN = Step(
    "let in",
    [State.INVITED],
    State.LET_IN,
    (rules.lets_in_at_the_desk, rules.is_not_oneself, rules.two_holders_stand_for_it),
)
AGREE = Step(
    "agree",
    [State.INVITED],
    State.INVITED,
    (rules.is_not_oneself, rules.is_a_second_holder),
)
AGREE_AT_THE_DESK = Step(
    "agree to roles or key",
    [State.LET_IN],
    State.LET_IN,
    (rules.is_not_oneself, rules.is_a_second_holder, rules.still_leaves_a_coordinator),
)
REMOVE = Step(
    "remove",
    [State.INVITED, State.LET_IN],
    State.REMOVED,
    (rules.removes_at_the_desk, rules.is_not_oneself, rules.leaves_a_coordinator),
)
STEPS = (AGREE, LET_IN, AGREE_AT_THE_DESK, REMOVE)
