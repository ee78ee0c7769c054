"""What the engine is given of a triage: results, codes and marks, read from its rows."""

from rapporteur.cases.models.triages import Triage
from rapporteur.cases.recommending import Matter, Rule, recommend
from rapporteur.cases.triages import rules


def matter_of(triage: Triage) -> Matter:
    return Matter(
        results=rules.results_of(triage),
        codes=frozenset(
            code.partition(".")[0] for code in triage.coded.values_list("code_id", flat=True)
        ),
        facts=frozenset(triage.facts),
        scope=triage.scope_answer,
        anonymous=rules.is_anonymous(triage),
        child_unready=rules.child_is_guarded(triage) is not None,
    )


def recommendation(triage: Triage) -> Rule:
    """Return what the engine recommends now, with the rule that says so."""
    return recommend(matter_of(triage))
