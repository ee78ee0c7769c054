"""What the desk corrects is found so at once; what it may not correct changes nothing."""

import pytest
from django.urls import reverse

from rapporteur.publication.models import SearchEntry
from rapporteur.publication.search import find

pytestmark = pytest.mark.django_db


def keys(words):
    return [(hit.entry.kind, hit.entry.key) for hit in find(words, "en").hits]


def state_of_index():
    return list(SearchEntry.objects.order_by("id").values())


def test_a_correction_at_the_desk_is_found_at_once(at_desk, as_role):
    client = at_desk("reference_editor")
    given = {"value": "Zebra label", "reason": "it says so", "source": "a test"}
    address = reverse(
        "reference_correct", args=["mandates.mandate", "short_label_ohchr", "SALECHILD"]
    )
    with as_role("desk"):
        assert client.post(address, given).status_code == 302
    assert keys("zebra label") == [("mandate", "SALECHILD")]


def test_a_correction_that_is_not_taken_leaves_the_index_as_it_was(at_desk):
    before = state_of_index()
    client = at_desk("reference_editor")
    address = reverse(
        "reference_correct", args=["mandates.mandate", "short_label_ohchr", "SALECHILD"]
    )
    answer = client.post(address, {"value": "x" * 500, "reason": "too long", "source": "a test"})
    assert answer.status_code == 200
    assert state_of_index() == before
