import threading

import pytest
from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy

from rapporteur.kernel import workflow
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.workflow import Step, StepRefused, take


class Parcel(models.Model):
    """A record of the tests, in a table of the tests."""

    id = models.UUIDField(primary_key=True, default=new_id)
    state = models.CharField(max_length=10, default="packed")
    carrier = models.CharField(max_length=20, default="")
    note = models.CharField(max_length=20, default="")

    class Meta:
        app_label = "instance"
        managed = False
        db_table = "test_parcel"

    def __str__(self):
        return self.state


def is_not_sunday(person, parcel):
    return gettext_lazy("Not on a Sunday.") if person == "sunday" else None


def is_addressed(person, parcel):
    return "It has no address." if parcel.note == "lost" else None


SEND = Step("send", ["packed"], "sent", (is_not_sunday, is_addressed))


def make_table():
    with connection.schema_editor() as editor:
        editor.create_model(Parcel)


@pytest.fixture
def parcel(db):
    make_table()
    return Parcel.objects.create()


def test_a_step_moves_the_record_with_its_fields_in_one_save(parcel, django_assert_num_queries):
    with django_assert_num_queries(3 + 2):  # lock, save, journal; savepoint and its release
        sent = take(SEND, parcel, by="job:post", why="It is due.", carrier="ship")
    parcel.refresh_from_db()
    assert (sent.state, parcel.state, parcel.carrier) == ("sent", "sent", "ship")
    entry = Entry.objects.get(verb="send", subject_id=str(parcel.pk))
    assert (entry.by, entry.why, entry.outcome) == ("job:post", "It is due.", "done")


def test_fields_that_were_not_named_are_not_saved(parcel):
    parcel.note = "unsaved"
    assert take(SEND, parcel, by="job:post").note == ""


@pytest.mark.parametrize(
    ("by", "state", "note", "reason"),
    [
        ("job:post", "packed", "", None),
        ("job:post", "sent", "", "its state has changed"),
        ("sunday", "packed", "", "Not on a Sunday."),
        ("job:post", "packed", "lost", "It has no address."),
        ("sunday", "packed", "lost", "Not on a Sunday."),
    ],
)
def test_a_step_answers_with_the_first_reason(by, state, note, reason):
    found = SEND.refusal(by, Parcel(state=state, note=note))
    assert (found is None) if reason is None else (reason in str(found))


def test_a_refused_step_changes_nothing_and_names_step_and_record(parcel):
    with pytest.raises(StepRefused, match="Sunday") as caught, transaction.atomic():
        take(SEND, parcel, by="sunday")
    parcel.refresh_from_db()
    assert parcel.state == "packed"
    assert (caught.value.step, caught.value.record) == (SEND, parcel)
    assert isinstance(caught.value, Refused)
    assert not Entry.objects.filter(subject_id=str(parcel.pk)).exists()


def test_the_rules_see_the_row_as_it_is_and_not_as_it_was_read(parcel):
    Parcel.objects.filter(pk=parcel.pk).update(note="lost")
    with pytest.raises(StepRefused, match="no address"), transaction.atomic():
        take(SEND, parcel, by="job:post")


def test_an_actor_is_a_job_or_the_id_of_a_person(parcel):
    assert workflow.actor("job:post") == "job:post"
    assert workflow.actor(parcel) == str(parcel.pk)


def test_two_who_send_at_once_are_one_sender_and_one_refused(committed):
    """Without the lock both pass: each asks the rules before the other has saved."""
    make_table()
    parcel = Parcel.objects.create()
    first_asks = threading.Event()
    outcomes = {}

    def second_has_had_its_chance(person, record):
        first_asks.set()
        if person == "job:first":
            other.join(timeout=0.7)  # with the lock it cannot end before we do

    step = Step("send", ["packed"], "sent", (second_has_had_its_chance,))

    def send_second():
        try:
            first_asks.wait(timeout=5)
            outcomes["second"] = take(step, parcel, by="job:second").state
        except StepRefused as refusal:
            outcomes["second"] = str(refusal)
        finally:
            connection.close()

    other = threading.Thread(target=send_second)
    other.start()
    outcomes["first"] = take(step, parcel, by="job:first").state
    other.join(timeout=5)
    assert outcomes["first"] == "sent"
    assert "state has changed" in outcomes["second"]
    assert list(Entry.objects.filter(verb="send").values_list("by", flat=True)) == ["job:first"]
