"""Scope at the desk, refused in words; what is refused is kept in the journal at once."""

import pytest
from django.urls import reverse

from rapporteur.recommendations.models import ScopeDecision, Standing
from tests.factories import recommendations as make

pytestmark = pytest.mark.requirement("R50.2")


def words(answer):
    return answer.content.decode()


def decided(one):
    return Standing.objects.get(pk=one.pk).in_scope


def test_a_departure_without_a_reason_is_refused_and_what_was_typed_is_kept(at_desk, committed):
    one = make.make_recommendation(make.NOTHING)
    client = at_desk("desk_officer")
    address = reverse("recommendations_scope_one", args=[one.pk])
    tags = {"pillars": ["prevention"], "sectors": ["law"], "levels": ["national"]}
    given = {"in_scope": "yes", "codes": ["CSA"], "seen": 0, **tags}
    page = words(client.post(address, given))
    assert "This departs from what is suggested: give the reason." in page
    assert 'value="CSA" id="id_codes_' in page
    assert not ScopeDecision.objects.exists()
    page = words(client.post(address, {"codes": ["CSA"], "seen": "x"}))
    assert "required" in page
    client.post(address, {"in_scope": "no", "codes": ["CSA"], "seen": 0})
    assert ScopeDecision.objects.get().codes == []


def test_what_cannot_be_done_together_is_refused_in_words(at_desk, committed):
    sure, likely = make.make_recommendation(), make.make_recommendation(make.LIKELY)
    client = at_desk("desk_officer")
    address = reverse("recommendations_scope_many", args=["in"])
    for given, why in (
        ({"chosen": [str(sure.pk), str(likely.pk)]}, "its suggestion is not sure"),
        ({}, "at least one row"),
        ({"chosen": ["x"]}, "choose again"),
        ({"all": "on", "filters": "outlook=nonsense"}, "not sure"),
    ):
        answer = client.post(address, given, follow=True)
        assert why.lower() in words(answer).lower()
    assert client.post(reverse("recommendations_scope_many", args=["other"])).status_code == 404
    assert decided(sure) is None


def test_who_only_looks_up_sees_and_does_not_decide(at_desk, committed):
    one = make.make_recommendation()
    client = at_desk("auditor")
    page = words(client.get(reverse("recommendations_scope")))
    assert str(one.pk) in page
    assert 'name="chosen"' not in page
    assert reverse("recommendations_scope_one", args=[one.pk]) not in words(
        client.get(reverse("recommendations_one", args=[one.pk]))
    )
    for address in (
        reverse("recommendations_scope_one", args=[one.pk]),
        reverse("recommendations_scope_many", args=["in"]),
    ):
        assert client.post(address, {"chosen": [str(one.pk)]}).status_code == 403
