"""Press statements of the seed: a draft, one under embargo, one that is public; each on a letter."""

from collections.abc import Mapping
from datetime import timedelta

from rapporteur.checklists.answers import Given
from rapporteur.kernel.clock import now
from rapporteur.operations.seeds.letters import Step, Work, read_sources
from rapporteur.operations.seeds.texts import Plan
from rapporteur.press import actions, reading, rules
from rapporteur.press.models import PressStatement
from rapporteur.press.words import Words


def words_of(given: Plan) -> Words:
    return Words(titles={"en": given["title"]}, texts={"en": given["text"]})


def draft(work: Work, given: Plan) -> PressStatement:
    """Write a statement on the letter and answer its checklist: it waits for the second person."""
    ahead = given.get("ahead")
    by = work.writer.account
    statement = actions.begin(
        work.letter.desk,
        words_of(given),
        letters=[work.letter],
        embargo_at=now() + timedelta(days=ahead) if ahead else None,
        by=by,
    )
    answers = {one.code: Given("yes") for one in rules.asked() if not one.gate}
    actions.answer(statement, answers, read=statement.version, by=by)
    return statement


def approve(work: Work, given: Plan) -> PressStatement:
    """Have it approved by the second person, who opens the letter for the names in it."""
    read_sources(work)
    statement, second = draft(work, given), work.second
    bases = reading.bases_of(statement, second.keyring, by=second.account)
    return actions.approve(
        statement, words_of(given), bases, read=statement.version, by=second.account
    )


def draft_statement(work: Work, given: Plan) -> None:
    draft(work, given)


def hold_statement(work: Work, given: Plan) -> None:
    """Hold an approved statement to its hour, so many days ahead."""
    done = approve(work, given)
    actions.hold(done, words_of(given), read=done.version, by=work.writer.account)


def publish_statement(work: Work, given: Plan) -> None:
    done = approve(work, given)
    actions.publish(done, words_of(given), read=done.version, by=work.writer.account)


STEPS: Mapping[str, Step] = {
    "draft statement": draft_statement,
    "hold statement": hold_statement,
    "publish statement": publish_statement,
}
