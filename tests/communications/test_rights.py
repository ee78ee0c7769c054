"""What the roles of the doors can and cannot do with the tables of letters."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection

from rapporteur.communications.actions import (
    annexing,
    drafting,
    publishing,
    replies,
    reviewing,
    sending,
)
from rapporteur.communications.models import Communication, Delivery, Reply, Review, TimeRequest
from rapporteur.kernel.clock import today
from tests.factories import communications as make

pytestmark = pytest.mark.django_db
FACTS = {"policy", "textblock"}  # read by many, kept by nobody but the loader and corrections
TABLES = [
    model._meta.db_table
    for model in apps.get_app_config("communications").get_models()
    if model._meta.model_name not in FACTS
]

DRAFT = "communications_registerdraft"


def forbidden(as_role, role, statement):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        as_role(role),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize("role", ["public", "intake"])
@pytest.mark.parametrize("table", TABLES)
def test_outer_doors_touch_no_letter(as_role, role, table):
    for statement in (
        f"SELECT * FROM {table}",
        f"INSERT INTO {table} DEFAULT VALUES",
        f"DELETE FROM {table}",
    ):
        forbidden(as_role, role, statement)


# What the worker adds: notices that it mails, and mail that came in.
BY_WORKER = (
    "communications_attempt",
    "communications_incoming",
    "communications_releasenotice",
)


@pytest.mark.parametrize("table", TABLES)
def test_the_worker_changes_no_more_than_the_day_of_a_notice(as_role, table):
    forbidden(as_role, "worker", f"DELETE FROM {table}")
    forbidden(as_role, "worker", f"UPDATE {table} SET id = id")
    if table not in BY_WORKER:
        forbidden(as_role, "worker", f"INSERT INTO {table} DEFAULT VALUES")


@pytest.mark.parametrize(
    "column", ["communications_attempt.proof_id", "communications_incoming.sealed_id"]
)
def test_the_worker_reads_back_nothing_of_what_it_or_the_desk_sealed(as_role, column):
    forbidden(as_role, "worker", f"SELECT {column} FROM {column.partition('.')[0]}")
    forbidden(as_role, "worker", "SELECT id FROM vault_version")
    forbidden(as_role, "worker", "SELECT wrapped FROM vault_wrap")


@pytest.mark.parametrize("column", ["case_id", "drafter_id", "writers", "authenticity"])
def test_the_worker_reads_no_more_of_a_letter_than_whom_to_tell(as_role, column):
    forbidden(as_role, "worker", f"SELECT {column} FROM communications_communication")


# The draft of a load is no letter: whoever looked at a file takes it away again.
@pytest.mark.parametrize("table", [one for one in TABLES if one != DRAFT])
@pytest.mark.parametrize("role", ["desk", "missions"])
def test_nobody_takes_anything_of_a_letter_away(as_role, role, table):
    forbidden(as_role, role, f"DELETE FROM {table}")
    forbidden(as_role, role, f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("model", [Review, Delivery])
def test_the_desk_only_adds_to_what_is_written_once(as_role, model):
    forbidden(as_role, "desk", f"UPDATE {model._meta.db_table} SET by_id = NULL")


def test_the_whole_path_needs_no_more_than_the_rights_of_the_desk(office, as_role):
    make.make_mission(office)
    case = make.make_decided_case(office, may_publish="yes")
    with as_role("desk"):
        letter = make.write(make.make_letter(office, case), office)
        letter = drafting.choose(letter, names_child=False, continuing=True, by=office.officer)
        annexing.propose(letter, by=office.officer)
        make.settle_all(letter, office)
        letter = Communication.objects.get(pk=letter.pk)
        letter = reviewing.submit(
            letter, make.words_of(letter, office), read=letter.version, by=office.officer
        )
        make.review_all(letter, office)
        letter = reviewing.approve(letter, words="read", by=office.second)
        letter = reviewing.sign(letter, by=office.holder)
        drafting.record_reference(letter, "AL XEX 1/2026", by=office.officer)
        letter = make.make_sent(office, Communication.objects.get(pk=letter.pk))
        sending.export(letter, channel="note", why="form", by=office.officer)
        reply = make.make_reply(office, letter)
        replies.classify(reply, reply_class="PARTIAL", why="it does", by=office.officer)
        until = letter.reply_due + timedelta(days=9)
        request = replies.ask_time(letter, until=until, why="much", by=office.officer)
        replies.grant_time(request, until=until, why="as asked", by=office.officer)
        Communication.objects.filter(pk=letter.pk).update(public_from=today())
        prepared = make.make_prepared(office, Communication.objects.get(pk=letter.pk))
        published = make.publish(office, make.make_cleared(office, prepared))
        publishing.withdraw(published, why="An error.", by=office.second)
    letter.refresh_from_db()
    assert (letter.state, letter.reply_due) == ("partly", until)
    assert Reply.objects.get().state == "classified"
    assert TimeRequest.objects.get().granted_until == until


@pytest.mark.parametrize("role", ["missions", "worker"])
def test_a_public_version_is_of_the_desk_alone(as_role, role):
    forbidden(as_role, role, "SELECT id FROM communications_publicrendition")
    forbidden(as_role, role, "UPDATE communications_publicrendition SET state = 'published'")
    forbidden(as_role, role, "INSERT INTO communications_publicrendition DEFAULT VALUES")


@pytest.mark.parametrize("role", ["public", "intake", "missions", "partners", "worker"])
@pytest.mark.parametrize("table", ["communications_earlierletter", "communications_registerdraft"])
def test_the_register_is_of_the_desk_alone(as_role, role, table):
    forbidden(as_role, role, f"SELECT 1 FROM {table}")
    forbidden(as_role, role, f"INSERT INTO {table} DEFAULT VALUES")
    forbidden(as_role, "desk", f"TRUNCATE {table}")


@pytest.mark.parametrize("role", ["public", "intake", "missions", "partners", "worker"])
@pytest.mark.parametrize(
    "table", ["published_letter", "published_reply", "published_earlier", "published_change"]
)
def test_only_the_desk_puts_anything_before_the_public(as_role, role, table):
    for statement in (
        f"INSERT INTO {table} DEFAULT VALUES",
        f"UPDATE {table} SET id = id",
        f"DELETE FROM {table}",
    ):
        forbidden(as_role, role, statement)
