"""Run the seed: each matter in one transaction, those that stand already passed over.

Which stand is read from the journal, whose entry is written with the matter: a seed that was
killed leaves whole matters, and the next one goes on with the others.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import translation

from rapporteur.cases.models import Case
from rapporteur.intake.models import Submission
from rapporteur.kernel.clock import true_now
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.operations.seeds import cases, letters, press, publishing, replies, sources, texts
from rapporteur.operations.seeds.people import Office, open_office
from rapporteur.operations.seeds.telling import Story
from rapporteur.operations.seeds.texts import Plan
from rapporteur.people.desks.exercise import STATE, move_back
from rapporteur.world.models import Country

BY, VERB = "command:seed", "seed matter"
LOCK = 7_119_092  # any number, as long as nothing else of ours takes the same
BEFORE = timedelta(days=365)  # since when the people of the exercise are told to be there
STEPS: Mapping[str, letters.Step] = {
    **letters.STEPS,
    **replies.STEPS,
    **publishing.STEPS,
    **press.STEPS,
}


def done() -> set[str]:
    """Return the keys of the matters that stand."""
    return set(Entry.objects.filter(verb=VERB, by=BY).values_list("subject_id", flat=True))


def left() -> list[tuple[int, Plan]]:
    """Return the matters that do not stand yet, each with its place."""
    standing = done()
    return [pair for pair in enumerate(texts.matters()) if pair[1]["key"] not in standing]


def refusal() -> str | None:
    """Say why nothing may be made here, or None."""
    if not is_exercise():
        return "This is a real installation: made-up cases have no place in it."
    if not Country.objects.filter(iso3=STATE).exists():
        return "Exerland is not on record, so nothing can be made up of it."
    if not done() and (Case.objects.exists() or Submission.objects.exists()):
        return "Something lies at this desk already. Made-up cases are for an empty desk."
    return None


def is_due() -> bool:
    """Say whether a seed has something to do here, and may."""
    return refusal() is None and bool(left())


def seed() -> int:
    """Make what does not stand yet; return how many matters were made. Raises Refused."""
    if reason := refusal():
        raise Refused(reason)
    waiting = left()
    if not waiting:
        return 0
    office = open_office()
    move_back(office.desk, since(), by=BY)
    with translation.override("en"), journal.one_connection_apart():
        return sum(make(office, number, matter) for number, matter in waiting)


def since() -> date:
    return (true_now() - BEFORE).date()


@transaction.atomic
def make(office: Office, number: int, matter: Plan) -> bool:
    """Make one matter from its submissions to its letters; False where another seed was first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if matter["key"] in done():
        return False
    story = Story(office, number)
    arrived = {one["source"]: one["days"] for one in matter["received"]}
    for key, days in arrived.items():
        sources.send(story, key, days)
    if "read" in matter:
        for key in arrived:
            sources.read(story, key, matter["read"])
    for place, plan in enumerate(matter["cases"]):
        if not place:
            cases.read_all(story, plan, arrived)
        case = cases.go_on(story, cases.open_case(story, plan, arrived), plan)
        for key in plan.get("letters", ()):
            carry(letters.begin(story, case, key))
    detail = {"submissions": len(arrived), "cases": len(matter["cases"])}
    journal.record(VERB, ("matter", matter["key"]), by=BY, detail=detail)
    return True


def carry(work: letters.Work) -> None:
    """Take a letter through the steps of its plan."""
    for given in work.plan["steps"]:
        work.refresh()
        with work.story.on(given["days"]):
            STEPS[given["do"]](work, given)


def command() -> int:
    """Seed and say so in one line. Raises Refused."""
    made = seed()
    what = f"{texts.number_of_cases()} cases of the exercise"
    print(f"The desk is at work: {what}." if made else f"Nothing to do: {what} stand already.")
    return 0
