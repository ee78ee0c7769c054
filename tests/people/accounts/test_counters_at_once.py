"""Counters that several connections reach for at the same moment."""

import threading

from django.db import connection

from rapporteur.people.accounts.counters import TableOfTheDoor


def test_of_many_at_once_one_adds(committed, settings):
    settings.DOOR = "desk"
    counters = TableOfTheDoor("desk", {})
    answers = []

    def add():
        answers.append(counters.add("code", "y", 30))
        connection.close()

    threads = [threading.Thread(target=add) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [False] * 5 + [True]
