"""What two people do to one letter at the same moment."""

import threading

import pytest
from django.db import connection

from rapporteur.communications.actions import reviewing
from rapporteur.kernel.refusals import Refused
from tests.factories.cases import make_office
from tests.factories.communications import FOUND, make_submitted, review_all
from tests.factories.people import make_member


@pytest.fixture
def office(committed):
    return make_office()


def test_two_who_approve_at_once_approve_once(office):
    letter = make_submitted(office)
    review_all(letter, office)
    third = make_member(office.desk, "desk_officer").account
    done, refused = [], []

    def act(person):
        try:
            done.append(reviewing.approve(letter, words=FOUND, by=person))
        except Refused as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=[one]) for one in (office.second, third)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (len(done), len(refused)) == (1, 1)
    assert letter.reviews.filter(kind="reading").count() == 1
