"""Submissions, cases and triages for tests: all made up, all of Exerland, mild."""

from dataclasses import dataclass, field
from datetime import timedelta

from rapporteur.cases import actions
from rapporteur.cases.clocks import actions as clocks
from rapporteur.cases.criteria import Criterion
from rapporteur.cases.facts import Choice
from rapporteur.cases.models import RiskEvent, Triage
from rapporteur.cases.triages import actions as triages
from rapporteur.cases.triages import rules, saving
from rapporteur.cases.triages.words import Opened, Words
from rapporteur.intake import receipts, threads
from rapporteur.intake.models import Submission
from rapporteur.kernel.clock import today
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.envelopes import open_body
from rapporteur.kernel.vault.models import Version
from rapporteur.people.desks.models import Desk
from tests.factories.halves import make_pair
from tests.factories.people import make_desk, make_member
from tests.factories.vaults import make_group, make_keyring

ADULT = {
    "writer": "relative",
    "what": "A child was promised to a family abroad.",
    "state": "XEX",
    "name": "A. Source",
    "may_send": "yes",
    "may_answer": "yes",
}
CHILD = {"writer": "child", "what": "I am asking for a friend.", "may_answer": "yes"}
REASON = "as the submission says"


@dataclass
class Office:
    """A desk with a key, its people and their open vaults."""

    desk: Desk
    officer: object
    second: object
    holder: object
    keyring: object  # of the officer
    rings: tuple = ()  # of officer, coordinator, mandate-holder; the last two hold a half each
    receipts: dict = field(default_factory=dict)


def make_office(code="SALECHILD"):
    desk = make_desk(code)
    people = [
        make_member(desk, role).account
        for role in ("desk_officer", "coordinator", "mandate_holder")
    ]
    rings = [make_keyring(person.pk) for person in people]
    desk.recipient = make_group(*rings).pk
    desk.save(update_fields=["recipient"])
    make_pair(desk.recipient, *rings[1:])
    return Office(desk, *people, rings[0], rings=tuple(rings))


def office_of(client, second=None, holder=None):
    """Return the office of a client of the desk whose vault is open."""
    make_pair(client.desk.recipient)
    return Office(client.desk, client.person, second, holder, client.keyring)


def make_submission(office, *, receipt=None, **answers):
    """Return a submission as a source sends it; `answers` are put beside those of an adult."""
    receipt = receipt or receipts.receipt_of(receipts.new_code())
    threads.begin(receipt, office.desk.recipient)
    contents = threads.read(receipt)
    contents.answers = {**ADULT, **answers}
    threads.send(receipt, contents)
    submission = Submission.objects.get(thread=contents.thread)
    office.receipts[submission.pk] = receipt
    return submission


def make_case(office, answers=None, **more):
    """Return a case of one submission with these answers."""
    given = {**ADULT, **(answers or {}), **more}
    submission = make_submission(office, **given)
    return actions.open_case(submission, given, by=office.officer)


def make_event(office, case, days=20):
    """Write down a court date in so many days, at midnight UTC."""
    on = today() + timedelta(days=days)
    return clocks.add_event(case, RiskEvent.Kind.COURT, on, None, "UTC", by=office.officer)


def make_child_case(office):
    """Return a case that rests on a child alone, who was asked for no name."""
    blank = dict.fromkeys(ADULT, "")
    submission = make_submission(office, **{**blank, **CHILD})
    return actions.open_case(submission, CHILD, by=office.officer)


def words_of(triage, office):
    """Open the newest words of a triage without the journal, which commits apart."""
    version = Version.objects.get(record=triage.record_id, number=triage.version)
    kept = version.wraps.select_related("epoch").get(epoch__recipient=office.desk.recipient)
    key = records.opened(kept, version, office.keyring)
    return Opened(Words.of(open_body(bytes(version.envelope), key, version.place)), triage.version)


def make_triage(office, case=None, **more):
    return triages.begin(case or make_case(office, **more), by=office.officer)


def weigh_all(triage, office, result="pass", **others):
    """Weigh every criterion; `others` are results by the last part of a criterion's code."""
    given = {one.value: (others.get(one.name.lower(), result), REASON) for one in Criterion}
    return saving.weigh(triage, given, opened=words_of(triage, office), by=office.officer)


def describe(triage, office, *codes, **more):
    codes = codes or ("SALE.ADOPTION",)
    said = saving.Described(
        codes=codes, primary=codes[0], states=more.pop("states", ("XEX",)), month="2026-03", **more
    )
    return saving.describe(triage, said, opened=words_of(triage, office), by=office.officer)


def involve_all(triage, office, choice=Choice.LEAVE_OUT):
    given = {one.target: (choice, REASON) for one in rules.proposals_of(triage)}
    return saving.involve(triage, given, opened=words_of(triage, office), by=office.officer)


def propose(triage, office, outcome="ACT_AL", attitude="DIRECT"):
    said = saving.Proposed(attitude, REASON, outcome, REASON)
    return saving.propose(triage, said, opened=words_of(triage, office), by=office.officer)


def complete(triage, office, outcome="ACT_AL", **results):
    """Fill a triage in all its parts."""
    triage = describe(triage, office)
    triage = weigh_all(triage, office, **results)
    triage = involve_all(triage, office)
    return propose(triage, office, outcome)


def make_waiting(office, case=None, outcome="ACT_AL", **results):
    triage = complete(make_triage(office, case), office, outcome, **results)
    return triages.submit(triage, by=office.officer)


def make_decided(office, case=None, outcome="ACT_AL", **results):
    triage = make_waiting(office, case, outcome, **results)
    decided = triages.decide(
        triage, outcome, REASON, opened=words_of(triage, office), by=office.holder
    )
    return Triage.objects.select_related("case").get(pk=decided.pk)
