"""The scope of a triage by the rule of the day: the answer, and for each code the rule behind it."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from rapporteur.cases.facts import Known
from rapporteur.cases.models import Coded, Triage
from rapporteur.kernel.refusals import Refused
from rapporteur.law.models import ScopeCode, ScopeRule
from rapporteur.law.queries.scope import answer_for, answer_for_all

When = ScopeRule.When
SAID: dict[tuple[str, str], ScopeRule.When] = {
    ("commercial", Known.YES): When.COMMERCIAL,
    ("commercial", Known.NO): When.NOT_COMMERCIAL,
    ("exploited", Known.YES): When.EXPLOITED,
    ("exploited", Known.NO): When.NOT_EXPLOITED,
}


def known_facts(triage: Triage) -> list[ScopeRule.When]:
    """Return what is known of the matter, for the rules of scope. Unknown is left out."""
    pairs = (("commercial", triage.commercial), ("exploited", triage.exploited))
    return [SAID[pair] for pair in pairs if pair in SAID]


def code(triage: Triage, codes: Sequence[str], day: date) -> None:
    """Put the codes in place by the rules of `day`; the caller saves the triage. Raises Refused."""
    when = known_facts(triage)
    triage.coded.all().delete()
    triage.scope_answer, triage.scope_on = "", None
    if not codes:
        return
    try:
        triage.scope_answer = answer_for_all(list(codes), day, *when).answer
    except ScopeCode.DoesNotExist:
        raise Refused(_("One of these codes is not on record.")) from None
    triage.scope_on = day
    for one in codes:
        answer = answer_for(one, day, *when)
        row = Coded(triage=triage, code_id=one, answer=answer.answer, rule=answer.rule)
        row.save(force_insert=True)
