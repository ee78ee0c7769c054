"""Published letters: where they lie, and what the database asks of each."""

from datetime import date

import pytest
from django.db import IntegrityError

from rapporteur.publication.pieces import plain
from tests.factories.publication import make_published, make_published_reply

pytestmark = pytest.mark.django_db


def test_nothing_is_public_before_the_confidential_period_is_over():
    with pytest.raises(IntegrityError, match="published_after_confidential"):
        make_published(published_on=date(2026, 4, 30))


@pytest.mark.parametrize("make", [make_published, make_published_reply])
def test_an_official_address_or_a_written_reason_stands_beside_it(make):
    with pytest.raises(IntegrityError, match="address_or_reason"):
        make(official_address="", why_no_address="")


def test_a_letter_takes_its_replies_with_it():
    letter = make_published_reply().letter
    letter.delete()
    assert not type(letter).objects.exists()


def test_what_was_removed_leaves_neither_words_nor_length():
    assert plain([{"text": "for "}, {"removed": "child"}, {"text": " only"}]) == "for […] only"
