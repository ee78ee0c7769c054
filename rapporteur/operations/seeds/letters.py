"""Letters of the seed: each step of a plan is one act of the desk, on the day that is told.

To add a step, write a function and name it in `STEPS` (here or in replies); the data say when.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rapporteur.cases import received
from rapporteur.cases.models import Case
from rapporteur.checklists.answers import Given
from rapporteur.communications import queries, rules, telling
from rapporteur.communications.actions import annexing, checking, drafting, reviewing, sending
from rapporteur.communications.letters import Child, Letter
from rapporteur.communications.models import (
    AnnexLine,
    Communication,
    Correction,
    Reply,
    Review,
    TimeRequest,
)
from rapporteur.kernel.clock import today
from rapporteur.law.queries.instruments import proposed_for
from rapporteur.operations.seeds import texts
from rapporteur.operations.seeds.people import Person
from rapporteur.operations.seeds.telling import Story
from rapporteur.operations.seeds.texts import Plan
from rapporteur.people.desks.exercise import STATE
from rapporteur.world.models import Country

Use = AnnexLine.Use
CITED = 5  # provisions of a letter; the others that are proposed are left out


@dataclass
class Work:
    """A letter on its way: who writes it, who reads it second, and what came of it last."""

    story: Story
    plan: Plan
    letter: Communication
    writer: Person
    second: Person
    reply: Reply | None = None
    request: TimeRequest | None = None
    correction: Correction | None = None
    told: Mapping[str, Any] = field(default_factory=dict)  # what was said of each line of law
    settled: int = 0  # so many versions has the annex record

    def words(self) -> Letter:
        return queries.words_of(self.letter, self.writer.keyring, by=self.writer.account)

    def refresh(self) -> None:
        rows = Communication.objects.select_related("desk", "case__desk", "addressee_state")
        self.letter = rows.get(pk=self.letter.pk)


Step = Callable[[Work, Plan], None]


def begin(story: Story, case: Case, key: str) -> Work:
    """Begin a letter from the blocks of its day."""
    plan = texts.letter(key)
    to, by = plan["to"], story.office.named(plan["by"])
    second = story.office.named("coordinator" if plan["by"] == "officer" else "officer")
    with story.on(plan["begun"]):
        letter = drafting.begin(
            case,
            kind=plan["kind"],
            addressee_kind=to["kind"],
            state=Country.objects.get(iso3=STATE) if to["kind"] == "state" else None,
            addressee=to.get("name", ""),
            subject=plan["subject"],
            language=plan["language"],
            follows_up=story.letters.get(plan.get("follows", "")),
            by=by.account,
        )
    story.letters[key] = letter
    return Work(story, plan, letter, by, second)


def write(work: Work, given: Plan) -> None:
    words = replace(
        work.words(),
        facts=tuple(work.plan["facts"]),
        children=tuple(Child(**one) for one in work.plan["children"]),
    )
    drafting.write(work.letter, words, read=work.letter.version, by=work.writer.account)


def settle_law(work: Work, given: Plan) -> None:
    """Take the first of what the scope codes speak for, and settle each line."""
    by = work.writer.account
    for proposal in proposed_for(work.letter.scope_codes)[:CITED]:
        line = annexing.add(work.letter, proposal.provision, by=by)
        settle(work, line, use_of(line))


def propose_law(work: Work, given: Plan) -> None:
    """Have all of the law proposed, and settle the first lines only."""
    annexing.propose(work.letter, by=work.writer.account)
    for line in queries.lines_of(work.letter)[:CITED]:
        settle(work, line, use_of(line))


def use_of(line: AnnexLine) -> str:
    if not line.is_treaty:
        return Use.STANDARD
    return Use.INTERNAL if line.is_warned else Use.BINDING


def settle(work: Work, line: AnnexLine, use: str) -> None:
    """Settle one line; what was said of the others so far is known from having said it."""
    words, by = texts.words("law", use), work.writer.account
    binds = use == Use.BINDING
    source, note = (words, "") if binds else ("", words)
    annexing.settle(
        line,
        use=use,
        told=work.told,
        read=work.settled,
        source=source,
        note=note,
        depositary_on=today() if binds else None,
        by=by,
    )
    work.told = {**work.told, **annexing.said_of(line, use, source, note, by)}
    work.settled += 1


def confirm_anew(work: Work) -> None:
    """Look at the depositary's page again where a month has begun since."""
    for line in work.letter.lines.stale(today()).select_related("provision__instrument"):
        settle(work, line, Use.BINDING)


def record_answers(work: Work, given: Plan) -> None:
    for mandate, answer in given["answers"].items():
        invitation = work.letter.invitations.get(mandate=mandate)
        by = work.writer.account
        drafting.answer_invitation(invitation, answer=answer, means="mail", by=by)


def submit(work: Work, given: Plan) -> None:
    read, by = work.letter.version, work.writer.account
    reviewing.submit(work.letter, work.words(), read=read, by=by)


def review(work: Work, given: Plan) -> None:
    for kind in (Review.Kind.GENDER, Review.Kind.BEST_INTERESTS):
        words = work.story.words(kind)
        reviewing.review(work.letter, kind=kind, words=words, by=work.second.account)


def check(work: Work) -> None:
    """Answer what the Code of Conduct and the Manual ask of this version."""
    reason = texts.words("checklist")
    given = {
        one.code: Given("na", reason[one.code]) if one.code in reason else Given("yes")
        for one in rules.asked_of(work.letter)
        if not one.gate
    }
    checking.answer(work.letter, given, read=work.letter.version, by=work.writer.account)


def give_back(work: Work, given: Plan) -> None:
    reviewing.give_back(work.letter, words=given["words"], by=work.second.account)


def approve(work: Work, given: Plan) -> None:
    confirm_anew(work)
    check(work)
    words = work.story.words("reading")
    reviewing.approve(work.letter, words=words, by=work.second.account)


def read_sources(work: Work) -> None:
    """Read what the sources of the case wrote since: until then nothing goes on."""
    for joined in work.letter.case.joined.select_related("submission__sealed__record"):
        received.open_submission(joined.submission, work.writer.keyring, by=work.writer.account)


def sign(work: Work, given: Plan) -> None:
    confirm_anew(work)
    read_sources(work)
    reviewing.sign(work.letter, by=work.story.office.holder.account)


def record_reference(work: Work, given: Plan) -> None:
    text = f"{work.letter.kind} {STATE} {given['number']}/{today().year}"
    drafting.record_reference(work.letter, text, by=work.writer.account)


def send(work: Work, given: Plan) -> None:
    confirm_anew(work)
    read_sources(work)
    work.refresh()
    sending.send(work.letter, work.words(), read=work.letter.version, by=work.writer.account)


def export(work: Work, given: Plan) -> None:
    channel, why = given["channel"], given["why"]
    sending.export(work.letter, channel=channel, why=why, by=work.writer.account)


def withdraw(work: Work, given: Plan) -> None:
    reviewing.withdraw(work.letter, words=given["words"], by=work.writer.account)


def tell_sources(work: Work, given: Plan) -> None:
    telling.tell(work.letter, given["text"], work.writer.keyring, by=work.writer.account)


STEPS: Mapping[str, Step] = {
    "write": write,
    "law": settle_law,
    "propose law": propose_law,
    "record answers": record_answers,
    "submit": submit,
    "review": review,
    "return": give_back,
    "approve": approve,
    "sign": sign,
    "record reference": record_reference,
    "send": send,
    "export": export,
    "withdraw": withdraw,
    "tell sources": tell_sources,
}
