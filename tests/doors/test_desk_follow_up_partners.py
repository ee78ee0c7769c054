"""What partners brought stands beside what is followed, and is taken over by one post."""

import pytest
from django.urls import reverse

from rapporteur.follow_up.models import Evidence
from rapporteur.partners.models import Ask
from tests.factories.follow_up import TEXT, make_following
from tests.factories.partners import make_partner, make_progress

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.requirement("R35.4", "E8")]


def test_partners_are_asked_and_what_they_bring_is_taken_over(at_work):
    one = make_following(at_work.office)
    partner = make_partner(at_work.office, name="Children first (exercise)")
    address = reverse("follow_up_act", args=[one.pk, "ask"])
    assert at_work.get(address).status_code == 200
    assert at_work.post(address, {"until": ""}).status_code == 302
    asked = Ask.objects.get()
    assert (asked.subject, asked.title) == (one.recommendation_id, TEXT)
    given = make_progress(partner, asked, attribution="by_kind")
    assert "Children first (exercise)" in at_work.get(one.get_absolute_url()).content.decode()
    take = reverse("follow_up_take_over", args=[one.pk, given.pk])
    answer = at_work.post(take)
    item = Evidence.objects.get()
    assert answer.url == reverse("follow_up_evidence", args=[item.pk])
    assert "The register was begun." in at_work.get(answer.url).content.decode()
    assert "not taken over yet" not in at_work.get(one.get_absolute_url()).content.decode()
    assert at_work.post(take).status_code == 404
