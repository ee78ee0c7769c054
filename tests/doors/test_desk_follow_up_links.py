"""The address of an item at the desk: released, what answered, and not looked up any more."""

import pytest
from django.urls import reverse

from rapporteur.follow_up.links import actions
from rapporteur.follow_up.links.looking import Seen
from rapporteur.follow_up.links.models import Answer, WatchedLink
from tests.factories.follow_up import count, make_evidence, make_following
from tests.factories.people import make_member
from tests.follow_up.test_evidence import FILE

pytestmark = pytest.mark.usefixtures("committed")
LINK = "https://exercise.example/law?<b>"


@pytest.mark.requirement("E6")
def test_an_address_is_released_and_shows_what_answered(at_work):
    office = at_work.office
    brought = make_member(office.desk, "desk_officer").account
    given = {"link": LINK, "file": FILE, "attribution": "named", "by": brought}
    item = make_evidence(office, make_following(office), **given)
    address = reverse("follow_up_evidence", args=[item.pk])
    assert "lies here as a copy is looked up" in at_work.get(address).content.decode()
    count(office, item, "LAW", by=at_work.person)
    assert "The site sees that somebody here asks" in at_work.get(address).content.decode()
    release = reverse("follow_up_link_release", args=[item.pk])
    page = at_work.post(release, follow=True).content.decode()
    assert "looks up no address by itself" in page
    assert "not looked up yet" in page
    assert WatchedLink.objects.get().address == LINK
    actions.look_all_up(by="job:a test", asking=lambda _address: Seen(Answer.GONE, 404))
    assert "not found there any more" in at_work.get(address).content.decode()
    page = at_work.post(reverse("follow_up_link_stop", args=[item.pk]), follow=True)
    shown = page.content.decode()
    assert "not found there any more" in shown
    assert "Release it for looking up" in shown
    assert "law?&lt;b&gt;" in shown
