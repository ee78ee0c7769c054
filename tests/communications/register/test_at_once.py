"""Two people who load the same register at the same moment."""

import threading

from django.db import connection

from rapporteur.communications.actions.registering import load
from rapporteur.communications.models import EarlierLetter
from rapporteur.communications.register import files
from tests.factories.people import make_desk
from tests.factories.registers import make_csv, make_line


def test_two_loads_at_once_are_one_after_the_other(committed):
    desk = make_desk()
    lines = [make_line(reference=f"UA XEX {number}/2008") for number in range(1, 301)]
    told = []

    def act():
        try:
            sheet = files.read("a.csv", make_csv(*lines))
            told.append(load(sheet, desk, by="command:letters", skip_refused=False))
        finally:
            connection.close()

    threads = [threading.Thread(target=act) for _one in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted((one.added, one.unchanged) for one in told) == [(0, 300), (300, 0)]
    assert EarlierLetter.objects.count() == 300
