"""Questions about scope: which codes a day knew, and what the mandate could answer on that day.

The answer follows the mandate in force on the day of the decision; what duties a State had follows
the day of the facts and is asked elsewhere (DESIGN §9). It is never a hard no: with several codes
the kindest answer leads, and all reasons stay beside it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.law.models import ScopeBasis, ScopeCode, ScopeReading, ScopeRule

Kind = ScopeRule.Answer
When = ScopeRule.When
KINDEST_FIRST = (Kind.FITS, Kind.BORDERLINE, Kind.OTHER_BODY)
BODIES = {  # those of `elsewhere` that are no mandates
    "HAGUE80-CA": gettext_lazy("central authorities under the Hague Convention of 1980"),
}


@dataclass(frozen=True)
class Answer:
    """What the mandate can say of a matter on a day, with the rule and the grounds.

    `rule` is None where no rule of that day decides; then a person does, and `question` says
    what to ask first. `elsewhere` holds codes of mandates, or of `BODIES`, that may act too. `parts` are the answers
    that this one was made from: one a code, or one a possibility.
    """

    answer: ScopeRule.Answer
    rule: ScopeRule | None
    reason: str
    basis: tuple[ScopeBasis, ...] = ()
    elsewhere: tuple[str, ...] = ()
    question: str = ""
    parts: tuple["Answer", ...] = ()

    @property
    def reasons(self) -> list[str]:
        """Return its own reason, then those of all that it was made from, each once."""
        found = [self.reason, *(reason for part in self.parts for reason in part.reasons)]
        return list(dict.fromkeys(found))


@dataclass(frozen=True)
class Branch:
    """A code of a day with the codes below it, in their order."""

    code: ScopeCode
    parts: tuple["Branch", ...]


def grounds() -> QuerySet[ScopeBasis]:
    return ScopeBasis.objects.select_related("provision__instrument")


def codes_on(day: date) -> list[ScopeCode]:
    """Return the codes in use on `day` with what each rests on; two queries."""
    return list(ScopeCode.objects.on(day).prefetch_related(Prefetch("bases", grounds())))


def tree_on(day: date) -> list[Branch]:
    """Return the codes in use on `day` as a tree; a code whose parent was not in use is a root."""
    codes = codes_on(day)
    used = {code.pk for code in codes}
    below: dict[str | None, list[ScopeCode]] = {}
    for code in codes:
        below.setdefault(code.parent_id if code.parent_id in used else None, []).append(code)

    def branch(code: ScopeCode) -> Branch:
        return Branch(code, tuple(branch(part) for part in below.get(code.pk, [])))

    return [branch(code) for code in below.get(None, [])]


def lineage(code: str) -> Iterator[str]:
    """Yield a code and those above it, nearest first: `CSAM.OFFER`, `CSAM`."""
    while code:
        yield code
        code = code.rpartition(".")[0]


def answer_for(code: str, on: date, *when: ScopeRule.When) -> Answer:
    """Return what the mandate can say on the day `on` of the matter `code`.

    `when` is what is known of the facts, such as `When.NOT_COMMERCIAL`; nothing given is nothing
    known. Three queries. Raises ScopeCode.DoesNotExist for a code that is not on record.
    """
    return answer_for_all([code], on, *when)


def answer_for_all(codes: Sequence[str], on: date, *when: ScopeRule.When) -> Answer:
    """Return the kindest answer for a case that holds `codes`, with one part a code."""
    wanted = {above for code in codes for above in lineage(code)}
    found = ScopeCode.objects.filter(pk__in=wanted).prefetch_related(
        "rules", Prefetch("bases", grounds())
    )
    records = {record.pk: record for record in found}
    if missing := sorted(set(codes) - set(records)):
        raise ScopeCode.DoesNotExist(", ".join(missing))
    matters = [code for code in codes if records[code].kind != ScopeCode.Kind.LIABILITY]
    if not matters:
        return which_act(tuple(basis for code in codes for basis in records[code].bases.all()))
    answers = [answer_of(code, records, on, when) for code in matters]
    return answers[0] if len(answers) == 1 else kindest(answers)


def answer_of(
    code: str, records: dict[str, ScopeCode], on: date, when: Sequence[ScopeRule.When]
) -> Answer:
    """Answer by the rule of the code, else of the nearest code above it that has one that day.

    A code that was not in use on that day answers as the one above it did.
    """
    day = on.isoformat()
    for above in lineage(code):
        record = records[above]
        if record.valid_from > day or (record.valid_to and record.valid_to <= day):
            continue
        if rules := [rule for rule in record.rules.all() if rule.holds_on(on)]:
            basis = tuple(records[code].bases.all()) or tuple(record.bases.all())
            return decide([answer_by(rule, basis) for rule in rules], when)
    return Answer(
        Kind.BORDERLINE, None, _("No rule of that day is on record: a person decides with reasons.")
    )


def decide(answers: Sequence[Answer], when: Sequence[ScopeRule.When]) -> Answer:
    """Pick the answers that what is known points to; say what to ask where nothing does."""
    pointed = [one for one in answers if one.rule and one.rule.when in {"", *when}]
    if pointed or len({one.answer for one in answers}) == 1:
        chosen = pointed or list(answers)
        return chosen[0] if len(chosen) == 1 else kindest(chosen)
    return Answer(
        Kind.BORDERLINE,
        None,
        _("The answer depends on something that is not known yet."),
        basis=answers[0].basis,
        elsewhere=all_elsewhere(answers),
        question=question_of(answers),
        parts=tuple(answers),
    )


def question_of(answers: Iterable[Answer]) -> str:
    """Say what has to be asked before one of these answers can be given."""
    depends = {one.rule.when for one in answers if one.rule}
    asked = []
    if depends & {When.COMMERCIAL, When.NOT_COMMERCIAL}:
        asked.append(_("Was anything given or promised in return, to the child or to anyone else?"))
    if depends & {When.EXPLOITED, When.NOT_EXPLOITED}:
        asked.append(_("Is the sale or the exploitation of the child part of it?"))
    return " ".join(asked)


def which_act(basis: tuple[ScopeBasis, ...]) -> Answer:
    """Answer where only forms of liability are named: they attach to an act."""
    return Answer(
        Kind.BORDERLINE,
        None,
        _("This says how someone took part, not yet in what."),
        basis=basis,
        question=_("Which act was attempted or helped, or is a company answerable for?"),
    )


def kindest(answers: Sequence[Answer]) -> Answer:
    """Return the kindest of several answers, with all of them as its parts."""
    best = min(answers, key=lambda one: KINDEST_FIRST.index(one.answer))
    asked = dict.fromkeys(one.question for one in answers if one.question)
    return replace(
        best,
        elsewhere=all_elsewhere(answers),
        question="" if best.answer == Kind.FITS else " ".join(asked),
        parts=tuple(answers),
    )


def all_elsewhere(answers: Iterable[Answer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(body for one in answers for body in one.elsewhere))


def answer_by(rule: ScopeRule, basis: tuple[ScopeBasis, ...]) -> Answer:
    elsewhere = tuple(rule.elsewhere.split(",")) if rule.elsewhere else ()
    return Answer(ScopeRule.Answer(rule.answer), rule, rule.reason, basis, elsewhere)


def answer_kept(rule_id: int) -> Answer:
    """Return the answer that a decision kept by the id of its rule, whatever rules came later."""
    rule = ScopeRule.objects.select_related("scope_code").get(pk=rule_id)
    return answer_by(rule, tuple(grounds().filter(scope_code=rule.scope_code)))


def counted(codes: Iterable[str], reading: ScopeReading) -> list[str]:
    """Return those of a case's codes that a reading of the mandate counts (¶16).

    No query. A reading counts each of its codes with all that stands below it.
    """
    return [code for code in codes if set(lineage(code)) & set(reading.codes)]
