"""The gate before going live: who may say what, and what opens the door."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from rapporteur.kernel.clock import today
from rapporteur.kernel.instance import actions, golive
from rapporteur.kernel.instance.golive import Drill, Facts
from rapporteur.kernel.instance.models import GoLiveStep
from rapporteur.kernel.instance.queries import is_live
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused

DRILLED = (Drill("Desk", "12", "Geneva"), Drill("Desk", "23", "Port Exer"))
ALL = Facts(
    answers=dict.fromkeys(("host", "protection", "texts", "compulsion"), True),
    desks=("Desk",),
    drills=DRILLED,
    helplines=1,
)


def but(**changed):
    return Facts(**{**ALL.__dict__, **changed})


def test_every_item_says_what_it_asks_of_whom_and_by_what_evidence():
    assert len(set(golive.CODES)) == len(golive.ITEMS)
    assert all(one.asks and one.who and one.evidence for one in golive.ITEMS)
    assert [one.code for one in golive.ITEMS if not one.attested] == ["drill"]
    assert golive.OPEN not in golive.CODES


def test_nothing_known_is_all_missing():
    assert tuple(golive.missing(Facts())) == golive.CODES
    assert golive.missing(ALL) == {}


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (but(desks=()), "there is no desk yet"),
        (but(drills=DRILLED[:1]), "Desk: drilled in 1 of 2 places"),
        (
            but(drills=(DRILLED[0], Drill("Desk", "23", " GENEVA "))),
            "Desk: drilled in 1 of 2 places",
        ),
        (
            but(drills=(DRILLED[0], Drill("Desk", "12", "Port Exer"))),
            "Desk: share 3 was in no drill",
        ),
        (but(desks=("Desk", "Other")), "Other: drilled in 0 of 2 places"),
    ],
)
def test_two_places_and_all_three_shares_of_each_desk_are_needed(facts, reason):
    assert golive.missing(facts) == {"drill": reason}


def test_a_written_fallback_stands_for_helplines():
    assert "no fallback" in golive.missing(but(helplines=0))["helplines"]
    assert golive.missing(but(helplines=0, answers={**ALL.answers, "helplines": True})) == {}


def test_what_was_withdrawn_is_missing():
    assert golive.missing(but(answers={**ALL.answers, "host": False})) == {"host": "withdrawn"}


@pytest.mark.django_db
def test_an_answer_keeps_name_day_and_evidence_and_is_journalled():
    actions.attest("host", name=" A. Officer ", evidence="Agreement of 3 May, safe 2")
    kept = GoLiveStep.objects.get()
    assert (kept.by, kept.day, kept.evidence) == (
        "A. Officer",
        today(),
        "Agreement of 3 May, safe 2",
    )
    assert str(kept) == "host: passed"
    assert Entry.objects.get(subject_id=str(kept.pk), verb="pass").detail == {"item": "host"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "name", "evidence", "passed", "reason"),
    [
        ("castle", "A", "b", True, "There is no item “castle”"),
        ("open", "A", "b", True, "There is no item “open”"),
        ("drill", "A", "b", True, "Nobody attests “drill”"),
        ("drill", "A", "b", False, "make new shares"),
        ("host", " ", "b", True, "--by"),
        ("host", "A", " ", True, "--evidence"),
        ("host", "A" * 121, "b", True, "by: "),
    ],
)
def test_what_cannot_be_attested_is_refused(code, name, evidence, passed, reason):
    with pytest.raises(Refused, match=reason):
        actions.attest(code, name=name, evidence=evidence, passed=passed)
    assert not GoLiveStep.objects.exists()


@pytest.mark.django_db
def test_the_door_opens_when_nothing_is_missing_and_a_withdrawal_shuts_it():
    assert not is_live()
    with pytest.raises(Refused, match=r"stays shut. Missing: host \(withdrawn\)"):
        actions.set_door(name="A", evidence="b", facts=but(answers={**ALL.answers, "host": False}))
    assert not is_live()
    actions.set_door(name="A", evidence="all was passed", facts=ALL)
    assert is_live()
    actions.attest("host", name="A", evidence="the agreement ended", passed=False)
    assert not is_live()


@pytest.mark.django_db
def test_one_person_shuts_the_door_at_once():
    actions.set_door(name="A", evidence="all was passed", facts=ALL)
    actions.set_door(name="B", evidence="an order came", facts=None)
    assert not is_live()


@pytest.mark.django_db
def test_a_drill_names_its_place_and_is_whole():
    with pytest.raises(Refused, match="--place"):
        actions.record_drill(uuid4(), shares="12", place=" ")
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.record_drill(uuid4(), shares="11", place="Geneva")
    actions.record_drill(uuid4(), shares="12", place="Geneva")
    assert GoLiveStep.objects.get().place == "Geneva"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE instance_golivestep SET passed = true", "DELETE FROM instance_golivestep"]
)
def test_even_the_owner_only_adds(statement):
    actions.attest("host", name="A", evidence="b")
    with (
        pytest.raises(DatabaseError, match="only ever added"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db
def test_the_intake_door_reads_the_one_fact_and_no_name(as_role):
    actions.set_door(name="A", evidence="all was passed", facts=ALL)
    with as_role("intake"):
        assert is_live()
    with pytest.raises(DatabaseError, match="permission denied"), as_role("intake"):
        list(GoLiveStep.objects.values_list("by"))
    for role in ("public", "intake", "missions", "partners", "desk", "worker", "backup"):
        with pytest.raises(DatabaseError, match="permission denied"), as_role(role):
            actions.GoLiveStep(item="open", passed=True, by="x", evidence="y", day=today()).save()
