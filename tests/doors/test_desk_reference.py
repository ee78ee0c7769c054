"""Reference data at the desk: looked up by anyone of it, corrected by an editor."""

import pytest
from django.db import connection
from django.urls import reverse

from rapporteur.doors import rooms
from rapporteur.people.mandates.models import Mandate

pytestmark = pytest.mark.django_db

TABLE = "mandates.mandate"
RECORD = ("reference_record", [TABLE, "SALECHILD"])
CORRECT = ("reference_correct", [TABLE, "note", "SALECHILD"])


def at(name, args):
    return reverse(name, args=args)


GIVEN = {"value": "Corrected note.", "reason": "it says so", "source": "A/HRC/RES/1, 2026"}


def test_every_table_of_every_room_can_be_looked_up(at_desk):
    client = at_desk("desk_officer")

    page = client.get(reverse("reference")).content.decode()

    for name, table in rooms.tables().items():
        assert name in page
        answer = client.get(at("reference_table", [name]))
        assert answer.status_code == 200
        if answer.context["found"]:
            key = answer.context["found"][0]["key"]
            assert client.get(at("reference_record", [name, key])).status_code == 200
        assert table.model._default_manager is not None


@pytest.mark.parametrize(
    ("words", "found"),
    [("salechild", {"SALECHILD"}), ("SALE children", {"SALECHILD"}), ("x'x", set())],
)
def test_every_word_must_stand_somewhere(at_desk, words, found):
    client = at_desk("desk_officer")

    answer = client.get(at("reference_table", [TABLE]), {"words": words})

    keys = {one["key"] for one in answer.context["found"]}
    assert found <= keys
    assert bool(found) == bool(keys)


@pytest.mark.parametrize("words", ["x" * 100_000, "a\x00b", "\u202etxet", "%", "'; --"])
def test_bad_words_are_answered_in_words(at_desk, words):
    client = at_desk("desk_officer")

    assert client.get(at("reference_table", [TABLE]), {"words": words[:5000]}).status_code == 200


def test_a_record_shows_unknown_as_unknown_and_its_source(at_desk):
    page = at_desk("desk_officer").get(at(*RECORD)).content.decode()

    assert "empty or not known" in page
    assert "reference/mandates.mandate/correct" not in page


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("reference_table", ["no.table"]),
        ("reference_record", [TABLE, "NOBODY"]),
        ("reference_record", [TABLE, "A/B"]),
        ("reference_correct", [TABLE, "code", "SALECHILD"]),
        ("reference_correct", [TABLE, "nothing", "SALECHILD"]),
    ],
)
def test_what_is_not_there_is_404(at_desk, name, args):
    assert at_desk("reference_editor").get(at(name, args)).status_code == 404


@pytest.mark.requirement("R23.2")
def test_an_editor_corrects_with_reason_and_source(at_desk, as_role):
    client = at_desk("reference_editor")
    connection.check_constraints()

    with as_role("desk"):
        form = client.get(at(*CORRECT)).content.decode()
        answer = client.post(at(*CORRECT), GIVEN)
        page = client.get(answer.url).content.decode()

    assert "Stands now" in form
    assert answer.url == at(*RECORD)
    assert Mandate.objects.get(pk="SALECHILD").note == "Corrected note."
    assert "it says so" in page
    assert "A/HRC/RES/1, 2026" in page


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"reason": ""}, "This field is required"),
        ({"source": ""}, "This field is required"),
        ({"value": "a\x1bb"}, "cannot be shown"),
        ({"value": "a\u202eb"}, "direction of writing"),
        ({"value": "x" * 1_000_000}, "at most 10000"),
        ({"value": "x" * 5_000}, "at most 600"),
    ],
)
def test_a_bad_correction_is_answered_beside_the_field_and_nothing_is_lost(at_desk, more, reason):
    client = at_desk("reference_editor")
    before = Mandate.objects.get(pk="SALECHILD").note

    page = client.post(at(*CORRECT), {**GIVEN, **more}).content.decode()

    assert reason in page
    assert ("it says so" in page) or more.get("reason") == ""
    assert Mandate.objects.get(pk="SALECHILD").note == before


@pytest.mark.parametrize("rows", [1, 3])
def test_a_record_asks_the_same_number_of_queries(at_desk, django_assert_num_queries, rows):
    client = at_desk("reference_editor")
    for number in range(rows):
        client.post(at(*CORRECT), {**GIVEN, "value": f"note {number}"})
    client.get(at(*RECORD))

    with django_assert_num_queries(7):
        client.get(at(*RECORD))
