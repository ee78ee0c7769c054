"""The index made by two at the same moment: the later one waits and sees what the first wrote."""

import threading

from django.db import OperationalError, connection, transaction

from rapporteur.doors import rooms
from rapporteur.kernel.reference.actions import correct
from rapporteur.publication.indexing import Outcome, rebuild, refresh
from rapporteur.publication.models import SearchEntry


def at_the_same_time(act):
    """Run an act on a connection of its own; return what it answered or raised."""
    answers = []

    def run():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '200ms'")
        try:
            answers.append(act())
        except OperationalError as error:
            answers.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return answers[0]


def test_a_load_waits_for_a_correction_and_sees_it(committed):
    table = rooms.tables()["mandates.mandate"]
    with transaction.atomic():
        correct(table, "SALECHILD", "short_label_ohchr", "Zebra", reason="a", source="a", by="x")
        refresh(rooms.subjects(), table, "SALECHILD")
        meanwhile = at_the_same_time(lambda: rebuild(rooms.subjects()))
    assert "lock timeout" in str(meanwhile)
    assert at_the_same_time(lambda: rebuild(rooms.subjects())) == Outcome(0, 0, 0)
    [entry] = SearchEntry.objects.filter(kind="mandate", key="SALECHILD", language="en")
    assert "zebra" in entry.other_words


def test_a_correction_waits_for_a_load(committed):
    table = rooms.tables()["mandates.mandate"]
    with transaction.atomic():
        rebuild(rooms.subjects())
        meanwhile = at_the_same_time(lambda: refresh(rooms.subjects(), table, "SALECHILD"))
    assert "lock timeout" in str(meanwhile)
