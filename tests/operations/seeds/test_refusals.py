"""Where the seed makes nothing, and says why."""

import ast

import pytest

from rapporteur.cases.models import Case
from rapporteur.intake import receipts, threads
from rapporteur.intake.models import Submission
from rapporteur.kernel import clock
from rapporteur.kernel.environment import ROOT
from rapporteur.kernel.instance import queries
from rapporteur.kernel.refusals import Refused
from rapporteur.operations import preparing
from rapporteur.operations.seeds import running
from rapporteur.people.desks.models import Desk
from tests.factories.law import remove_exerland

pytestmark = pytest.mark.requirement("M11")


def send_something():
    receipt = receipts.receipt_of(receipts.new_code())
    threads.begin(receipt, Desk.objects.get().recipient)
    contents = threads.read(receipt)
    contents.answers = {"writer": "other", "what": "Exercise: something of one's own."}
    threads.send(receipt, contents)


def test_real_work_gets_no_made_up_case(empty_desk, monkeypatch):
    monkeypatch.setattr(running, "is_exercise", lambda: False)
    with pytest.raises(Refused, match="real installation"):
        running.seed()
    assert Case.objects.count() == 0


def test_a_desk_with_something_of_its_own_is_left_alone(empty_desk):
    assert preparing.seed_is_due("exercise")
    send_something()
    assert not preparing.seed_is_due("exercise")
    with pytest.raises(Refused, match="empty desk"):
        running.seed()
    assert Submission.objects.count() == 1


def test_a_real_installation_never_waits_for_a_seed():
    assert not preparing.seed_is_due("real")


def test_without_exerland_nothing_can_be_made_up(empty_desk):
    from rapporteur.people.desks.models import MissionMembership

    MissionMembership.objects.all().delete()
    remove_exerland()
    assert not running.is_due()
    with pytest.raises(Refused, match="Exerland"):
        running.seed()


@pytest.mark.parametrize("told", ["", "[]", '[{"role": "coordinator"}]', "{"])
def test_accounts_that_cannot_be_read_are_told(empty_desk, told):
    (empty_desk / "exercise.json").write_text(told)
    with pytest.raises(Refused, match="make run"):
        running.seed()


def test_a_changed_passphrase_is_told(empty_desk):
    path = empty_desk / "exercise.json"
    path.write_text(path.read_text().replace('"vault_passphrase": "', '"vault_passphrase": "x'))
    with pytest.raises(Refused, match="changed a passphrase"):
        running.seed()


@pytest.mark.django_db
def test_the_clock_tells_no_past_in_real_work(monkeypatch):
    monkeypatch.setattr(queries, "mode", lambda: "real")
    with pytest.raises(Refused, match="nothing else"), clock.told(clock.true_now()):
        pass


def test_nothing_but_the_seed_tells_a_past():
    """Whoever else told a past would date what people do as they like."""
    users = [
        path
        for path in (ROOT / "rapporteur").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.Attribute) and node.attr == "told" and named(node) == "clock")
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == "rapporteur.kernel.clock"
            and "told" in {one.name for one in node.names}
        )
    ]
    assert [path.name for path in users] == ["telling.py"]


def named(node):
    return node.value.id if isinstance(node.value, ast.Name) else ""
