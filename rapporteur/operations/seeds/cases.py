"""Cases of the seed: opened and joined by the officer, weighed item by item, decided or left."""

from collections.abc import Callable, Mapping, Sequence

from rapporteur.cases import actions
from rapporteur.cases.criteria import Criterion
from rapporteur.cases.facts import Choice
from rapporteur.cases.models import Case, Triage
from rapporteur.cases.triages import actions as triages
from rapporteur.cases.triages import rules, saving
from rapporteur.cases.triages import words as triage_words
from rapporteur.operations.seeds import sources, texts
from rapporteur.operations.seeds.people import Person
from rapporteur.operations.seeds.telling import Story, day_before
from rapporteur.operations.seeds.texts import Plan


def open_case(story: Story, plan: Plan, arrived: Mapping[str, int]) -> Case:
    """Make a case of the first submission, join the others as they come, write its note."""
    officer = story.office.officer.account
    first, *others = [key for key in arrived if key in plan.get("only", arrived)]
    with story.on(plan["opened"]):
        one = story.received[first]
        case = actions.open_case(one.submission, one.answers, by=officer)
    for key in others:
        with story.on(min(plan["opened"], arrived[key])):
            one = story.received[key]
            actions.join(case, one.submission, one.answers, by=officer)
    if "note" in plan:
        days, text = plan["note"]
        with story.on(days):
            actions.note(case, text, by=officer)
    return case


def read_all(story: Story, plan: Plan, arrived: Mapping[str, int]) -> None:
    for key, days in arrived.items():
        sources.read(story, key, min(plan["opened"], days))


def go_on(story: Story, case: Case, plan: Plan) -> Case:
    """Take a case as far as its plan says; return it as it stands."""
    if "triage" in plan:
        prepare(story, case, plan["triage"])
    officer = story.office.officer.account
    for what, act in (("closed", actions.close), ("reopened", actions.reopen)):
        if what in plan:
            days, reason = plan[what]
            with story.on(days):
                act(case, reason, by=officer)
    return Case.objects.select_related("desk", "current").get(pk=case.pk)


# Triage


def reading(triage: Triage, person: Person) -> triage_words.Opened:
    return triage_words.read(triage, person.keyring, by=person.id)


def describe(story: Story, triage: Triage, plan: Plan) -> Triage:
    officer = story.office.officer
    said = saving.Described(
        codes=tuple(plan["codes"]),
        primary=next(iter(plan["codes"]), ""),
        commercial=plan["commercial"],
        exploited=plan["exploited"],
        facts=tuple(plan["facts"]),
        causes=tuple(plan["causes"]),
        side=plan["side"],
        emerging=plan.get("emerging", False),
        states=("XEX",),
        month=f"{day_before(plan['facts_days']):%Y-%m}",
        age=plan["age"],
        note=story.words("scope"),
    )
    return saving.describe(triage, said, opened=reading(triage, officer), by=officer.account)


def weigh(story: Story, triage: Triage, plan: Plan) -> Triage:
    officer, results = story.office.officer, plan.get("weighed", {})
    given = {}
    for place, criterion in enumerate(Criterion.values):
        usual = "fail" if criterion == Criterion.URGENT else "pass"
        result = results.get(criterion, usual)
        given[criterion] = (result, story.words("criteria", criterion, result, further=place))
    return saving.weigh(triage, given, opened=reading(triage, officer), by=officer.account)


def involve(story: Story, triage: Triage, plan: Plan) -> Triage:
    officer, given = story.office.officer, {}
    for place, proposal in enumerate(rules.proposals_of(triage)):
        choice = chosen(proposal.target, plan)
        given[proposal.target] = (choice, story.words("involve", choice, further=place))
    return saving.involve(triage, given, opened=reading(triage, officer), by=officer.account)


def chosen(target: str, plan: Plan) -> Choice:
    if target in plan.get("invite", ()):
        return Choice.INVITE
    return Choice.INFORM if target in plan.get("inform", ()) else Choice.LEAVE_OUT


def guard(story: Story, triage: Triage, plan: Plan) -> Triage:
    officer, child = story.office.officer, plan.get("child", {})
    said = saving.Guarded(
        risk=plan["risk"],
        risk_note=story.words("risk", plan["risk"]),
        best_interests=child.get("best_interests", ""),
        safe_person=child.get("safe_person", ""),
        no_safe_person=child.get("no_safe_person", ""),
    )
    return saving.guard(triage, said, opened=reading(triage, officer), by=officer.account)


def propose(story: Story, triage: Triage, plan: Plan) -> Triage:
    officer, attitude = story.office.officer, plan.get("attitude", "DIRECT")
    said = saving.Proposed(
        attitude, story.words("attitude", attitude), plan["outcome"], story.words("proposed")
    )
    return saving.propose(triage, said, opened=reading(triage, officer), by=officer.account)


Part = Callable[[Story, Triage, Plan], Triage]
PARTS: Mapping[str, Sequence[Part]] = {  # what is filled in when a triage has come so far
    "begun": (),
    "described": (describe,),
    "weighed": (describe, weigh),
    "proposed": (describe, weigh, involve, guard, propose),
}


def prepare(story: Story, case: Case, plan: Plan) -> None:
    """Fill a triage in as far as its plan says, hand it up, back, or have it decided."""
    officer = story.office.officer.account
    with story.on(plan["begun"]):
        triage = triages.begin(case, by=officer)
        for part in PARTS.get(plan["until"], PARTS["proposed"]):
            triage = part(story, triage, plan)
    if second := plan.get("child", {}).get("second"):
        with story.on(second):
            triage = triages.second(triage, by=story.office.coordinator.account)
    if plan["until"] not in {"waiting", "returned", "decided"}:
        return
    with story.on(plan["submitted"]):
        triage = triages.submit(triage, by=officer)
    if plan["until"] == "returned":
        hand_back(story, triage, plan)
    if plan["until"] == "decided":
        decide(story, triage, plan)


def hand_back(story: Story, triage: Triage, plan: Plan) -> None:
    holder = story.office.holder.account
    with story.on(plan["returned"]):
        triages.hand_back(triage, by=holder)
        actions.note(triage.case, plan["back"], by=holder)


def decide(story: Story, triage: Triage, plan: Plan) -> None:
    """Let the mandate-holder decide, as proposed or otherwise."""
    holder = story.office.holder
    outcome = plan.get("decision", plan["outcome"])
    reasons = texts.words("decided" if outcome == plan["outcome"] else "otherwise")
    with story.on(plan["decided"]):
        triages.decide(
            triage,
            outcome,
            story.one_of(reasons),
            opened=reading(triage, holder),
            by=holder.account,
        )
