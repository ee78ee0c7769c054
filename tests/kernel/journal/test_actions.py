import pytest
from django.conf import settings
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.utils.translation import gettext_lazy, override

from rapporteur.kernel.clock import today
from rapporteur.kernel.environment import role_name
from rapporteur.kernel.instance.models import Instance
from rapporteur.kernel.journal import actions
from rapporteur.kernel.journal.models import Entry, Outcome

WRITERS = ("intake", "missions", "partners", "desk", "worker")


def only_entry(verb):
    return Entry.objects.get(verb=verb)


@pytest.mark.requirement("RX.6")
@pytest.mark.django_db
def test_an_entry_says_who_did_what_when_and_why():
    actions.record("mend", Instance.objects.get(), by="someone", why="It was wrong.")
    entry = only_entry("mend")
    assert (entry.by, entry.why, entry.outcome) == ("someone", "It was wrong.", Outcome.DONE)
    assert (entry.subject_table, entry.subject_id) == ("instance_instance", "1")
    assert entry.day == entry.at.date() == today()
    assert str(entry) == "mend instance_instance 1"


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (None, ("", "")),
        ("world_country", ("world_country", "")),
        (("world_country", 4), ("world_country", "4")),
        (Instance, ("instance_instance", "")),
        (Instance(id=1), ("instance_instance", "1")),
    ],
)
def test_a_subject_is_named_by_table_and_id(subject, expected):
    assert actions.named(subject) == expected


@pytest.mark.django_db
def test_a_detail_may_hold_ids_and_counts():
    actions.record("count", None, by="job:test", detail={"rows": 3, "to": "de-1/a.b:c"})
    assert only_entry("count").detail == {"rows": 3, "to": "de-1/a.b:c"}


@pytest.mark.parametrize("value", ["two words", "ünï", "a" * 201, "<b>"])
def test_a_detail_with_anything_like_content_is_an_error(value):
    with pytest.raises(ValueError, match="id, code or count"):
        actions.made(Outcome.DONE, "count", None, by="job:test", detail={"note": value})


@pytest.mark.parametrize(("verb", "by"), [("", "job:test"), ("count", "")])
def test_an_entry_without_act_or_actor_is_an_error(verb, by):
    with pytest.raises(ValueError, match="needs an act"):
        actions.made(Outcome.DONE, verb, None, by=by)


def test_a_reason_is_kept_in_english_whoever_was_refused():
    with override("fr"):
        entry = actions.made(Outcome.REFUSED, "open", None, by="x", why=gettext_lazy("Sunday"))
    assert entry.why == "Sunday"


@pytest.mark.parametrize("door", ["intake"])
def test_an_entry_of_the_intake_door_has_a_day_and_no_time(settings, door):
    settings.DOOR = door
    entry = actions.made(Outcome.DONE, "arrive", None, by="nobody")
    assert (entry.at, entry.day) == (None, today())


@pytest.mark.django_db
def test_appending_is_one_insert_without_returning(django_assert_num_queries):
    with django_assert_num_queries(1) as queries:
        actions.record("append", None, by="job:test")
    sql = queries.captured_queries[0]["sql"]
    assert sql.startswith("INSERT")
    assert "RETURNING" not in sql


@pytest.mark.requirement("RX.6")
@pytest.mark.django_db
@pytest.mark.parametrize("role", WRITERS)
def test_every_role_that_writes_can_append(role, as_role, settings):
    settings.DOOR = role
    with as_role(role):
        actions.record("append", None, by="job:test")
    assert Entry.objects.filter(verb="append").count() == 1


@pytest.mark.requirement("RX.6")
@pytest.mark.django_db
@pytest.mark.parametrize("role", ["intake", "missions", "partners"])
def test_an_outer_door_cannot_write_in_anothers_name(role, as_role, settings):
    settings.DOOR = "desk"
    with pytest.raises(ProgrammingError, match="row-level security"), as_role(role):
        actions.record("append", None, by="job:test")


@pytest.mark.requirement("RX.6")
@pytest.mark.django_db
@pytest.mark.parametrize("role", [*WRITERS, "public", "backup"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET why = 'other'",
        "DELETE FROM journal_entry",
        "TRUNCATE journal_entry",
        "ALTER TABLE journal_entry DISABLE TRIGGER ALL",
        "UPDATE journal_link SET number = number + 1",
        "DELETE FROM journal_checkpoint",
    ],
)
def test_no_role_may_do_more_than_append(role, statement, as_role):
    with (
        pytest.raises(DatabaseError, match=r"denied|must be owner"),
        as_role(role),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.requirement("RX.6")
@pytest.mark.django_db
@pytest.mark.parametrize("table", ["entry", "link", "checkpoint"])
@pytest.mark.parametrize(
    "verb", ["UPDATE journal_{} SET id = id", "DELETE FROM journal_{}", "TRUNCATE journal_{}"]
)
def test_even_the_owner_may_only_append(table, verb):
    statement = verb.format(table).replace("SET id = id", "SET hash = hash")
    statement = statement.replace("entry SET hash = hash", "entry SET why = why")
    with (
        pytest.raises(DatabaseError, match="only ever added"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["intake", "missions", "partners"])
def test_an_outer_door_cannot_read_the_journal(role, as_role):
    assert role_name(role)
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        as_role(role),
    ):
        Entry.objects.count()


@pytest.mark.requirement("RX.6")
def test_success_vanishes_with_its_act_and_a_refusal_does_not(committed):
    with transaction.atomic():
        actions.record("sent", None, by="x")
        actions.record_refusal("refused", None, by="x", why="No.")
        actions.record_failure("broken", None, by="x", why="TimeoutError")
        transaction.set_rollback(True)
    assert list(Entry.objects.order_by("verb").values_list("verb", "outcome")) == [
        ("broken", "failed"),
        ("refused", "refused"),
    ]


@pytest.mark.requirement("RX.6")
def test_a_read_is_committed_before_anything_is_shown(committed):
    with transaction.atomic():
        actions.record_read("open", ("vault_record", "1"), by="x", detail={"part": 2})
        transaction.set_rollback(True)
    entry = only_entry("open")
    assert (entry.subject_id, entry.detail) == ("1", {"part": 2})


def test_outside_a_transaction_no_second_connection_is_made(committed, django_assert_num_queries):
    with django_assert_num_queries(1):
        actions.record_refusal("refused", None, by="x", why="No.")
    assert only_entry("refused").why == "No."


@pytest.mark.django_db
def test_entries_are_found_by_subject_newest_first():
    for verb in ("first", "second"):
        actions.record(verb, ("desks_desk", 7), by="x")
    actions.record("other", ("desks_desk", 8), by="x")
    found = Entry.objects.about("desks_desk", 7).newest_first()
    assert [entry.verb for entry in found] == ["second", "first"]


@pytest.fixture
def signed_in(committed):
    """Open the database as a role itself, on every connection; the owner again at the end."""
    target = settings.DATABASES["default"]
    owner = {"USER": target["USER"], "PASSWORD": target["PASSWORD"]}

    def become(new):
        connection.close()
        target.update(new)
        connection.settings_dict.update(new)

    yield lambda role: become({"USER": role_name(role), "PASSWORD": "of-the-tests"})
    become(owner)


@pytest.mark.requirement("RX.6")
@pytest.mark.parametrize("role", ["desk", "worker"])
def test_a_door_keeps_a_refusal_under_its_own_role(signed_in, role):
    signed_in(role)
    with transaction.atomic():
        actions.record_refusal("refused", None, by="x", why="No.")
        transaction.set_rollback(True)
    actions.record_read("open", None, by="x")
    assert sorted(Entry.objects.values_list("verb", flat=True)) == ["open", "refused"]


@pytest.mark.parametrize("role", ["intake", "missions", "partners"])
def test_a_door_that_only_inserts_keeps_a_refusal_it_cannot_read(signed_in, role, settings):
    settings.DOOR = role
    signed_in(role)
    with transaction.atomic():
        actions.record_refusal("refused", None, by="x", why="No.")
        transaction.set_rollback(True)
    actions.record_read("open", None, by="x")
    with pytest.raises(DatabaseError, match="permission denied"):
        Entry.objects.count()
    signed_in("worker")
    assert sorted(Entry.objects.values_list("verb", flat=True)) == ["open", "refused"]


def test_hundreds_of_entries_apart_take_one_connection_and_are_kept(committed, django_db_blocker):
    with django_db_blocker.unblock(), actions.one_connection_apart():
        with transaction.atomic():
            pids = {record_and_ask(place) for place in range(3)}
            transaction.set_rollback(True)
        assert len(pids) == 1
        assert Entry.objects.filter(verb="look").count() == 3


def record_and_ask(place):
    """Record a reading; return the server's process that wrote the newest entry apart."""
    actions.record_read("look", ("somewhere", place), by="job:test")
    with actions._apart.get().cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]
