"""Press statements for tests: all made up, of Exerland, mild."""

from datetime import timedelta

from rapporteur.checklists.answers import Given
from rapporteur.communications import sealing as vault
from rapporteur.kernel.clock import now
from rapporteur.press import actions, rules
from rapporteur.press.models import PressStatement
from rapporteur.press.words import Words
from rapporteur.statements.models import PublicStatement
from tests.factories import communications as letters

TITLE = "Exercise: an expert speaks of placements in Exerland"
TEXT = "Exercise: it is reported that promises were made.\n\nThe Government has not replied yet."
REASON = "Exercise: lives are at risk."


def words(**more):
    return Words(**{"titles": {"en": TITLE}, "texts": {"en": TEXT}, **more})


def in_hours(hours):
    return now() + timedelta(hours=hours)


def make_statement(office, *told, **more):
    by, said = more.pop("by", office.officer), more.pop("words", None) or words()
    return actions.begin(office.desk, said, letters=told, by=by, **more)


def fresh(statement):
    return PressStatement.objects.get(pk=statement.pk)


def words_of(statement, office):
    """Open the newest words without the journal, which commits apart."""
    version = vault.newest(statement.record, statement.version)
    return Words.of(letters.opened(version, office))


def write(statement, office, said=None, **more):
    by, read = more.pop("by", office.officer), more.pop("read", statement.version)
    return actions.write(statement, said or words(), read=read, by=by, **more)


def asked():
    return [one for one in rules.asked() if not one.gate]


def answer(statement, office, by=None):
    given = {one.code: Given("yes") for one in asked()}
    return actions.answer(statement, given, read=statement.version, by=by or office.officer)


def posted_checklist(statement):
    return {"read": statement.version, **{f"answer_{one.code}": "yes" for one in asked()}}


def approve(statement, office, **more):
    given = {"bases": [], "read": statement.version, "by": office.second, **more}
    return actions.approve(statement, words_of(statement, office), given.pop("bases"), **given)


def make_approved(office, *told, **more):
    agrees = bool(more.get("exception"))
    statement = make_statement(office, *told, **more)
    answer(statement, office)
    return approve(statement, office, agrees=agrees)


def act(verb, statement, office):
    do = getattr(actions, verb)
    given = {"read": statement.version, "by": office.officer}
    return do(statement, words_of(statement, office), **given)


def make_held(office, *told, hours=2, **more):
    return act("hold", make_approved(office, *told, embargo_at=in_hours(hours), **more), office)


def make_public(office, *told, **more):
    return act("publish", make_approved(office, *told, **more), office)


def make_letter(office, *, days_ago=61):
    """Return a letter that was sent, on a case whose source allows publication."""
    return letters.make_sent(office, letters.make_signed_on(office), days_ago=days_ago)


def hour_has_come(statement):
    """Let the hour of a statement under embargo be over, in its copy too."""

    past = in_hours(-1)
    PressStatement.objects.filter(pk=statement.pk).update(embargo_at=past)
    PublicStatement.objects.filter(key=statement.public_key).update(said_at=past)
    return fresh(statement)


def base(letter, office):
    return letters.base_of(letter, office)
