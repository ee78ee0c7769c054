"""Who may have the original of a file, what a correction is answered with, and repeated forms."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError

from rapporteur.communications.actions import annexing, corrections, files
from rapporteur.communications.models import AnnexLine
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.repeating import Repeated, once_only
from rapporteur.law.models import Provision
from rapporteur.law.queries.acceptance import positions_of
from tests.factories.communications import make_letter
from tests.factories.people import make_desk, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(office):
    """A file of a reply to a letter, as far as its rules look at it."""
    return SimpleNamespace(reply=SimpleNamespace(communication=make_letter(office)))


@pytest.fixture
def stranger():
    return make_member(make_desk(), "desk_officer").account


def test_another_desk_opens_no_original_and_asks_for_none(file, stranger):
    with pytest.raises(Refused):
        files.original(file, None, by=stranger)
    with pytest.raises(Refused):
        files.ask_release(file, why="To compare the seal.", by=stranger)


def test_the_original_is_asked_for_with_a_reason(file, office):
    with pytest.raises(Refused, match="reason"):
        files.ask_release(file, why=" ", by=office.officer)


def test_a_correction_is_answered_with_words(office):
    with pytest.raises(Refused, match="Write the answer"):
        corrections.answer(SimpleNamespace(), why=" ", outcome="unchanged", by=office.officer)


def test_only_a_repeated_form_is_called_repeated(office):
    letter = make_letter(office)
    with pytest.raises(Repeated), once_only(letter):
        raise IntegrityError
    letter.pk = make_letter(office).case_id  # the id of no letter
    with pytest.raises(IntegrityError), once_only(letter):
        raise IntegrityError


def test_a_line_of_facts_without_a_day_tells_of_today_alone(office):
    letter = make_letter(office)
    letter.facts_on = ""
    line = AnnexLine(provision=Provision.objects.get(instrument="CRC", number="34"))
    annexing.stand(letter, line, {one.instrument.pk: one for one in positions_of("XEX")})
    assert line.on_today == "yes"
    assert line.on_facts != "yes"
